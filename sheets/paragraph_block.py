"""Paragraphs beside the map: how the figures were found, and what is known of a feature."""

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from sheets.blocks import BODY_PT, PAD_MM, Block, heading_mm, line_mm, write_aside, write_heading
from sheets.canvas import INK, SOFT, Canvas
from sheets.paper import PT_PER_MM, Box
from sheets.text_measure import one_line, wide_em, wrapped


class _Manner(NamedTuple):
    """Ink of the beginnings, lines left free below, lines that stay, and what the others are."""

    ink: str
    below: float
    least: int
    called: str


_METHOD, _FACTS = _Manner(INK, 0.5, 1, "说明"), _Manner(SOFT, 0.6, 3, "")
_NUMBER_EM, _GAP_EM = 1.7, 0.9


@dataclass(frozen=True)
class LinesBlock(Block):
    """Paragraphs, each with its beginning set before it in a margin of `indent_em`.

    The last `hidden` of their lines are left out.
    """

    title: str
    paragraphs: tuple[tuple[str, str], ...]
    indent_em: float
    manner: _Manner
    hidden: int = 0

    def height(self, width: float, measure: float, /) -> float:
        """Millimetres it takes."""
        lines = len(self._shown(width, measure)) + (1 if self.hidden else 0)
        body = (lines + self.manner.below) * line_mm(BODY_PT * measure)
        return heading_mm(self.title, width, measure) + body

    def shorter(self, width: float, measure: float, /) -> "LinesBlock | None":
        """Return it with a line fewer; some stay."""
        more = len(self._shown(width, measure)) > self.manner.least
        return replace(self, hidden=self.hidden + 1) if more else None

    def draw(self, canvas: Canvas, box: Box, measure: float) -> None:
        """Draw it into its box."""
        write_heading(canvas, box, self.title, measure)
        size, step = BODY_PT * measure, line_mm(BODY_PT * measure)
        x, indent = box.x + PAD_MM, self.indent_em * size / PT_PER_MM
        y = box.y + box.height - heading_mm(self.title, box.width, measure) - step / 2
        for begin, words in self._shown(box.width, measure):
            canvas.write((x, y), begin, size, va="center_baseline", color=self.manner.ink)
            canvas.write((x + indent, y), words, size, va="center_baseline")
            y -= step
        if self.hidden:
            words = f"（{self.manner.called}还有 {self.hidden} 行未印出）"
            write_aside(canvas, (x + indent, y), words, size)

    def _shown(self, width: float, measure: float) -> tuple[tuple[str, str], ...]:
        room_em = (width - 2 * PAD_MM) * PT_PER_MM / (BODY_PT * measure) - self.indent_em
        lines = _lines(self.paragraphs, round(room_em, 6))
        return lines[: len(lines) - self.hidden]


def method_block(paragraphs: tuple[str, ...]) -> LinesBlock | None:
    """Return the block of the paragraphs that say something, numbered; None where none does."""
    said = [one_line(words) for words in paragraphs if words.strip()]
    numbered = tuple((f"{number}.", words) for number, words in enumerate(said, start=1))
    return LinesBlock("方法与说明", numbered, _NUMBER_EM, _METHOD) if said else None


def facts_block(title: str, facts: tuple[tuple[str, str], ...]) -> LinesBlock | None:
    """Return the block of titles and words of a feature, None where there are none."""
    indent_em = max((wide_em(begin) for begin, _ in facts), default=0.0) + _GAP_EM
    told = tuple((begin, one_line(words)) for begin, words in facts)
    return LinesBlock(title, told, indent_em, _FACTS) if told else None


@lru_cache(maxsize=256)
def _lines(paragraphs: tuple[tuple[str, str], ...], room_em: float) -> tuple[tuple[str, str], ...]:
    """Lines, the first of a paragraph with its beginning."""
    return tuple(
        ("" if place else begin, words)
        for begin, paragraph in paragraphs
        for place, words in enumerate(wrapped(paragraph, room_em))
    )
