"""The list of contents of a PDF report: written when the pages of all headings are known."""

from collections.abc import Sequence

from fpdf import FPDF
from fpdf.outline import OutlineSection

from sheets.paper import PT_PER_MM
from sheets.report.model import BODY_MM, CONTENTS_LEVELS, Block, Contents, Heading
from sheets.report.pdf_paper import BOTTOM_MM, SIDE_MM, SOFT, TOP_MM, PagePosition, Paper, lines_of

_TITLE_PT, _TITLE_MM = 16.0, 16.0
_LINE_PT, _LINE_MM = 10.5, 6.8
_INSIDE_MM = 7.0
_PAGE_MM, _GAP_MM = 12.0, 2.0
_HIGH_MM = 297.0
_LINES = int((_HIGH_MM - TOP_MM - BOTTOM_MM - _TITLE_MM) / _LINE_MM)
"""Of a page; the further ones have no title, and room to spare."""


def reserve_contents(paper: Paper, contents: Contents, blocks: Sequence[Block]) -> None:
    """Leave as many pages as the headings need, and go on behind them."""
    heads = [each for each in blocks if isinstance(each, Heading) and _listed(each.level)]

    def write(_: FPDF, outline: list[OutlineSection]) -> None:
        _write(paper, contents, [each for each in outline if _listed(each.level + 1)])

    paper.insert_toc_placeholder(write, pages=max(-(-len(heads) // _LINES), 1))


def _listed(level: int) -> bool:
    return level <= CONTENTS_LEVELS


def _write(paper: Paper, contents: Contents, heads: list[OutlineSection]) -> None:
    with paper.strong(_TITLE_PT):
        at = PagePosition(SIDE_MM, TOP_MM + _TITLE_MM / 2)
        paper.write_line(at, contents.title, _TITLE_PT, align="C")
    paper.set_y(TOP_MM + _TITLE_MM)
    for place, head in enumerate(heads):
        if place and place % _LINES == 0:
            paper.add_page()
            paper.set_y(TOP_MM)
        _write_line(paper, head)
        paper.set_y(paper.y + _LINE_MM)


def _write_line(paper: Paper, head: OutlineSection) -> None:
    """Write a heading, dots, and its page; all of it leads there."""
    y, inside = paper.y + _LINE_MM / 2, head.level * _INSIDE_MM
    room = BODY_MM - inside - _PAGE_MM - _GAP_MM
    lines = lines_of(head.name, room, _LINE_PT)
    words = lines[0] if len(lines) == 1 else f"{lines[0][:-1]}…"
    x, right = SIDE_MM + inside, SIDE_MM + BODY_MM
    paper.write_line(PagePosition(x, y, room), words, _LINE_PT)
    paper.write_line(
        PagePosition(right - _PAGE_MM, y, _PAGE_MM), str(head.page_number), _LINE_PT, align="R"
    )
    left = x + paper.width_pt(words, _LINE_PT) / PT_PER_MM + _GAP_MM
    end = right - paper.width_pt(str(head.page_number), _LINE_PT) / PT_PER_MM - _GAP_MM
    paper.set_draw_color(*SOFT)
    paper.set_line_width(0.2)
    paper.set_dash_pattern(dash=0.2, gap=1.2)
    paper.line(left, y + 1.2, end, y + 1.2)
    paper.set_dash_pattern()
    link = paper.add_link(page=head.page_number)
    paper.link(x, y - _LINE_MM / 2, BODY_MM - inside, _LINE_MM, link)
