"""What a sheet shows, as one frozen value that is checked when it is made."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal, get_args

import shapely
from geopandas import GeoDataFrame, GeoSeries

from geo.crs import to_metric
from geo.district import DISTRICT
from geo.errors import DataError
from geo.exporting.public_zones import schematic_m
from layers.features import with_place
from layers.palettes import PALETTES
from layers.spec import LayerSpec, Plane
from sheets.scale import SCALE_LIMITS
from sheets.title_block import Imprint

Paper = Literal["A4", "A3", "A2"]
Orientation = Literal["横向", "纵向"]
Mode = Literal["内部工作图", "公开示意图"]
Bounds = tuple[float, float, float, float]

PAPERS: tuple[Paper, ...] = ("A4", "A3", "A2")
ORIENTATIONS: tuple[Orientation, ...] = ("横向", "纵向")
MODES: tuple[Mode, ...] = ("内部工作图", "公开示意图")
RESOLUTIONS = (150, 300, 600)

INTERNAL: Mode = "内部工作图"
PUBLIC: Mode = "公开示意图"

PERIOD = DISTRICT.plan.period
"""规划期限 of the plan."""


_PLANES = get_args(Plane)


def bounds_of(frame: GeoDataFrame | GeoSeries) -> Bounds:
    """Return west, south, east, north of all features."""
    west, south, east, north = (float(value) for value in frame.total_bounds)
    return west, south, east, north


@dataclass(frozen=True)
class SheetLayer:
    """A layer with the features to draw (in any CRS, maybe none) and its opacity, 0-1."""

    spec: LayerSpec
    frame: GeoDataFrame
    opacity: float = 1.0

    @property
    def plane(self) -> int:
        """Place in the order of drawing, lowest first."""
        return _PLANES.index(self.spec.plane)

    @cached_property
    def placed_m(self) -> GeoDataFrame:
        """The features that have a place, METRIC, reprojected once."""
        return to_metric(with_place(self.frame))

    def shown_m(self, field: shapely.Polygon) -> GeoDataFrame:
        """Return the features with a place of which something lies in a field of METRIC."""
        inside = shapely.intersects(self.placed_m.geometry.to_numpy(), field)
        return self.placed_m if inside.all() else self.placed_m[inside]

    @cached_property
    def apart_m(self) -> GeoDataFrame:
        """Areas that have a place, METRIC, as a sheet shows them that must not give edges away."""
        return schematic_m(self.placed_m)


@dataclass(frozen=True, eq=False)
class SheetRequest:
    """A sheet to draw.

    Parameters
    ----------
    title, subtitle
        Words at the head; the subtitle may be empty.
    date
        ISO date of the drawing, given by the caller.
    extent_ll
        West, south, east, north in degrees that the map must hold.
    layers
        In list order; drawn by plane.
    paper, orientation, dpi, palette, mode
        One of `PAPERS`, `ORIENTATIONS`, `RESOLUTIONS`, the palettes' names, `MODES`.
    rings
        Discs with columns radius_m and geometry, in any CRS, or None.
    rings_title
        Words for the discs in the legend.
    filter_text
        What filter is in force, "" for none.
    ledger_words
        To which day the ledger is told, "" where nothing is drawn of one.
    review_number
        审图号 of a public sheet, "" while there is none.
    scale
        N of a fixed scale 1:N, within `scale.SCALE_LIMITS`; None for the largest round scale that
        holds the extent. An extent that a fixed scale cannot hold is refused when the sheet is
        drawn, never cut: a sheet that silently lacks a part would mislead. To draw the
        surroundings of a place at a scale, give the place as extent; the map is centred on it.
    imprint
        图签, empty fields as empty boxes; None for none.
    locator
        Polygons (in any CRS) of the whole, of which the inset shows the part drawn; None takes the
        zones or the outline among `layers`. No inset where the map holds the whole.

    Raises
    ------
    DataError
        If a value is not one of those allowed.
    """

    title: str
    date: str
    extent_ll: Bounds
    layers: tuple[SheetLayer, ...]
    subtitle: str = ""
    paper: Paper = "A4"
    orientation: Orientation = "横向"
    dpi: int = 300
    palette: str = "规范色"
    mode: Mode = "内部工作图"
    rings: GeoDataFrame | None = None
    rings_title: str = ""
    filter_text: str = ""
    ledger_words: str = ""
    review_number: str = ""
    scale: int | None = None
    imprint: Imprint | None = None
    locator: GeoDataFrame | None = None

    def __post_init__(self) -> None:
        """Refuse what cannot be drawn."""
        check_one_of("纸张", self.paper, PAPERS)
        check_one_of("方向", self.orientation, ORIENTATIONS)
        check_one_of("分辨率", self.dpi, RESOLUTIONS)
        check_one_of("配色", self.palette, tuple(PALETTES))
        check_one_of("图纸用途", self.mode, MODES)
        west, south, east, north = self.extent_ll
        if not (-180 <= west < east <= 180 and -90 <= south < north <= 90):
            raise DataError(f"出图范围 {self.extent_ll} 无效；应为 西、南、东、北 的经纬度")
        check_date(self.date)
        _check_scale(self.scale)
        if not self.title.strip():
            raise DataError("图题为空；请填写图题")


def check_date(text: str) -> None:
    """Refuse what is no ISO date."""
    try:
        date.fromisoformat(text)
    except ValueError:
        raise DataError(f"日期“{text}”无效；应为 年-月-日，如 2026-01-31") from None


def _check_scale(scale: object) -> None:
    low, high = SCALE_LIMITS
    whole = isinstance(scale, int) and not isinstance(scale, bool)
    if scale is not None and not (whole and low <= int(str(scale)) <= high):
        raise DataError(f"比例 1:{scale} 无效；N 应为 {low}—{high} 的整数，或不指定（自动）")


def check_one_of(what: str, value: object, allowed: tuple[object, ...]) -> None:
    """Refuse a value that is not among those allowed."""
    if value not in allowed:
        raise DataError(f"{what}“{value}”无效；可选：{'、'.join(map(str, allowed))}")
