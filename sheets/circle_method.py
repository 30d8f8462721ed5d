"""How the figures were found, as numbered paragraphs."""

from dataclasses import dataclass, replace
from functools import lru_cache

from sheets.canvas import Canvas
from sheets.circle_blocks import BODY_PT, PAD_MM, heading_mm, line_mm, write_aside, write_heading
from sheets.circle_words import one_line, wrapped
from sheets.paper import PT_PER_MM, Box

_TITLE = "方法与说明"
_INDENT_EM = 1.7


@dataclass(frozen=True)
class MethodBlock:
    """Numbered paragraphs; the last `hidden` of their lines are left out."""

    paragraphs: tuple[str, ...]
    hidden: int = 0

    def height(self, width: float, measure: float, /) -> float:
        """Millimetres it takes."""
        lines = len(self._shown(width, measure)) + (1 if self.hidden else 0)
        return heading_mm(_TITLE, width, measure) + (lines + 0.5) * line_mm(BODY_PT * measure)

    def crowded(self, _width: float, _measure: float, /) -> bool:
        """Never: its lines are made to be broken."""
        return False

    def shorter(self, width: float, measure: float, /) -> "MethodBlock | None":
        """Return it with a line fewer; one line stays."""
        more = len(self._shown(width, measure)) > 1
        return replace(self, hidden=self.hidden + 1) if more else None

    def draw(self, canvas: Canvas, box: Box, measure: float) -> None:
        """Draw it into its box."""
        write_heading(canvas, box, _TITLE, measure)
        size, step = BODY_PT * measure, line_mm(BODY_PT * measure)
        x, indent = box.x + PAD_MM, _INDENT_EM * size / PT_PER_MM
        y = box.y + box.height - heading_mm(_TITLE, box.width, measure) - step / 2
        for number, words in self._shown(box.width, measure):
            canvas.write((x, y), number, size, va="center_baseline")
            canvas.write((x + indent, y), words, size, va="center_baseline")
            y -= step
        if self.hidden:
            write_aside(canvas, (x + indent, y), f"（说明还有 {self.hidden} 行未印出）", size)

    def _shown(self, width: float, measure: float) -> tuple[tuple[str, str], ...]:
        room_em = (width - 2 * PAD_MM) * PT_PER_MM / (BODY_PT * measure) - _INDENT_EM
        lines = _lines(self.paragraphs, round(room_em, 6))
        return lines[: len(lines) - self.hidden]


def method_block(paragraphs: tuple[str, ...]) -> MethodBlock | None:
    """Return the block of the paragraphs that say something, None where none does."""
    said = tuple(one_line(words) for words in paragraphs if words.strip())
    return MethodBlock(said) if said else None


@lru_cache(maxsize=256)
def _lines(paragraphs: tuple[str, ...], room_em: float) -> tuple[tuple[str, str], ...]:
    """Lines, each with the number of its paragraph before the first of them."""
    return tuple(
        ("" if place else f"{number}.", words)
        for number, paragraph in enumerate(paragraphs, start=1)
        for place, words in enumerate(wrapped(paragraph, room_em))
    )
