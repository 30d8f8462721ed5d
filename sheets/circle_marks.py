"""The marks of a 生活圈 sheet: told apart by shape and by filled or hollow, then by colour."""

from dataclasses import replace

from geopandas import GeoDataFrame

from geo.district import Shape
from geo.lifecircle.gaps import MET, NEWLY, NO_DATA, OFF_NETWORK, UNMET
from layers.spec import LayerSpec, Symbol
from sheets.circle_request import CircleRequest
from sheets.circle_words import one_line
from sheets.request import SheetLayer

_MOST_NAMES = 150
"""Estates whose names are tried: more leave no map to see."""

_ESTATES = (
    Symbol(MET, MET, "hue.green", "circle", 3.4),
    Symbol(NEWLY, NEWLY, "hue.petrol", "diamond", 4.4),
    Symbol(UNMET, UNMET, "hue.crimson", "inverted", 4.8, filled=False),
    Symbol(OFF_NETWORK, OFF_NETWORK, "metro", "cross", 4.6),
    Symbol(NO_DATA, NO_DATA, "road", "circle", 3.0, filled=False),
)
_FACILITIES = (
    Symbol("现状", "现状", "hue.pink", "square", 4.6),
    Symbol("规划", "规划", "hue.pink", "square", 5.0, filled=False),
    Symbol("方案", "方案（试设）", "hue.pink", "star", 6.4),
)
_OWN: tuple[Shape, ...] = ("hexagon", "triangle", "cross")
"""Shapes of the facilities of imported layers, a layer each."""

_DASHES = ("", "8 3", "3 2.5", "9 3 2 3")


def circle_layers(request: CircleRequest, factor: float) -> tuple[SheetLayer, ...]:
    """Return the request's own layers, bottom to top: areas, facilities, estates."""
    facilities = request.facilities_ll
    marks = (*_own(facilities), *_FACILITIES)
    points = (
        SheetLayer(_points("circle-facilities", "设施", "origin", marks, factor), facilities),
        SheetLayer(
            _points("circle-estates", request.noun, "status", _ESTATES, factor), request.estates_ll
        ),
    )
    if request.areas_ll is None or request.areas_ll.empty:
        return points
    widest_first = request.areas_ll.sort_values("reach_m", ascending=False, kind="stable")
    return SheetLayer(_areas(request.areas_ll), widest_first), *points


def named_layers(layers: tuple[SheetLayer, ...]) -> tuple[SheetLayer, ...]:
    """Return the layers whose names are written, zones where no mark stands; and every mark."""
    zones = tuple(_zones(layer) if layer.spec.role == "zones" else layer for layer in layers)
    return (*zones, *(_named(layer) for layer in layers if layer.spec.layer_id in _CHOICES))


def _zones(layer: SheetLayer) -> SheetLayer:
    return replace(layer, spec=replace(layer.spec, layer_id="circle-zones", label_pt=8.8))


def _named(layer: SheetLayer) -> SheetLayer:
    chosen = _CHOICES[layer.spec.layer_id](layer.frame).head(_MOST_NAMES)
    called = chosen[chosen["name"].notna()]
    words = called.assign(name=called["name"].map(one_line))
    return SheetLayer(replace(layer.spec, label_zoom=0), words)


def _asked_for(estates_ll: GeoDataFrame) -> GeoDataFrame:
    return estates_ll[estates_ll["label"].astype(bool)]


def _to_come(facilities_ll: GeoDataFrame) -> GeoDataFrame:
    return facilities_ll[facilities_ll["origin"].isin(("规划", "方案"))]


_CHOICES = {"circle-estates": _asked_for, "circle-facilities": _to_come}


def _own(facilities_ll: GeoDataFrame) -> tuple[Symbol, ...]:
    """Mark of each imported layer, under its title."""
    origins = facilities_ll["origin"].astype(str).unique()
    own = [origin for origin in origins if origin.startswith("导入")]
    return tuple(
        Symbol(origin, origin, "hue.pink", _OWN[turn % len(_OWN)], 4.8)
        for turn, origin in enumerate(own)
    )


def _points(
    layer_id: str, title: str, column: str, marks: tuple[Symbol, ...], factor: float
) -> LayerSpec:
    symbols = tuple(replace(each, size=each.size * factor) for each in marks)
    rank = 1 + (layer_id == "circle-estates")
    return LayerSpec(
        layer_id, title, "", "point", symbols, part=layer_id, class_column=column, rank=rank
    )


def _areas(areas_ll: GeoDataFrame) -> LayerSpec:
    nearest_first = areas_ll.sort_values("reach_m", kind="stable")["words"].astype(str).unique()
    symbols = tuple(
        Symbol(words, words, "ring", dash=_DASHES[place % len(_DASHES)], width=1.8)
        for place, words in enumerate(nearest_first)
    )
    return LayerSpec(
        "circle-areas", "可达范围", "", "area", symbols, part="circle-areas",
        class_column="words", fill_opacity=0.1,
    )  # fmt: skip
