"""Write the table by area at the head of docs/mutation.md: the sums of the rows below it.

Run as `python -m tools.mutation_areas` after a row was added or changed.
"""

import re
from collections import Counter
from typing import Final

from tools.generated import Papers, with_part, write
from tools.headless import ROOT

PAPER: Final = ROOT / "docs" / "mutation.md"
AREAS: Final = {
    "geo/coverage": "coverage",
    "geo/lifecircle": "life circles",
    "geo/network": "network",
    "geo/siting": "siting and scenarios",
    "geo/scenario": "siting and scenarios",
    "geo/datums": "datums",
    "geo/importing": "reading",
    "geo/exporting": "writing",
    "geo/project_file": "project file",
    "sheets/scale": "scale of a sheet",
}
"""Folders or modules, and what they are called in the table, in its order."""

_ROW = re.compile(r"^\| `?(\w+/\w+)\S* (?:[^|]* )?\| (\d+)(?: of \d+)? \| (\d+) \|", re.M)
"""Where a module lies, and how many faults were tried and noticed."""


def by_area(text: str) -> str:
    """Return the table of areas from the rows of modules in a text."""
    tried, noticed = Counter[str](), Counter[str]()
    for place, made, killed in _ROW.findall(text):
        for area in (AREAS[place], "all"):
            tried[area] += int(made)
            noticed[area] += int(killed)
    rows = [
        f"| {area} | {tried[area]} | {noticed[area]} | {noticed[area] / tried[area]:.1%} |"
        for area in dict.fromkeys((*AREAS.values(), "all"))
        if tried[area]
    ]
    return "\n".join(("| area | made | killed | % |", "|---|---|---|---|", *rows))


def papers() -> Papers:
    """Return the paper with its table as the rows have it."""
    return {PAPER: with_part(PAPER, "areas", by_area(PAPER.read_text("utf-8")))}


if __name__ == "__main__":
    write(papers())
