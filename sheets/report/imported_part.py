"""导入图层: what a planner's own layers hold, by their first rows."""

from collections.abc import Iterator

from geopandas import GeoDataFrame
from pandas import DataFrame

from geo.has_geometry import has_geometry
from sheets.report.model import Block, Heading, Note, Paragraph, ReportTable
from sheets.report.request import OwnLayer
from sheets.report.wording import cell, clean

ROWS, COLUMNS = 5, 6


def own_blocks(layers: tuple[OwnLayer, ...]) -> Iterator[Block]:
    """Yield the section, nothing where there is no such layer."""
    if not layers:
        return
    yield Heading("导入图层")
    yield Paragraph("以下图层由使用者导入，不属于规划内容，内容未经核对。")
    for layer in layers:
        yield Heading(clean(layer.title) or "（未命名图层）", 2)
        yield from _layer(layer)


def _layer(layer: OwnLayer) -> Iterator[Block]:
    frame = layer.frame
    table = DataFrame(frame.drop(columns=frame.geometry.name))
    yield Paragraph(
        f"共 {len(frame)} 个要素，有位置 {int(has_geometry(frame).sum())} 个，"
        f"属性 {len(table.columns)} 列。"
    )
    if frame.empty or table.columns.empty:
        return
    shown = table.iloc[:ROWS, :COLUMNS]
    headers = tuple(cell(name) for name in shown.columns)
    rows = tuple(tuple(map(cell, row)) for row in shown.itertuples(index=False, name=None))
    yield ReportTable(
        f"{clean(layer.title)}（前 {len(rows)} 行）", headers, (1.0,) * len(headers), rows
    )
    yield from _left_out(frame, table)


def _left_out(frame: GeoDataFrame, table: DataFrame) -> Iterator[Block]:
    parts = ((len(frame) - ROWS, "行"), (len(table.columns) - COLUMNS, "列"))
    told = [f"{count} {what}" for count, what in parts if count > 0]
    if told:
        yield Note(f"另有 {'、'.join(told)}未列出。")
