"""An atlas page on exact paper, at a true scale: what is boxed fills what its columns have left."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations, product

from geo.errors import DataError
from sheets.atlas.folder import Job
from sheets.atlas.model import Page
from sheets.atlas.page_map import Scene, draw_page_map, legend_lines, scene_of
from sheets.blocks import Block, Fit, FixedBlock, LegendBlock, draw_column, fitted, total_mm
from sheets.canvas import Canvas
from sheets.locator import draw_locator, whole_of
from sheets.map_elements import draw_imprint, draw_north, draw_scale, draw_surround, write_number
from sheets.map_extent import Ground, ground_under
from sheets.page_files import page_bytes
from sheets.paper import ATLAS, Box, Layout, columned
from sheets.paragraph_block import facts_block, method_block
from sheets.request import SheetRequest
from sheets.sheet_notes import draw_notes
from sheets.table_block import TableBlock

_LOCATOR_MM, _LOCATOR_MOST_MM, _IMPRINT_MM, _SCALE_MM = 36.0, 58.0, 22.0, 15.0
_LEGEND_MM, _COLUMN_MM = 92.0, 150.0
"""Tallest legend of a tall page, and what a column of a wide one holds besides the scale."""

_FULL = 1.22
"""A column fuller than this by its natural print would have to shrink too much; emptier is no
better than in order."""


def draw_page(job: Job, page: Page) -> tuple[bytes, int]:
    """Return a page as a file and N of its scale.

    Raises
    ------
    DataError
        If the extent fits no scale.
    """
    scales: list[int] = []

    def drawn() -> Canvas:
        canvas, scale = compose_page(job, page)
        scales.append(scale)
        return canvas

    content = page_bytes(drawn, job.style.dpi, job.style.file_format)
    return content, scales[0]


def compose_page(job: Job, page: Page) -> tuple[Canvas, int]:
    """Return the drawn page and N of its scale."""
    parts = columned(job.style.paper, job.style.orientation, ATLAS)
    canvas = Canvas(parts.page)
    request, ground = _placed(job, page, parts)
    scene = scene_of(request, page, ground, parts)
    draw_page_map(canvas, scene)
    draw_surround(canvas, parts, request)
    write_number(canvas, parts, f"图号 {page.number}")
    draw_north(canvas, parts.map, parts.factor)
    _draw_columns(canvas, parts.columns, _blocks(scene), parts.factor)
    draw_notes(canvas, parts, replace(request, layers=scene.background), scene.moved)
    return canvas, ground.scale


def _placed(job: Job, page: Page, parts: Layout) -> tuple[SheetRequest, Ground]:
    """Return request and ground: the scale asked for where it holds the page's core."""
    request = job.style.request(
        title=page.title,
        subtitle=page.subtitle,
        extent_ll=page.extent_ll,
        layers=job.background,
        locator=job.locator_ll,
    )
    if job.style.scale is not None:
        fixed = replace(request, extent_ll=page.core_ll, scale=job.style.scale)
        try:
            return fixed, ground_under(fixed, parts.map)
        except DataError:  # too large for it: this page takes the scale that fits
            pass
    return request, ground_under(request, parts.map)


def _blocks(scene: Scene) -> list[Block]:
    """Return what tells of the subject, then what reads the map."""
    page, request, scale = scene.page, scene.request, scene.ground.scale
    table = page.table and TableBlock(page.table_title, page.table, len(page.table) - 1)
    told = (facts_block(page.facts_title, page.facts), table, method_block(page.remarks))
    insets = list(_insets(scene))
    tallest = (
        _LEGEND_MM
        if request.orientation == "纵向"
        else _COLUMN_MM - sum(each.tall_mm for each in insets)
    )
    foot = FixedBlock(_SCALE_MM, lambda canvas, box, size: draw_scale(canvas, box, scale, size))
    key = LegendBlock(tuple(legend_lines(scene)), request.palette, tallest, foot)
    return [*(each for each in told if each), key, *insets]


def _insets(scene: Scene) -> Iterator[FixedBlock]:
    request, ground = scene.request, scene.ground
    whole_m = whole_of(request, ground)
    if whole_m is not None:
        yield FixedBlock(
            _LOCATOR_MM,
            lambda canvas, box, size: draw_locator(canvas, box, whole_m, ground, size),
            most_mm=_LOCATOR_MOST_MM,
        )
    if (imprint := request.imprint) is not None:
        yield FixedBlock(
            _IMPRINT_MM, lambda canvas, box, size: draw_imprint(canvas, box, imprint, size)
        )


def _draw_columns(
    canvas: Canvas, columns: tuple[Box, ...], blocks: Sequence[Block], factor: float
) -> None:
    """Draw blocks into columns, in their order, as large as the fullest column lets them be."""
    for box, stack in zip(columns, _shared_out(blocks, columns, factor), strict=True):
        canvas.line_box(box, 0.6, "white")
        fit = fitted(stack, box, factor)
        if any(isinstance(block, FixedBlock | LegendBlock) for block in fit.blocks):
            _draw_filled(canvas, box, fit)
        else:
            draw_column(canvas, box, fit)


def _shared_out(
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
