"""An atlas page on exact paper, at a true scale."""

from collections.abc import Iterator
from dataclasses import replace

from geo.errors import DataError
from sheets.atlas.folder import Job
from sheets.atlas.model import Page
from sheets.atlas.page_map import Scene, draw_page_map, legend_lines, scene_of
from sheets.atlas.stacking import draw_columns
from sheets.canvas import Canvas
from sheets.circle_blocks import Block, FixedBlock, LegendBlock
from sheets.circle_method import facts_block, method_block
from sheets.circle_table import TableBlock
from sheets.files import page_bytes
from sheets.furniture import draw_imprint, draw_north, draw_scale, draw_surround, write_number
from sheets.ground import Ground, ground_under
from sheets.locator import draw_locator, whole_of
from sheets.notes import draw_notes
from sheets.paper import ATLAS, Layout, columned
from sheets.request import SheetRequest

_LOCATOR_MM, _LOCATOR_MOST_MM, _IMPRINT_MM, _SCALE_MM = 36.0, 58.0, 22.0, 15.0
_LEGEND_MM, _COLUMN_MM = 92.0, 150.0
"""Tallest legend of a tall page, and what a column of a wide one holds besides the scale."""


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
    draw_columns(canvas, parts.columns, _blocks(scene), parts.factor)
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
