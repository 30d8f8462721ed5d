"""DXF drawings in metres: a CAD layer a class, closed outlines, names as text."""

import re
from io import StringIO

import shapely
from ezdxf.document import Drawing
from ezdxf.enums import TextEntityAlignment
from ezdxf.filemanagement import new
from ezdxf.layouts.layout import Modelspace

from geo.exporting.model import File, Paint
from geo.exporting.preparation import Ready
from geo.exporting.qml import PLAIN

TEXT_HEIGHT_M = 25.0
"""2.5 mm on a sheet of 1:10 000."""

TEXT_STYLE = "中文"
_FONT, _FAMILY = "simsun.ttc", "SimSun"
_NOTES = "注记"
_BAD = re.compile(r'[<>/\\":;?*|=,`\x00-\x1f]+')
_METRES = 6
_PIXEL_M = 25.4 / 96 * 10
"""Metres of a pixel on a sheet of 1:10 000."""


def write_dxf(ready: Ready) -> File:
    """A layer as DXF (R2010), easting and northing in metres.

    A CAD layer is called like the exported one, with the class where the style has some; names
    stand on layers ending in 注记. A ring is a closed LWPOLYLINE. Attributes other than the name
    have no place in a drawing.
    """
    drawing = _drawing(ready)
    space = drawing.modelspace()
    for shape, layer, label in zip(
        ready.shapes, _layers(drawing, ready), ready.labels, strict=True
    ):
        if shape is not None:
            _draw(space, shape, layer)
            _write(space, shape, layer, label)
    _look_at(drawing, ready)
    out = StringIO()
    drawing.write(out)
    return File(f"{ready.stem}.dxf", drawing.encode(out.getvalue()), _told(ready))


def _drawing(ready: Ready) -> Drawing:
    drawing = new("R2010", units=_METRES)
    drawing.header["$PDMODE"], drawing.header["$PDSIZE"] = 34, 8.0
    style = drawing.styles.add(TEXT_STYLE, font=_FONT)
    style.set_extended_font_data(_FAMILY)
    words = {"坐标系": ready.system.full_words, "来源": ready.meta.source, "日期": ready.meta.date}
    words |= {"台账": ready.meta.ledger} if ready.meta.ledger else {}
    for name, value in words.items():
        drawing.header.custom_vars.append(name, value)
    return drawing


def _look_at(drawing: Drawing, ready: Ready) -> None:
    """Have the drawing open on what it shows, far from its origin."""
    if not ready.placed.any():
        return
    west, south, east, north = shapely.total_bounds(ready.shapes)
    drawing.modelspace().reset_extents((west, south, 0), (east, north, 0))
    height = max(north - south, east - west, 4 * TEXT_HEIGHT_M) * 1.1
    drawing.set_modelspace_vport(height, ((west + east) / 2, (south + north) / 2))


def _layers(drawing: Drawing, ready: Ready) -> list[str]:
    """(n,) CAD layer of each feature; they are made with their colours."""
    style = ready.style or PLAIN
    rest = _layer_name(ready.name)
    names = {value: _layer_name(f"{ready.name}-{value}") for value in style.paints}
    for value in dict.fromkeys(ready.classes):
        name, paint = names.get(value, rest), style.paints.get(value, style.other)
        _add_layer(drawing, name, paint)
        _add_layer(drawing, f"{name}_{_NOTES}", paint)
    return [names.get(value, rest) for value in ready.classes]


def _add_layer(drawing: Drawing, name: str, paint: Paint) -> None:
    if name not in drawing.layers:
        colour = int(paint.colour.removeprefix("#"), 16)
        drawing.layers.add(name, true_color=colour, linetype=_line_type(drawing, paint))


def _line_type(drawing: Drawing, paint: Paint) -> str:
    """Name of the line type of a dash, made when it is first asked for; lengths as on 1:10 000."""
    if not paint.dash:
        return "Continuous"
    name = "D" + "_".join(f"{each:g}".replace(".", "p") for each in paint.dash)
    if name not in drawing.linetypes:
        turns = [length * _PIXEL_M * (-1) ** place for place, length in enumerate(paint.dash)]
        drawing.linetypes.add(name, [sum(map(abs, turns)), *turns])
    return name


def _layer_name(name: str) -> str:
    return _BAD.sub("_", name).strip()[:200] or "0"


def _draw(space: Modelspace, shape: shapely.Geometry, layer: str) -> None:
    on = {"layer": layer}
    for part in _simple(shape):
        if isinstance(part, shapely.Point):
            space.add_point((part.x, part.y), dxfattribs=on)
        elif isinstance(part, shapely.Polygon):
            for ring in (part.exterior, *part.interiors):
                places = shapely.get_coordinates(ring)[:-1]
                space.add_lwpolyline(places.tolist(), close=True, dxfattribs=on)
        else:
            space.add_lwpolyline(shapely.get_coordinates(part).tolist(), dxfattribs=on)


def _simple(shape: shapely.Geometry) -> list[shapely.Geometry]:
    """Parts that hold no parts."""
    if not hasattr(shape, "geoms"):
        return [shape]
    return [part for inside in shape.geoms if not inside.is_empty for part in _simple(inside)]


def _write(space: Modelspace, shape: shapely.Geometry, layer: str, label: str) -> None:
    text = " ".join(label.split())
    if not text:
        return
    on = {"layer": f"{layer}_{_NOTES}", "style": TEXT_STYLE}
    place = shapely.point_on_surface(shape)
    words = space.add_text(text, height=TEXT_HEIGHT_M, dxfattribs=on)
    words.set_placement((place.x, place.y), align=TextEntityAlignment.MIDDLE_CENTER)


def _told(ready: Ready) -> tuple[str, ...]:
    notes = ["DXF 只带图形、图层和名称注记，其余字段未写入，请配合 CSV 或 XLSX 使用"]
    if left := len(ready.unplaced):
        notes.append(f"{left} 个要素未落图，未写入 DXF")
    return tuple(notes)
