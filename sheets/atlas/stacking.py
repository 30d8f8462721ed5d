"""Blocks set into the columns of a page; what is boxed fills the height that is left."""

from collections.abc import Sequence
from itertools import combinations, product

from sheets.canvas import Canvas
from sheets.circle_blocks import Block, Fit, FixedBlock, LegendBlock, draw_column, fitted, total_mm
from sheets.paper import Box

_FULL = 1.22
"""A column fuller than this by its natural print would have to shrink too much; emptier is no
better than in order."""


def draw_columns(
    canvas: Canvas, columns: tuple[Box, ...], blocks: Sequence[Block], factor: float
) -> None:
    """Draw blocks into columns, in their order, as large as the fullest column lets them be."""
    for box, stack in zip(columns, shared_out(blocks, columns, factor), strict=True):
        canvas.line_box(box, 0.6, "white")
        fit = fitted(stack, box, factor)
        if any(isinstance(block, FixedBlock | LegendBlock) for block in fit.blocks):
            _draw_filled(canvas, box, fit)
        else:
            draw_column(canvas, box, fit)


def shared_out(
    blocks: Sequence[Block], columns: tuple[Box, ...], factor: float
) -> list[list[Block]]:
    """Return the blocks of each column: all of them held, in their order, evenly, in that order."""
    tall = [[block.height(box.width, factor) / box.height for box in columns] for block in blocks]

    def cost(places: tuple[int, ...]) -> tuple[float, int, float]:
        filled = [0.0] * len(columns)
        for place, heights in zip(places, tall, strict=True):
            filled[place] += heights[place]
        turned = sum(one > other for one, other in combinations(places, 2))
        return round(max(_FULL, *filled), 2), turned, max(filled)

    best = min(product(range(len(columns)), repeat=len(blocks)), key=cost)
    pairs = list(zip(best, blocks, strict=True))
    return [[block for own, block in pairs if own == place] for place in range(len(columns))]


def _draw_filled(canvas: Canvas, box: Box, fit: Fit) -> None:
    """Draw blocks without gaps; the first that may grows, else the last stands at the foot."""
    spare = max(box.height - total_mm(fit.blocks, box.width, fit.measure), 0.0)
    y = box.y + box.height
    for place, block in enumerate(fit.blocks):
        height = block.height(box.width, fit.measure)
        more = min(spare, block.most_mm * fit.measure - height)
        if more > 0:
            height, spare = height + more, spare - more
        last = place == len(fit.blocks) - 1
        y = box.y if last and isinstance(block, FixedBlock) else y - height
        block.draw(canvas, Box(box.x, y, box.width, height), fit.measure)
