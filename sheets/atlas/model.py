"""What an atlas holds, as plain frozen values that can travel to another process."""

from dataclasses import dataclass
from typing import Any, Literal, NamedTuple, get_args

import shapely
from geopandas import GeoDataFrame
from pandas import DataFrame

from geo.crs import LONLAT
from geo.district import DISTRICT
from layers.palettes import STANDARD
from layers.spec import LayerSpec
from sheets.page_files import Format
from sheets.request import (
    INTERNAL,
    Bounds,
    Mode,
    Orientation,
    Paper,
    SheetLayer,
    SheetRequest,
)
from sheets.title_block import Imprint

Subject = Literal["zones", "projects", "schools"]
SUBJECTS: tuple[Subject, ...] = get_args(Subject)
TITLES: dict[Subject, str] = {"zones": "一区一图", "projects": "一项目一图", "schools": "一校一图"}
SERIES: dict[Subject, str] = {"zones": "分区", "projects": "项目", "schools": "学校"}
"""Beginning of the sheet numbers."""

FOCUS, REACHED = "atlas-focus", "atlas-reached"
"""Ids of the layers that hold what a page is about, and what it reaches."""

BACKGROUND_ZONES = "circle-zones"
BACKGROUND_ZONES_PT = 8.8
"""Id of the zones' layer, and the one under which sheets write their names smaller."""


class IndexRow(NamedTuple):
    """A feature of a page's own layer; `wkt` in EPSG:4326, `value` picks the symbol.

    `timing` says whether it is late, `placed_review` whether its place is a draft; "" where nothing
    tells.
    """

    feature_id: str
    name: str
    value: str
    wkt: str
    timing: str = ""
    placed_review: str = ""


@dataclass(frozen=True)
class PageLayer:
    """A layer of one page alone."""

    spec: LayerSpec
    rows: tuple[IndexRow, ...]

    def sheet_layer(self) -> SheetLayer:
        """Return it as sheets draw it; its class column is `value`."""
        table = DataFrame(self.rows, columns=IndexRow._fields).set_index("feature_id")
        shapes = shapely.from_wkt(table.pop("wkt").to_list())
        return SheetLayer(self.spec, GeoDataFrame(table, geometry=shapes, crs=LONLAT))


@dataclass(frozen=True)
class Disc:
    """An area around the subject: a reach with its metres, or where the subject may truly lie."""

    radius_m: float
    wkt: str


@dataclass(frozen=True)
class Page:
    """A sheet of the atlas.

    Parameters
    ----------
    subject, number
        Kind of page, and its sheet number such as 项目-7.
    title, subtitle
        Words at the head.
    name, clause, zone, place
        For the index: what it is of, its clause, its zones, how exactly its place is known.
    extent_ll
        West, south, east, north that the map shows where the scale is free.
    core_ll
        What it must hold where the scale is fixed; a scale that cannot is not used.
    facts
        Title and words of each line of the block beside the map.
    facts_title
        Heading of that block.
    remarks
        Paragraphs on method and limits. May be empty.
    table, table_title
        Header and rows of a list beside the map. May be empty.
    layers
        The page's own layers; the first holds the subject. May be empty.
    hidden
        Ids of background features that a page draws by itself, by layer id.
    rings, rings_title
        Reaches around the subject and their words in the legend. May be empty.
    doubt
        Where the subject may truly lie, None where that is too small to be drawn.
    banner
        Words across the top of the map, such as that the project has no place; "" for none.
    """

    subject: Subject
    number: str
    title: str
    name: str
    extent_ll: Bounds
    core_ll: Bounds
    subtitle: str = ""
    clause: str = ""
    zone: str = ""
    place: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    facts_title: str = ""
    remarks: tuple[str, ...] = ()
    table: tuple[tuple[str, ...], ...] = ()
    table_title: str = ""
    layers: tuple[PageLayer, ...] = ()
    hidden: tuple[tuple[str, tuple[str, ...]], ...] = ()
    rings: tuple[Disc, ...] = ()
    rings_title: str = ""
    doubt: Disc | None = None
    banner: str = ""

    @property
    def called(self) -> str:
        """Number and name."""
        return f"{self.number} {self.name}"


class Omitted(NamedTuple):
    """What has no page but stands in the index, and why."""

    subject: Subject
    name: str
    clause: str
    why: str


@dataclass(frozen=True)
class AtlasStyle:
    """How every page looks: as in `sheets.request.SheetRequest`; `scale` None fits each page."""

    date: str
    title: str = DISTRICT.atlas_title
    paper: Paper = "A4"
    orientation: Orientation = "横向"
    palette: str = STANDARD
    mode: Mode = INTERNAL
    review_number: str = ""
    dpi: int = 300
    scale: int | None = None
    imprint: Imprint | None = None
    file_format: Format = "pdf"
    filter_text: str = ""
    ledger_words: str = ""

    def request(self, **own: Any) -> SheetRequest:  # noqa: ANN401 - fields of the request
        """Return an ordinary sheet that looks so and fits its scale; `own` is what else it has."""
        look = {name: value for name, value in vars(self).items() if name != "file_format"}
        return SheetRequest(**{**look, "scale": None, **own})


@dataclass(frozen=True)
class Atlas:
    """An atlas to draw: pages in order, what has none, the common background, the inset's zones."""

    pages: tuple[Page, ...]
    omitted: tuple[Omitted, ...]
    style: AtlasStyle
    background: tuple[SheetLayer, ...]
    locator_ll: GeoDataFrame
