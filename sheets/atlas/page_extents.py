"""What pages of all kinds are made of: extents, areas, layers and facts of their subjects."""

from dataclasses import replace

import shapely
from geopandas import GeoDataFrame, GeoSeries
from pandas import Series, isna

from geo.buffers import QUAD_SEGS
from geo.crs import METRIC, to_lonlat
from geo.has_geometry import has_geometry
from layers.features import card_fields, names_of
from layers.spec import LayerSpec, Symbol
from sheets.atlas.model import FOCUS, Disc, IndexRow, PageLayer
from sheets.request import Bounds, bounds_of

_LEAST_M = 1400.0
"""Width and height that a page shows at least: less names no road around a place."""

_ROOM = 1.08
_MISSING = {"location": "规划未写明", "amount": "规划未写明"}
_DECIMALS = 7
"""Of a degree: a centimetre."""


def bounds_ll(shape_m: shapely.Geometry) -> Bounds:
    """Return the bounds of a shape (METRIC) in degrees, a point a little widened."""
    box = shapely.box(*shape_m.buffer(1.0).bounds)
    return bounds_of(to_lonlat(GeoSeries([box], crs=METRIC)))


def extent_around(shape_m: shapely.Geometry) -> Bounds:
    """Return the bounds to show for a shape (METRIC): some room around it, in degrees."""
    west, south, east, north = shape_m.bounds
    x, y = (west + east) / 2, (south + north) / 2
    half_wide, half_tall = (
        max((high - low) * _ROOM, _LEAST_M) / 2 for low, high in ((west, east), (south, north))
    )
    return bounds_ll(shapely.box(x - half_wide, y - half_tall, x + half_wide, y + half_tall))


def disc_around(shape_m: shapely.Geometry, radius_m: float) -> Disc:
    """Return all that lies within metres of a shape (METRIC)."""
    return disc_of(shapely.buffer(shape_m, radius_m, quad_segs=QUAD_SEGS), radius_m)


def disc_of(area_m: shapely.Geometry, radius_m: float) -> Disc:
    """Return an area (METRIC) with its metres."""
    (shape,) = to_lonlat(GeoSeries([area_m], crs=METRIC)).to_numpy()
    return Disc(float(radius_m), shapely.to_wkt(shape, rounding_precision=_DECIMALS))


def page_layer(frame_ll: GeoDataFrame, spec: LayerSpec) -> PageLayer:
    """Return the placed features of a frame as a layer of a page; its class column is `value`."""
    shown = frame_ll[has_geometry(frame_ll)]
    classes = [""] * len(shown)
    if spec.class_column:
        from_index = shown.index.name == spec.class_column
        values = shown.index if from_index else shown[spec.class_column]
        classes = [str(value) for value in values]
    texts = [shapely.to_wkt(shape, rounding_precision=9) for shape in shown.geometry]
    told = (map(str, shown.get(name, [""] * len(shown))) for name in ("timing", "placed_review"))
    rows = zip(map(str, shown.index), names_of(shown, spec), classes, texts, *told, strict=True)
    return PageLayer(_by_value(spec), tuple(IndexRow(*row) for row in rows))


def facts_of(feature: Series, spec: LayerSpec) -> tuple[tuple[str, str], ...]:
    """Return title and words of a feature's card, what is empty left out.

    That the plan says nothing of a project's place or size is said.
    """
    lines = (
        (card.title, _words(feature, card.column)) for card in card_fields(spec, feature.index)
    )
    return tuple((title, words) for title, words in lines if words)


def focus_spec(spec: LayerSpec, symbols: tuple[Symbol, ...]) -> LayerSpec:
    """Return the layer of what a page is about: its name goes before all others."""
    return replace(spec, layer_id=FOCUS, symbols=symbols, rank=-1, label_pt=9.6)


def _by_value(spec: LayerSpec) -> LayerSpec:
    column = "value" if spec.class_column else ""
    return replace(spec, class_column=column, name_column="name")


def _words(feature: Series, column: str) -> str:
    value = feature.get(column, "")
    words = "" if value is None or isna(value) is True else str(value).strip()
    return words or (_MISSING.get(column, "") if column in feature.index else "")
