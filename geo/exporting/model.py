"""What is exported, and what comes out: frozen values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from geopandas import GeoDataFrame

from geo.errors import DataError


@dataclass(frozen=True)
class Meta:
    """What has to be known of data before they are used, in Chinese words; "" where unknown.

    Parameters
    ----------
    source
        Where the data come from.
    date
        ISO date of the export, given by the caller.
    filter_words
        The filter or selection in force, "" for the whole layer.
    accuracy_words
        How exactly the places are known.
    licence
        On what terms the data may be used.
    remark
        What else a reader must know, such as 示意.
    ledger
        To which day the ledger is told, "" where it says nothing.

    Raises
    ------
    DataError
        If the date is not one.
    """

    source: str
    date: str
    filter_words: str = ""
    accuracy_words: str = ""
    licence: str = ""
    remark: str = ""
    ledger: str = ""

    def __post_init__(self) -> None:
        """Refuse a date that is none."""
        try:
            date.fromisoformat(self.date)
        except ValueError:
            raise DataError(f"日期“{self.date}”无效；应为 年-月-日，如 2026-01-31") from None


@dataclass(frozen=True)
class Paint:
    """How one class is drawn; widths and sizes in pixels of 1/96 inch.

    Parameters
    ----------
    colour
        `#rrggbb`.
    title
        Words in a legend; "" takes the value of the class.
    width
        Stroke.
    size
        Radius of a marker.
    fill_opacity
        Of areas and markers, 0-1.
    dash
        Lengths of strokes and gaps in turn, in pixels; () for a line that is not broken.
    shape
        Of a marker: circle, square, triangle, diamond, cross, star, hexagon, inverted.
    filled
        Whether a marker with a `mark` is filled; else it is white, the mark in its colour.
    mark, hatch
        Signs of a class without colour: within a marker, in areas (`layers.spec.Symbol`).
    """

    colour: str
    title: str = ""
    width: float = 2.0
    size: float = 6.0
    fill_opacity: float = 0.5
    dash: tuple[float, ...] = ()
    shape: str = "circle"
    filled: bool = True
    mark: str = ""
    hatch: str = ""


@dataclass(frozen=True)
class ExportStyle:
    """Paints by the value of a column (a header of the exported frame); `other` for the rest.

    An empty `column` paints everything as `other`.
    """

    other: Paint
    column: str = ""
    paints: Mapping[str, Paint] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True)
class Export:
    """A layer to hand out.

    Parameters
    ----------
    name
        Chinese name of the layer; files and CAD layers are called so.
    frame
        (n,) features in any CRS; may be empty; geometries may be None. Columns are written under
        their names, so give them Chinese ones; a named index becomes the first column.
    meta
        Where the data come from.
    style
        How the layer is drawn in formats that hold that; None for a plain one.
    label
        Column whose text names a feature (KML, DXF, the list of the unplaced); "" takes 名称 or
        `name` where there is such a column.
    """

    name: str
    frame: GeoDataFrame
    meta: Meta
    style: ExportStyle | None = None
    label: str = ""


@dataclass(frozen=True)
class File:
    """A file to save: its name, its content, and what the format could not hold, in words."""

    name: str
    content: bytes
    notes: tuple[str, ...] = ()
