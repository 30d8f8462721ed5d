"""What a report holds, whatever the file: a list of blocks with their numbers."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from sheets.report.column_widths import fitted

BODY_MM = 170.0
"""Width of the text on A4 upright; widths of columns are shares of it."""


@dataclass(frozen=True)
class Heading:
    """A heading; levels 1 and 2 are numbered (1, 1.1), level 3 stands by its own words."""

    text: str
    level: int = 1
    number: str = ""

    @property
    def numbered(self) -> str:
        """Number and text."""
        return f"{self.number} {self.text}".strip()


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of the text; `strong` sets a line apart that heads those below it."""

    text: str
    strong: bool = False


@dataclass(frozen=True)
class Note:
    """Small print below a table or figure."""

    text: str


@dataclass(frozen=True)
class ReportTable:
    """A table with a caption above; `shares` are widths of the columns in any unit.

    Lines of a cell are parted by line feeds. A column that would break an id, a figure or a short
    word is made wider.

    `right` holds the columns (from 0) that are figures.
    """

    caption: str
    headers: tuple[str, ...]
    shares: tuple[float, ...]
    rows: tuple[tuple[str, ...], ...]
    right: tuple[int, ...] = ()
    number: str = ""

    @property
    def numbered(self) -> str:
        """Number and caption."""
        return f"表 {self.number}　{self.caption}"

    def widths_mm(self) -> tuple[float, ...]:
        """Widths of the columns, which fill the width of the text."""
        return self._widths

    @cached_property
    def _widths(self) -> tuple[float, ...]:
        columns = zip(*self.rows, strict=True) if self.rows else [()] * len(self.headers)
        return fitted(self.shares, columns, self.headers, BODY_MM)


@dataclass(frozen=True)
class Figure:
    """A sheet on a page of its own at its true size, so that its scale holds."""

    caption: str
    png: bytes
    width_mm: float
    height_mm: float
    number: str = ""

    @property
    def numbered(self) -> str:
        """Number and caption."""
        return f"图 {self.number}　{self.caption}"


@dataclass(frozen=True)
class Chart:
    """A picture in the text, its caption below; numbered together with the figures."""

    caption: str
    png: bytes
    width_mm: float
    height_mm: float
    number: str = ""

    @property
    def numbered(self) -> str:
        """Number and caption."""
        return f"图 {self.number}　{self.caption}"


CONTENTS_LEVELS = 2
"""Levels of headings that a list of contents has."""


@dataclass(frozen=True)
class Contents:
    """The list of contents: headings and their pages, on a page of its own."""

    title: str = "目录"


Block = Heading | Paragraph | Note | ReportTable | Figure | Chart | Contents


@dataclass(frozen=True)
class Cover:
    """The first page: title, subtitle, and lines at its foot."""

    title: str
    subtitle: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Content:
    """A report, ready for any writer.

    `running` and `mark` stand at the head of every page, left and right; `office` is the author
    that the file names, "" for none; `date` an ISO date.
    """

    cover: Cover
    blocks: tuple[Block, ...]
    running: str
    mark: str
    office: str
    date: str


def numbered(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield the blocks with headings, tables and figures numbered in their order."""
    counts, tables, figures = [0, 0], 0, 0
    for block in blocks:
        if isinstance(block, Heading) and block.level <= len(counts):
            counts[block.level - 1] += 1
            counts[block.level :] = [0] * (len(counts) - block.level)
            yield replace(block, number=".".join(map(str, counts[: block.level])))
        elif isinstance(block, ReportTable):
            tables += 1
            yield replace(block, number=str(tables))
        elif isinstance(block, (Figure, Chart)):
            figures += 1
            yield replace(block, number=str(figures))
        else:
            yield block
