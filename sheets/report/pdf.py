"""A report as PDF: searchable Chinese set full, bookmarks, page numbers."""

import io
from collections.abc import Sequence
from datetime import UTC, datetime

from sheets.paper import PT_PER_MM
from sheets.report.model import (
    BODY_MM,
    Block,
    Chart,
    Content,
    Contents,
    Cover,
    Figure,
    Heading,
    Note,
    Paragraph,
    ReportTable,
)
from sheets.report.pdf_contents import reserve_contents
from sheets.report.pdf_paper import (
    SIDE_MM,
    SOFT,
    PagePosition,
    Paper,
    even_lines,
    lines_of,
    writable,
)
from sheets.report.pdf_table import draw_table, table_start_mm

_COVER_MM = 160.0
_ON_SHEET_PT = 8.5
_CAPTION_PT, _CAPTION_MM = 9.5, 7.0
_BODY_PT, _LEADING_MM = 10.5, 6.0
_NOTE_PT, _NOTE_MM = 8.5, 4.4
_SPARE_MM = 5.5
"""Small print may reach into the lower margin, so that it stays with its table."""

_HEADING_PT = {1: 16.0, 2: 13.0, 3: 11.0}
_BEFORE_MM = {1: 4.0, 2: 2.5, 3: 2.0}
_AFTER_MM = 1.8
_INDENT = 2
"""Characters that a paragraph begins inside."""

_STRETCHED_EM = 3.0
"""A line that falls short by more than this is left as it is."""


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
        if isinstance(block, Contents):
            reserve_contents(paper, block, blocks)
            continue
        paper.need(_kept_mm(blocks[place:]))
        _draw(paper, block, last=place + 1 == len(blocks))


def _kept_mm(blocks: Sequence[Block]) -> float:
    """Height of a heading with what must stand on the same page below it; 0 of other blocks."""
    height = 0.0
    for block in blocks:
        if not isinstance(block, Heading):
            return height + _begin_mm(block) if height else 0.0
        height += _heading_mm(block)
    return height


def _begin_mm(block: Block) -> float:
    if isinstance(block, ReportTable):
        return table_start_mm(block)
    if isinstance(block, Chart):
        return _chart_mm(block)
    return _start_mm(block) if isinstance(block, Paragraph) else 0.0


def _draw(paper: Paper, block: Block, *, last: bool) -> None:
    """Draw a block; room for the contents was left before."""
    match block:
        case Heading():
            _draw_heading(paper, block)
        case Paragraph():
            _draw_paragraph(paper, block)
        case Note():
            _draw_note(paper, block)
        case ReportTable():
            draw_table(paper, block)
        case Figure():
            _draw_figure(paper, block, last=last)
        case Chart():
            _draw_chart(paper, block)


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
        paper.write_line(PagePosition(SIDE_MM, y), line, size, align="C")
        y += size * 0.3 + 4.5
    return y


def _draw_figure(paper: Paper, figure: Figure, *, last: bool) -> None:
    """Fill a page of its own with a sheet; its caption stands in the margin of the sheet."""
    paper.begin(wide=True)
    paper.image(
        io.BytesIO(figure.png), 0, 0, figure.width_mm, figure.height_mm, alt_text=figure.caption
    )
    with paper.strong(_ON_SHEET_PT):
        paper.write_line(PagePosition(SIDE_MM, 3.4), figure.numbered, _ON_SHEET_PT, align="C")
    if not last:
        paper.begin()


def _draw_chart(paper: Paper, chart: Chart) -> None:
    """Draw a picture in the middle of the text, its caption below it."""
    paper.need(_chart_mm(chart))
    x, y = SIDE_MM + (BODY_MM - chart.width_mm) / 2, paper.y + 1.0
    paper.image(
        io.BytesIO(chart.png), x, y, chart.width_mm, chart.height_mm, alt_text=chart.caption
    )
    paper.set_y(y + chart.height_mm + _CAPTION_MM / 2)
    with paper.strong(_CAPTION_PT):
        at = PagePosition(SIDE_MM, paper.y)
        paper.write_line(at, chart.numbered, _CAPTION_PT, align="C")
    paper.set_y(paper.y + _CAPTION_MM / 2 + 2.0)


