"""Printed sheets for the manual: drawn by the commands a planner has, and shown at 72 dpi."""

from pathlib import Path
from typing import NamedTuple

import pymupdf

from planmap.__main__ import main as planmap


class Print(NamedTuple):
    """A page of a PDF that a command writes.

    Parameters
    ----------
    words
        Of the command, without the file.
    page
        Of the file, from 0.
    """

    words: tuple[str, ...]
    page: int = 0


PRINTS = {
    "paper-sheet": Print(("sheet", "--paper", "A3")),
    "paper-public": Print(("sheet", "--paper", "A3", "--mode", "公开示意图")),
    "paper-atlas": Print(("atlas", "--paper", "A3", "--subjects", "schools"), 3),
    "paper-report": Print(("report",), 12),
}
"""By the name of the file."""


def picture(name: str, folder: Path) -> bytes:
    """Draw a print into a folder; return its page as PNG."""
    asked, target = PRINTS[name], folder / f"{name}.pdf"
    if planmap([*asked.words, "--out", str(target)]):
        raise RuntimeError(f"{name}: the command failed; see above")
    with pymupdf.open(target) as pages:  # type: ignore[no-untyped-call]
        content: bytes = pages[asked.page].get_pixmap(dpi=72).tobytes("png")
        return content
