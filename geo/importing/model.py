"""What is asked of a file, what is seen in it, what comes out."""

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

import numpy as np
from geopandas import GeoDataFrame
from numpy.typing import NDArray
from pandas import DataFrame

from geo.datums import Datum
from geo.importing.limits import ReadingLimits

Kind = Literal["shapefile", "gpkg", "geojson", "kml", "parquet", "text", "xlsx", "dxf", "zip"]

FIRST = 5
"""Rows of a preview, and of each line of a report."""


class CoordinateColumns(NamedTuple):
    """Where the shape of a row stands.

    `file`: the format holds it; `wkt`: column `x`; `pair`: column `x` holds "lon,lat" or "x,y";
    `xy`: column `x` holds the longitude or easting, `y` the latitude or northing; `none`: nowhere.
    """

    kind: Literal["file", "wkt", "xy", "pair", "none"]
    x: str = ""
    y: str = ""


@dataclass(frozen=True)
class ReadingChoices:
    """What a planner may set; empty means as recognised.

    `header` is the number of the row, from 1, with the column names, 0 where there is none;
    `crs` such as "EPSG:4490"; `id_column` names the column with the ids.
    """

    layer: str = ""
    encoding: str = ""
    delimiter: str = ""
    header: int | None = None
    columns: CoordinateColumns | None = None
    crs: str = ""
    datum: Datum = "WGS 84/CGCS2000"
    id_column: str = ""


class Asked(NamedTuple):
    """How a file is to be read, as it travels to the child; see `layer_reading.read`."""

    choices: ReadingChoices = ReadingChoices()
    district_ll: GeoDataFrame | None = None
    limits: ReadingLimits = ReadingLimits()


class Layer(NamedTuple):
    """One layer of a file; `rows` is -1 where counting would mean reading."""

    name: str
    rows: int = -1


@dataclass(frozen=True)
class Issue:
    """One kind of thing found: a key for programs, a sentence, how many, the first of them."""

    key: str
    text: str
    count: int
    first: DataFrame


class Ask(NamedTuple):
    """What is asked of a reader: the file's name for messages, choices, limits, how many rows.

    `rows` None asks for all.
    """

    name: str
    choices: ReadingChoices = ReadingChoices()
    limits: ReadingLimits = ReadingLimits()
    rows: int | None = None


class Raw(NamedTuple):
    """A layer as it stands in the file.

    `frame` (n,) attributes; `shapes` (n,) geometries in the file's own coordinates, None where
    the format has none; `crs` the file's own word, "" if silent; `issues` what reading met.
    """

    frame: DataFrame
    shapes: NDArray[np.object_] | None = None
    crs: str = ""
    issues: tuple[Issue, ...] = ()


class Guess(NamedTuple):
    """A reference system: "" if none fits; whether the file names it; why, for the planner.

    `swapped`: the first coordinate is the northing or the latitude.
    """

    crs: str
    reason: str
    declared: bool = False
    swapped: bool = False


class Sample(NamedTuple):
    """The first rows as one encoding shows them."""

    encoding: str
    rows: DataFrame


@dataclass(frozen=True)
class Peek:
    """What a file seems to hold; all in `choices` is what `read` would take.

    `places_ll` (k, 2) are places of the first shapes in degrees as the file has them, before any
    shift of the datum; empty where the system is not known.
    """

    kind: Kind
    kind_text: str
    notes: tuple[str, ...]
    layers: tuple[Layer, ...]
    samples: tuple[Sample, ...]
    names: tuple[str, ...]
    guess: Guess
    datum_hint: str
    choices: ReadingChoices
    places_ll: NDArray[np.float64] = field(default_factory=lambda: np.empty((0, 2)), compare=False)

    @property
    def preview(self) -> DataFrame:
        """The first rows as they would be read."""
        return self.samples[0].rows


@dataclass(frozen=True)
class RepairReport:
    """How many rows there were and are on the map, and what was found and done."""

    rows: int
    placed: int
    issues: tuple[Issue, ...] = ()


@dataclass(frozen=True)
class Incoming:
    """A layer read: features in EPSG:4326 with unique text ids, and all that could not be placed.

    `unplaced` has the same columns, `原因` and the same kind of ids.
    """

    frame_ll: GeoDataFrame
    report: RepairReport
    unplaced: DataFrame
    choices: ReadingChoices
    notes: tuple[str, ...] = field(default=())
