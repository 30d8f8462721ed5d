"""What a 生活圈 sheet shows, as one frozen value that is checked when it is made."""

from dataclasses import dataclass

from geopandas import GeoDataFrame
from pandas import DataFrame

from geo.errors import DataError
from geo.lifecircle.gaps import MET, NEWLY, NO_DATA, OFF_NETWORK, UNMET
from sheets.circle_checks import (
    check_areas,
    check_flags,
    check_points,
    check_table,
    check_words,
)
from sheets.imprint import Imprint
from sheets.request import (
    INTERNAL,
    Bounds,
    Mode,
    Orientation,
    Paper,
    SheetLayer,
    SheetRequest,
)

STATUSES = (MET, NEWLY, UNMET, OFF_NETWORK, NO_DATA)
ORIGINS = ("现状", "规划", "方案", "导入")
"""Where a facility comes from; 导入 is followed by `：` and the title of the layer."""


@dataclass(frozen=True, eq=False)
class CircleRequest:
    """A 生活圈 sheet to draw: a map, its figures, and how they were found.

    Parameters
    ----------
    title, subtitle
        Words at the head; the subtitle may be empty.
    date
        ISO date of the drawing, given by the caller.
    extent_ll
        West, south, east, north in degrees that the map must hold.
    layers
        Backdrop: outline, zones, main roads; may be empty.
    areas_ll
        Reached areas (EPSG:4326), columns reach_m (metres), words (for the legend), geometry, one
        row a ring; may be empty or None. A public sheet without 审图号 draws them as they are: do
        not clip them to the district outline.
    estates_ll
        Points (EPSG:4326), columns name, status (one of `STATUSES`), label (bool: write the name
        if there is room); may be empty.
    facilities_ll
        Points (EPSG:4326), columns name, origin (one of `ORIGINS`); may be empty.
    rule_words
        What was asked, e.g. 小学 步行 500 米.
    table, table_title
        Summary under its Chinese headers, figures already formatted; may be empty. Rows for which
        there is no room are left out, and the sheet says how many.
    worst, worst_title
        A second table, or None.
    method
        Paragraphs: method, network, speed, clause and whether it was checked, sources, limits.
    noun
        What the judged points are called in the legend.
    paper, orientation, dpi, palette, mode, review_number, scale, imprint, locator_ll
        As in `SheetRequest`.

    Raises
    ------
    DataError
        If a value is not one of those allowed, a frame is not in EPSG:4326, an estate or facility
        is no point, or a table has more than `circle_checks.MOST_COLUMNS` columns.
    MissingColumnError
        If a frame lacks a column.
    """

    title: str
    date: str
    extent_ll: Bounds
    estates_ll: GeoDataFrame
    facilities_ll: GeoDataFrame
    rule_words: str
    table: DataFrame
    table_title: str
    areas_ll: GeoDataFrame | None = None
    layers: tuple[SheetLayer, ...] = ()
    subtitle: str = ""
    worst: DataFrame | None = None
    worst_title: str = "离得最远的居住小区"
    method: tuple[str, ...] = ()
    paper: Paper = "A4"
    orientation: Orientation = "横向"
    dpi: int = 300
    palette: str = "规范色"
    mode: Mode = INTERNAL
    review_number: str = ""
    scale: int | None = None
    imprint: Imprint | None = None
    locator_ll: GeoDataFrame | None = None
    noun: str = "居住小区"

    def __post_init__(self) -> None:
        """Refuse what cannot be drawn."""
        self.base()
        if not self.rule_words.strip():
            raise DataError("判定标准为空；请写明设施与距离，如“小学 步行 500 米”")
        check_points("居住小区", self.estates_ll, ("name", "status", "label"))
        check_words("居住小区", self.estates_ll, "status", STATUSES)
        check_flags(self.estates_ll)
        check_points("设施", self.facilities_ll, ("name", "origin"))
        origins = self.facilities_ll["origin"].astype(str).str.split("：").str[0]
        check_words("设施", self.facilities_ll.assign(origin=origins), "origin", ORIGINS)
        if self.areas_ll is not None:
            check_areas(self.areas_ll)
        check_table(self.table_title, self.table)
        if self.worst is not None:
            check_table(self.worst_title, self.worst)

    def base(self) -> SheetRequest:
        """Return the ordinary sheet this one builds on: paper, head and backdrop."""
        return SheetRequest(
            title=self.title,
            subtitle=self.subtitle,
            date=self.date,
            extent_ll=self.extent_ll,
            layers=self.layers,
            paper=self.paper,
            orientation=self.orientation,
            dpi=self.dpi,
            palette=self.palette,
            mode=self.mode,
            review_number=self.review_number,
            scale=self.scale,
            imprint=self.imprint,
            locator=self.locator_ll,
        )
