"""Running text of a PDF report: headings with bookmarks, paragraphs set full, notes."""

from sheets.paper import PT_PER_MM
from sheets.report.model import BODY_MM, Heading, Note, Paragraph
from sheets.report.pdf_paper import SIDE_MM, SOFT, Paper, Spot
from sheets.report.pdf_words import lines_of, writable

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


def heading_mm(heading: Heading) -> float:
    """Height that a heading takes."""
    size = _HEADING_PT[heading.level]
    lines = len(lines_of(heading.words, BODY_MM, size))
    return _BEFORE_MM[heading.level] + lines * _step(size) + _AFTER_MM


def start_mm(paragraph: Paragraph) -> float:
    """Height of the beginning of a paragraph that must not stand alone above a page's end."""
    return _LEADING_MM * (3.6 if paragraph.strong else 2.0)


def draw_heading(paper: Paper, heading: Heading) -> None:
    """Write a heading, which is a bookmark too."""
    size = _HEADING_PT[heading.level]
    paper.start_section(writable(heading.words), heading.level - 1, strict=False)
    paper.set_y(paper.y + _BEFORE_MM[heading.level])
    for line in lines_of(heading.words, BODY_MM, size):
        with paper.strong(size):
            paper.write_line(Spot(SIDE_MM, paper.y + _step(size) / 2), line, size)
        paper.set_y(paper.y + _step(size))
    paper.set_y(paper.y + _AFTER_MM)


def draw_paragraph(paper: Paper, paragraph: Paragraph) -> None:
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


def draw_note(paper: Paper, note: Note) -> None:
    """Write small print."""
    for line in lines_of(f"注：{note.text}", BODY_MM, _NOTE_PT):
        paper.need(_NOTE_MM - _SPARE_MM)
        paper.write_line(Spot(SIDE_MM, paper.y + _NOTE_MM / 2 - 1), line, _NOTE_PT, ink=SOFT)
        paper.set_y(paper.y + _NOTE_MM)
    paper.set_y(paper.y + 2.5)


def _draw_strong(paper: Paper, paragraph: Paragraph) -> None:
    paper.need(start_mm(paragraph))
    paper.set_y(paper.y + 1.5)
    for line in lines_of(paragraph.text, BODY_MM, _BODY_PT):
        with paper.strong(_BODY_PT):
            paper.write_line(Spot(SIDE_MM, paper.y + _LEADING_MM / 2), line, _BODY_PT)
        paper.set_y(paper.y + _LEADING_MM)


def _set(paper: Paper, x: float, line: str, *, full: bool) -> None:
    """Write a line; a full one is spread to the right margin, letter by letter."""
    short_pt = (SIDE_MM + BODY_MM - x) * PT_PER_MM - paper.width_pt(line, _BODY_PT)
    if full and len(line) > 1 and 0 < short_pt < _STRETCHED_EM * _BODY_PT:
        paper.set_char_spacing(short_pt / (len(line) - 1))
    paper.write_line(Spot(x, paper.y + _LEADING_MM / 2), line, _BODY_PT)
    paper.set_char_spacing(0)


def _step(size: float) -> float:
    return size * 0.52