def _chart_mm(chart: Chart) -> float:
    return chart.height_mm + _CAPTION_MM + 3.0


def _heading_mm(heading: Heading) -> float:
    """Height that a heading takes."""
    size = _HEADING_PT[heading.level]
    lines = len(lines_of(heading.numbered, BODY_MM, size))
    return _BEFORE_MM[heading.level] + lines * _step(size) + _AFTER_MM


def _start_mm(paragraph: Paragraph) -> float:
    """Height of the beginning of a paragraph that must not stand alone above a page's end."""
    return _LEADING_MM * (3.6 if paragraph.strong else 2.0)


def _draw_heading(paper: Paper, heading: Heading) -> None:
    """Write a heading, which is a bookmark too."""
    size = _HEADING_PT[heading.level]
    paper.start_section(writable(heading.numbered), heading.level - 1, strict=False)
    paper.set_y(paper.y + _BEFORE_MM[heading.level])
    for line in lines_of(heading.numbered, BODY_MM, size):
        with paper.strong(size):
            paper.write_line(PagePosition(SIDE_MM, paper.y + _step(size) / 2), line, size)
        paper.set_y(paper.y + _step(size))
    paper.set_y(paper.y + _AFTER_MM)


def _draw_paragraph(paper: Paper, paragraph: Paragraph) -> None:
    """Write a paragraph; one that heads others is heavier and not indented."""
    if paragraph.strong:
        _draw_strong(paper, paragraph)
        return
    place_holder = "一" * _INDENT
    lines = lines_of(place_holder + paragraph.text, BODY_MM, _BODY_PT)
    for place, line in enumerate(lines):
        paper.need(_LEADING_MM)
        inside = 0 if place else _INDENT
        x = SIDE_MM + inside * _BODY_PT / PT_PER_MM
        last = place + 1 == len(lines)
        _set(paper, x, line[inside:], full=not last)
        paper.set_y(paper.y + _LEADING_MM)
    paper.set_y(paper.y + 0.8)


def _draw_note(paper: Paper, note: Note) -> None:
    """Write small print."""
    for line in lines_of(f"注：{note.text}", BODY_MM, _NOTE_PT):
        paper.need(_NOTE_MM - _SPARE_MM)
        paper.write_line(
            PagePosition(SIDE_MM, paper.y + _NOTE_MM / 2 - 1), line, _NOTE_PT, ink=SOFT
        )
        paper.set_y(paper.y + _NOTE_MM)
    paper.set_y(paper.y + 2.5)


def _draw_strong(paper: Paper, paragraph: Paragraph) -> None:
    paper.need(_start_mm(paragraph))
    paper.set_y(paper.y + 1.5)
    for line in lines_of(paragraph.text, BODY_MM, _BODY_PT):
        with paper.strong(_BODY_PT):
            paper.write_line(PagePosition(SIDE_MM, paper.y + _LEADING_MM / 2), line, _BODY_PT)
        paper.set_y(paper.y + _LEADING_MM)


def _set(paper: Paper, x: float, line: str, *, full: bool) -> None:
    """Write a line; a full one is spread to the right margin, letter by letter."""
    short_pt = (SIDE_MM + BODY_MM - x) * PT_PER_MM - paper.width_pt(line, _BODY_PT)
    if full and len(line) > 1 and 0 < short_pt < _STRETCHED_EM * _BODY_PT:
        paper.set_char_spacing(short_pt / (len(line) - 1))
    paper.write_line(PagePosition(x, paper.y + _LEADING_MM / 2), line, _BODY_PT)
    paper.set_char_spacing(0)


def _step(size: float) -> float:
    return size * 0.52
