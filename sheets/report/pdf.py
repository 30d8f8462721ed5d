"""A report as PDF: searchable Chinese, bookmarks, page numbers."""

import io
from collections.abc import Sequence
from datetime import UTC, datetime

from sheets.report.model import (
    Block,
    Content,
    Cover,
    Figure,
    Heading,
    Note,
    PageBreak,
    Paragraph,
    Table,
)
from sheets.report.pdf_paper import SIDE_MM, Paper, Spot
from sheets.report.pdf_table import draw_table, table_start_mm
from sheets.report.pdf_text import draw_heading, draw_note, draw_paragraph, heading_mm, start_mm
from sheets.report.pdf_words import even_lines

_COVER_MM = 160.0
_ON_SHEET_PT = 8.5


def to_pdf(content: Content) -> bytes:
    """Return a report as a PDF file.

    A character that the packaged font lacks is written as 〓.
    """
    with Paper(content) as paper:
        paper.set_title(f"{content.cover.title} {content.cover.subtitle}")
        paper.set_author(content.office)
        paper.set_creation_date(datetime.fromisoformat(content.date).replace(tzinfo=UTC))
        _draw_cover(paper, content.cover)
        _draw_blocks(paper, content.blocks)
        return bytes(paper.output())


def _draw_blocks(paper: Paper, blocks: Sequence[Block]) -> None:
    paper.begin()
    for place, block in enumerate(blocks):
        paper.need(_kept_mm(blocks[place:]))
        _draw(paper, block, last=place + 1 == len(blocks))


def _kept_mm(blocks: Sequence[Block]) -> float:
    """Height of a heading with what must stand on the same page below it; 0 of other blocks."""
    height = 0.0
    for block in blocks:
        if not isinstance(block, Heading):
            return height + _begin_mm(block) if height else 0.0
        height += heading_mm(block)
    return height


def _begin_mm(block: Block) -> float:
    if isinstance(block, Table):
        return table_start_mm(block)
    return start_mm(block) if isinstance(block, Paragraph) else 0.0


def _draw(paper: Paper, block: Block, *, last: bool) -> None:
    match block:
        case Heading():
            draw_heading(paper, block)
        case Paragraph():
            draw_paragraph(paper, block)
        case Note():
            draw_note(paper, block)
        case Table():
            draw_table(paper, block)
        case Figure():
            _draw_figure(paper, block, last=last)
        case PageBreak():
            paper.begin()


def _draw_cover(paper: Paper, cover: Cover) -> None:
    paper.begin()
    with paper.strong(26):
        y = _centred(paper, cover.title, 26, 90)
    _centred(paper, cover.subtitle, 17, y + 6)
    y = 216.0
    for words in cover.lines:
        y = _centred(paper, words, 12, y)


def _centred(paper: Paper, words: str, size: float, y: float) -> float:
    """Write lines from a height on; return where the next goes."""
    for line in even_lines(words, _COVER_MM, size):
        paper.write_line(Spot(SIDE_MM, y), line, size, align="C")
        y += size * 0.3 + 4.5
    return y


def _draw_figure(paper: Paper, figure: Figure, *, last: bool) -> None:
    """Fill a page of its own with a sheet; its caption stands in the margin of the sheet."""
    paper.begin(wide=True)
    paper.image(
        io.BytesIO(figure.png), 0, 0, figure.width_mm, figure.height_mm, alt_text=figure.caption
    )
    with paper.strong(_ON_SHEET_PT):
        paper.write_line(Spot(SIDE_MM, 3.4), figure.words, _ON_SHEET_PT, align="C")
    if not last:
        paper.begin()
