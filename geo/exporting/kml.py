"""KML that Google Earth and GDAL read: styles by class, typed attributes, nothing external."""

from collections.abc import Iterator
from dataclasses import astuple
from xml.sax.saxutils import escape, quoteattr

import numpy as np
import pandas as pd
import shapely
from pandas import Series
from pandas.api import types

from geo.exporting.model import File, Paint
from geo.exporting.preparation import Ready
from geo.exporting.qml import PLAIN

_SCHEMA = "fields"
_MAX_INT = 2**31
"""KML's `int` has 32 bits."""


def write_kml(ready: Ready) -> File:
    """A layer as KML: features without place are named in the document's description."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<kml xmlns="http://www.opengis.net/kml/2.2">',
    ]
    lines += ["<Document>", *_head(ready), *_styles(ready), *_schema(ready)]
    lines += [*_placemarks(ready), "</Document>", "</kml>", ""]
    left = len(ready.unplaced)
    notes = (f"{left} 个要素未落图，KML 只在文档说明中列名",) if left else ()
    return File(f"{ready.stem}.kml", "\n".join(lines).encode(), notes)


def _head(ready: Ready) -> list[str]:
    words = [*astuple(ready.meta), *(f"未落图：{words}" for words in ready.unplaced)]
    html = "<br/>".join(escape(word) for word in words if word)  # a description is HTML
    return [f"<name>{escape(ready.name)}</name>", f"<description>{escape(html)}</description>"]


def _styles(ready: Ready) -> list[str]:
    style = ready.style or PLAIN
    paints = [style.other, *style.paints.values()]
    return [_style(f"s{place}", paint) for place, paint in enumerate(paints)]


def _style(name: str, paint: Paint) -> str:
    line, fill = _abgr(paint.colour, 1), _abgr(paint.colour, paint.fill_opacity)
    return (
        f'<Style id="{name}"><IconStyle><color>{line}</color></IconStyle>'
        f"<LineStyle><color>{line}</color><width>{paint.width:g}</width></LineStyle>"
        f"<PolyStyle><color>{fill}</color></PolyStyle></Style>"
    )


def _schema(ready: Ready) -> list[str]:
    fields = [
        f"<SimpleField type={quoteattr(_type(values))} name={quoteattr(name)}></SimpleField>"
        for name, values in ready.table.items()
    ]
    return [f'<Schema name="{_SCHEMA}" id="{_SCHEMA}">', *fields, "</Schema>"]


def _type(values: Series) -> str:
    if types.is_bool_dtype(values.dtype):
        return "bool"
    if types.is_integer_dtype(values.dtype):
        known = values.dropna()
        return "int" if known.empty or known.abs().max() < _MAX_INT else "string"
    return "double" if types.is_float_dtype(values.dtype) else "string"


def _placemarks(ready: Ready) -> Iterator[str]:
    style = ready.style or PLAIN
    numbers = {value: place for place, value in enumerate(style.paints, 1)}
    rows = zip(*(_cells(name, values) for name, values in ready.table.items()), strict=True)
    cells = list(map("".join, rows)) or [""] * len(ready.table)
    shapes = kml_shapes(ready.shapes, ready.system.decimals)
    for label, value, cell, shape in zip(ready.labels, ready.classes, cells, shapes, strict=True):
        if shape:
            yield (
                f"<Placemark><name>{escape(label)}</name>"
                f"<styleUrl>#s{numbers.get(value, 0)}</styleUrl><ExtendedData>"
                f'<SchemaData schemaUrl="#{_SCHEMA}">{cell}</SchemaData></ExtendedData>'
                f"{shape}</Placemark>"
            )


def _cells(name: str, values: Series) -> list[str]:
    opening = f"<SimpleData name={quoteattr(name)}>"
    return [
        "" if pd.isna(value) else f"{opening}{escape(_word(value))}</SimpleData>"
        for value in values.tolist()
    ]


def _word(value: object) -> str:
    if isinstance(value, bool):
        return "1" if value else "0"
    return repr(value) if isinstance(value, float) else str(value)


def _abgr(colour: str, opacity: float) -> str:
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    return bytes((round(255 * opacity), blue, green, red)).hex()


def kml_shapes(shapes: np.ndarray, decimals: int) -> list[str]:
    """(n,) elements, exterior rings counter-clockwise; "" where there is no shape."""
    turned = shapely.orient_polygons(shapes)
    return ["" if shape is None else _element(shape, decimals) for shape in turned]


def _element(shape: shapely.Geometry, decimals: int) -> str:
    if hasattr(shape, "geoms"):
        inside = "".join(_element(part, decimals) for part in shape.geoms if not part.is_empty)
        return f"<MultiGeometry>{inside}</MultiGeometry>"
    if isinstance(shape, shapely.Polygon):
        holes = "".join(_ring("inner", ring, decimals) for ring in shape.interiors)
        return f"<Polygon>{_ring('outer', shape.exterior, decimals)}{holes}</Polygon>"
    name = "Point" if isinstance(shape, shapely.Point) else "LineString"
    return f"<{name}>{_places(shape, decimals)}</{name}>"


def _ring(side: str, ring: shapely.LinearRing, decimals: int) -> str:
    places = _places(ring, decimals)
    return f"<{side}BoundaryIs><LinearRing>{places}</LinearRing></{side}BoundaryIs>"


def _places(line: shapely.Geometry, decimals: int) -> str:
    pairs = shapely.get_coordinates(line).tolist()
    text = " ".join(f"{x:.{decimals}f},{y:.{decimals}f}" for x, y in pairs)
    return f"<coordinates>{text}</coordinates>"
