"""Pages of a PDF report: head and foot, words as the font can write them, the next line's place."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple, Self

from fpdf import FPDF, TextMode
from fpdf.fonts import TTFFont

from sheets import fonts
from sheets.paper import PT_PER_MM
from sheets.report.model import Content
from sheets.text_measure import balanced, wrapped

SIDE_MM, TOP_MM, BOTTOM_MM = 20.0, 24.0, 20.0
INK, SOFT = (25, 25, 25), (95, 95, 95)

_FONT = "report"
_SMALL_PT = 8.5
_STROKE_EM = 0.028
_HIDDEN = "\x02"
_TOTAL = f"{_HIDDEN}000"
"""Stands for the number of pages (as wide) until it is known; cleaned text never holds it."""

_EXACT = 1.049
"""Lines are broken for pictures, whose letters are up to 5 % wider than those of a PDF."""


def writable(text: str) -> str:
    """Return a text with `fonts.UNKNOWN` for each character that the font lacks."""
    return _HIDDEN.join(map(fonts.writable, text.split(_HIDDEN)))


def lines_of(text: str, room_mm: float, size_pt: float) -> tuple[str, ...]:
    """Break a text into lines no wider than the room, as Chinese is set."""
    return wrapped(writable(text), _room_em(room_mm, size_pt))


def even_lines(text: str, room_mm: float, size_pt: float) -> tuple[str, ...]:
    """Break a heading into lines about as long as each other."""
    return balanced(writable(text), _room_em(room_mm, size_pt))


def _room_em(room_mm: float, size_pt: float) -> float:
    return room_mm * PT_PER_MM / size_pt * _EXACT


class PagePosition(NamedTuple):
    """Where a line begins, and the room for it: up to the right margin where `width` is 0."""

    x: float
    y: float
    width: float = 0.0


class Paper(FPDF):
    """A4 pages, running head and number on each but the cover; wide ones for a figure."""

    def __init__(self, content: Content) -> None:
        """Begin an empty document."""
        super().__init__(orientation="portrait", unit="mm", format="A4")
        self._content = content
        self.set_auto_page_break(auto=False)
        self.set_margins(SIDE_MM, TOP_MM, SIDE_MM)
        self.c_margin = 0.0
        self.add_font(_FONT, fname=str(fonts.font_file()))
        self.set_font(_FONT, size=10)
        self.set_lang("zh-CN")
        self.alias_nb_pages(_TOTAL)

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the font's file, which the library leaves open."""
        font = self.fonts[_FONT]
        if isinstance(font, TTFFont):
            font.ttfont.close()

    def header(self) -> None:
        """Write the running head; the library calls this."""
        if self.page_no() == 1 or self._wide:
            return
        middle = TOP_MM - 9
        self.write_line(PagePosition(SIDE_MM, middle), self._content.running, _SMALL_PT, ink=SOFT)
        self.write_line(
            PagePosition(SIDE_MM, middle), self._content.mark, _SMALL_PT, align="R", ink=SOFT
        )
        self.set_draw_color(*SOFT)
        self.set_line_width(0.15)
        self.line(SIDE_MM, middle + 3.2, self.w - SIDE_MM, middle + 3.2)
        self.set_y(TOP_MM)

    def footer(self) -> None:
        """Write the number of the page; the library calls this."""
        if self.page_no() > 1:
            middle = self.h - (3.4 if self._wide else 12.0)
            words = f"第 {self.page_no()} 页　共 {_TOTAL} 页"
            self.write_line(PagePosition(SIDE_MM, middle), words, _SMALL_PT, align="C", ink=SOFT)

    def begin(self, *, wide: bool = False) -> None:
        """Begin a page."""
        self.add_page(orientation="landscape" if wide else "portrait")

    @property
    def room_mm(self) -> float:
        """Millimetres left above the foot of the page."""
        return float(self.h - BOTTOM_MM - self.y)

    @property
    def full_mm(self) -> float:
        """Millimetres that an upright page has for text."""
        return float(max(self.w, self.h) - TOP_MM - BOTTOM_MM)

    def need(self, height_mm: float) -> None:
        """Begin a page if there is no room for a height."""
        if self.room_mm < height_mm:
            self.begin()

    def write_line(
        self,
        at: PagePosition,
        words: str,
        size_pt: float,
        *,
        align: str = "L",
        ink: tuple[int, int, int] = INK,
    ) -> None:
        """Write one line, its middle at a height in millimetres.

        The place where the next block goes is not moved.
        """
        after = self.y
        self.set_font(_FONT, size=size_pt)
        self.set_text_color(*ink)
        height = size_pt / PT_PER_MM
        self.set_xy(at.x, at.y - height / 2)
        self.cell(at.width or self.w - SIDE_MM - at.x, height, writable(words), align=align)
        self.set_xy(SIDE_MM, after)

    def width_pt(self, words: str, size_pt: float) -> float:
        """Width of a line in points."""
        self.set_font(_FONT, size=size_pt)
        return float(self.get_string_width(writable(words))) * PT_PER_MM

    @contextmanager
    def strong(self, size_pt: float) -> Iterator[None]:
        """Write heavier: the font has one weight, so its edges are drawn along."""
        stroke = size_pt * _STROKE_EM / PT_PER_MM
        with self.local_context(text_mode=TextMode.FILL_STROKE, line_width=stroke):
            self.set_draw_color(*INK)
            yield

    @property
    def _wide(self) -> bool:
        return bool(self.w > self.h)
