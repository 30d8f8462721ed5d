"""The plan's tables described as data: columns, types, ranges, closed lists."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from geo.district import DISTRICT

Cells = Mapping[str, str]

UNPLACED = "未落图"
"""`basis` of a project whose place is not known."""


class Span(NamedTuple):
    """A closed range of numbers."""

    low: float
    high: float

    def holds(self, number: float) -> bool:
        """Tell whether `number` lies in the range; NaN never does."""
        return self.low <= number <= self.high


LON_SPAN = Span(*DISTRICT.place.longitude)
"""Degrees; the district and its surroundings. Anything else is a slip of the file."""

LAT_SPAN = Span(*DISTRICT.place.latitude)
"""Degrees; see `LON_SPAN`."""


@dataclass(frozen=True)
class Column:
    """One column: its type and what a cell may hold.

    `required` cells may not be empty; `span` bounds numbers; `allowed` is a closed list (an empty
    cell passes unless required); `pattern` is a regular expression for the whole cell.
    """

    name: str
    type: Literal["text", "number", "flag"] = "text"
    required: bool = False
    span: Span | None = None
    allowed: tuple[str, ...] = ()
    pattern: str = ""


@dataclass(frozen=True)
class Rule:
    """A condition between the cells of one row; `broken` tells whether the row violates it."""

    column: str
    broken: Callable[[Cells], bool]
    wrong: str
    cure: str


@dataclass(frozen=True)
class Table:
    """One file: its columns, its id, and how a row says where it is.

    `place` is `geometry` (GeoJSON), `wkt` or `lonlat` (CSV columns) or `none`; `shapes` are the
    geometry types allowed. A file that is `optional` may be missing: it has no rows then. One that
    is not must have some.
    """

    file: str
    key: str
    columns: tuple[Column, ...]
    place: Literal["geometry", "wkt", "lonlat", "none"]
    shapes: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = ()
    optional: bool = False


def _texts(*names: str) -> tuple[Column, ...]:
    return tuple(Column(name) for name in names)


def _needed(*names: str) -> tuple[Column, ...]:
    return tuple(Column(name, required=True) for name in names)


_POLYGONS = ("Polygon", "MultiPolygon")
_LINES = ("LineString", "MultiLineString")
_ACCURACY = Column("accuracy_m", "number", required=True, span=Span(0, 5000))
_POINT = (
    Column("lon", "number", required=True, span=LON_SPAN),
    Column("lat", "number", required=True, span=LAT_SPAN),
    _ACCURACY,
    Column("in_district", "flag", required=True, allowed=("1", "0")),
)
_STAGES = ("小学", "初中", "九年一贯制", "高中", "完全中学")
_SCHOOL = "学校"
_SERVICES = (
    "幼儿园",
    "卫生服务中心",
    "卫生服务站",
    "医院",
    "菜市场",
    "轨道站",
    "公园",
    "养老",
    "文化",
    "体育",
)

BOUNDARY = Table(
    "boundary.geojson",
    "name",
    (*_needed("name", "basis"), _ACCURACY, *_needed("source")),
    "geometry",
    _POLYGONS,
)

ZONES = Table(
    "zones.geojson",
    "zone_id",
    (
        *_needed("zone_id", "structure", "name"),
        *_texts("extent", "functions"),
        *_needed("source", "basis"),
        _ACCURACY,
    ),
    "geometry",
    _POLYGONS,
    optional=True,
)

ROADS = Table(
    "roads.geojson",
    "road_id",
    (
        *_needed("road_id", "name"),
        Column("grade", required=True, allowed=("A", "B", "C")),
        *_needed("basis"),
        _ACCURACY,
        *_needed("source"),
    ),
    "geometry",
    _LINES,
    optional=True,
)

PROJECTS = Table(
    "projects.csv",
    "project_id",
    (
        Column("project_id", required=True, pattern=DISTRICT.plan.project_id),
        Column("column", required=True, allowed=tuple(each.name for each in DISTRICT.column)),
        *_needed("clause", "name"),
        Column("layer", required=True, allowed=tuple(each.id for each in DISTRICT.layer)),
        *_needed("kind", "work"),
        *_texts("location"),
        Column("quantity", "number", span=Span(0, 1e9)),
        *_texts("unit", "source_note"),
        *_needed("basis"),
        Column("accuracy_m", "number", span=Span(0, 5000)),
    ),
    "wkt",
    ("Point", "MultiPoint", *_LINES, *_POLYGONS),
    rules=(
        Rule(
            "accuracy_m",
            lambda cells: bool(cells["wkt"]) != bool(cells["accuracy_m"]),
            "与 wkt 列不一致",
            "有 wkt 的行必须填精度(米), 没有 wkt 的行必须留空",
        ),
        Rule(
            "basis",
            lambda cells: (cells["basis"] == UNPLACED) == bool(cells["wkt"]),
            "与 wkt 列不一致",
            f"没有 wkt 的行请填 {UNPLACED}, 有 wkt 的行请写明落图依据",
        ),
        Rule(
            "unit",
            lambda cells: bool(cells["quantity"]) != bool(cells["unit"]),
            "与 quantity 列不一致",
            "数量与单位必须同时填写或同时留空",
        ),
    ),
    optional=True,
)

FACILITIES = Table(
    "facilities.csv",
    "facility_id",
    (
        *_needed("facility_id", "name"),
        Column("kind", required=True, allowed=(_SCHOOL, *_SERVICES)),
        Column("stage", allowed=_STAGES),
        *_POINT,
        *_needed("source"),
        *_texts("note"),
    ),
    "lonlat",
    rules=(
        Rule(
            "stage",
            lambda cells: bool(cells["stage"]) and cells["kind"] != _SCHOOL,
            f"只能用于 kind 为 {_SCHOOL} 的行",
            "请清空该单元格或更正 kind",
        ),
    ),
    optional=True,
)

COMMUNITIES = Table(
    "communities.csv",
    "community_id",
    (*_needed("community_id", "name"), *_POINT, *_needed("source")),
    "lonlat",
    optional=True,
)

LEVELS = Table(
    "levels.csv",
    "level",
    (
        *_needed("level"),
        Column("minutes", "number", required=True, span=Span(1, 120)),
        Column("distance_m", "number", required=True, span=Span(1, 20000)),
        *_needed("clause", "source"),
        Column("checked", required=True, allowed=("已读来源", "转引", "未核对")),
    ),
    "none",
)
