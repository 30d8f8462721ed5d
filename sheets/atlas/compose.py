"""An atlas page on exact paper, at a true scale."""

from collections.abc import Iterator
from dataclasses import replace

from geo.errors import DataError
from sheets.atlas.blocks import FactsBlock, FixedBlock, LegendBlock
from sheets.atlas.folder import Job
from sheets.atlas.model import Page, Style
from sheets.atlas.page_layout import page_layout
from sheets.atlas.page_map import Scene, draw_page_map, legend_lines, scene_of
from sheets.atlas.stacking import draw_columns
from sheets.canvas import SOFT, Canvas
from sheets.circle_blocks import Block
from sheets.circle_method import method_block
from sheets.circle_table import TableBlock
from sheets.files import page_bytes
from sheets.furniture import draw_frame, draw_mark, draw_north, draw_title
from sheets.ground import Ground, ground_under
from sheets.imprint_box import draw_imprint
from sheets.locator import draw_locator, holds, whole_of
from sheets.notes import draw_notes
from sheets.paper import Layout
from sheets.request import SheetRequest

_LOCATOR_MM, _LOCATOR_MOST_MM, _IMPRINT_MM = 36.0, 58.0, 22.0
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
    parts, columns = page_layout(job.style.paper, job.style.orientation)
    canvas = Canvas(parts.page)
    request, ground = _placed(job, page, parts)
    scene = scene_of(request, page, ground, parts)
    draw_page_map(canvas, scene)
    draw_mark(canvas, parts.map, request, parts.factor)
    draw_frame(canvas, parts)
    draw_title(canvas, parts.title, request, parts.factor)
    _write_number(canvas, parts, page)
    draw_north(canvas, parts.map, parts.factor)
    draw_columns(canvas, columns, _blocks(scene), parts.factor)
    draw_notes(canvas, parts, replace(request, layers=scene.credited), scene.moved)
    return canvas, ground.scale


def base_request(style: Style, page: Page, job: Job) -> SheetRequest:
    """Return the ordinary sheet that a page builds on."""
    return SheetRequest(
        title=page.title,
        subtitle=page.subtitle,
        date=style.date,
        extent_ll=page.extent_ll,
        layers=job.background,
        paper=style.paper,
        orientation=style.orientation,
        dpi=style.dpi,
        palette=style.palette,
        mode=style.mode,
        review_number=style.review_number,
        imprint=style.imprint,
        locator=job.locator_ll,
        filter_text=style.filter_text,
        period=style.period,
    )


def _placed(job: Job, page: Page, parts: Layout) -> tuple[SheetRequest, Ground]:
    """Return request and ground: the scale asked for where it holds the page's core."""
    request = base_request(job.style, page, job)
    if job.style.scale is not None:
        fixed = replace(request, extent_ll=page.core_ll, scale=job.style.scale)
        try:
            return fixed, ground_under(fixed, parts.map)
        except DataError:  # too large for it: this page takes the scale that fits
            pass
    return request, ground_under(request, parts.map)


def _write_number(canvas: Canvas, parts: Layout, page: Page) -> None:
    """Write the sheet number into the upper right corner of the head."""
    box, factor = parts.title, parts.factor
    at = (box.x + box.width - 3 * factor, box.y + box.height / 2)
    canvas.write(at, f"图号 {page.number}", 8 * factor, ha="right", va="center", color=SOFT)


def _blocks(scene: Scene) -> list[Block]:
    """Return what tells of the subject, then what reads the map."""
    page, request = scene.page, scene.request
    told: list[Block] = [FactsBlock(page.facts_title, page.facts)] if page.facts else []
    if page.table:
        told.append(TableBlock(page.table_title, page.table, len(page.table) - 1))
    method = method_block(page.remarks)
    if method:
        told.append(method)
    insets = list(_insets(scene))
    tallest = (
        _LEGEND_MM
        if request.orientation == "纵向"
        else _COLUMN_MM - sum(each.tall_mm for each in insets)
    )
    lines = tuple(legend_lines(scene))
    key = LegendBlock(lines, request.palette, scene.ground.scale, tallest)
    return [*told, key, *insets]


def _insets(scene: Scene) -> Iterator[FixedBlock]:
    request, ground = scene.request, scene.ground
    whole_m = whole_of(request)
    if whole_m is not None and not holds(ground, whole_m):
        yield FixedBlock(
            _LOCATOR_MM,
            lambda canvas, box, size: draw_locator(canvas, box, whole_m, ground, size),
            most_mm=_LOCATOR_MOST_MM,
        )
    if (imprint := request.imprint) is not None:
        yield FixedBlock(
            _IMPRINT_MM, lambda canvas, box, size: draw_imprint(canvas, box, imprint, size)
        )
