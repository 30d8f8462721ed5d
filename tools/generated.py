"""Papers of which a part is made from the code: written anew by a script, compared by a test."""

import re
import sys
from pathlib import Path

from tools.headless import ROOT

Papers = dict[Path, str]
"""What each paper ought to hold, whole."""


def with_part(paper: Path, part: str, text: str) -> str:
    """Return a paper with `text` between its markers `<!-- part: begin -->` and `end`.

    Raises
    ------
    ValueError
        If the paper has no such markers.
    """
    begin, end = f"<!-- {part}: begin -->", f"<!-- {part}: end -->"
    whole = paper.read_text("utf-8")
    made, count = re.subn(
        f"{re.escape(begin)}.*?{re.escape(end)}",
        lambda _: f"{begin}\n{text}\n{end}",
        whole,
        flags=re.S,
    )
    if count != 1:
        raise ValueError(f"{paper.name}: expected once: {begin} … {end}; found {count}")
    return made


def stale(papers: Papers) -> list[str]:
    """Return the names of papers that do not hold what they ought to."""
    return [
        path.relative_to(ROOT).as_posix()
        for path, text in papers.items()
        if not path.exists() or path.read_text("utf-8") != text
    ]


def write(papers: Papers) -> None:
    """Write the papers that are stale; tell which."""
    for name in stale(papers):
        (ROOT / name).write_text(papers[ROOT / name], "utf-8")
        sys.stdout.write(f"{name}\n")
