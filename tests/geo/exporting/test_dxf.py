"""A drawing by hand: layers, colours, closed rings, names, where it opens."""

import io

import ezdxf
import pytest
from geopandas import GeoDataFrame
from shapely import (
    GeometryCollection,
    LineString,
    MultiPoint,
    Point,
    Polygon,
    box,
    get_coordinates,
    point_on_surface,
)

from geo.exporting.dxf import write_dxf
from geo.exporting.export_crs import system_of
from geo.exporting.model import Export, ExportStyle, Meta, Paint
from geo.exporting.preparation import prepare

X0, Y0 = 392_000.0, 3_168_000.0
HOLED = Polygon(
    [(X0, Y0), (X0 + 100, Y0), (X0 + 100, Y0 + 50), (X0, Y0 + 50)],
    [[(X0 + 10, Y0 + 10), (X0 + 20, Y0 + 10), (X0 + 20, Y0 + 20)]],
)
LINE = LineString([(X0, Y0), (X0 + 30, Y0 + 40)])
STYLE = ExportStyle(Paint("#808080"), "类别", {"学/校": Paint("#d6338f"), "道路": Paint("#d1261f")})
META = Meta("某局", "2026-01-31")


def written(shapes, style=None, name="层", **columns):
    frame = GeoDataFrame(columns, geometry=shapes, crs="EPSG:4548")
    return write_dxf(prepare(Export(name, frame, META, style), system_of("EPSG:4548")))


def drawn(*given, **more):
    text = written(*given, **more).content.decode()
    return ezdxf.read(io.StringIO(text))


def told(drawing, kind):
    return [each for each in drawing.modelspace() if each.dxftype() == kind]


def test_a_ring_is_closed_and_its_end_does_not_stand_twice():
    shell, hole = told(drawn([HOLED]), "LWPOLYLINE")
    assert (shell.closed, hole.closed) == (True, True)
    assert [tuple(at[:2]) for at in shell] == [*map(tuple, get_coordinates(HOLED.exterior)[:-1])]
    assert len(list(hole)) == 3
    assert shell.dxf.layer == hole.dxf.layer == "层"


def test_lines_are_open_and_points_are_points():
    drawing = drawn([LINE, Point(X0 + 1, Y0 + 2), None])
    (line,) = told(drawing, "LWPOLYLINE")
    assert not line.closed
    assert [tuple(at[:2]) for at in line] == [(X0, Y0), (X0 + 30, Y0 + 40)]
    (point,) = told(drawing, "POINT")
    assert tuple(point.dxf.location)[:2] == (X0 + 1, Y0 + 2)
    assert {line.dxf.layer, point.dxf.layer} == {"层"}


def test_parts_are_drawn_each_however_deep():
    deep = GeometryCollection([MultiPoint([(X0, Y0), (X0 + 1, Y0)]), Point(), LINE])
    drawing = drawn([deep])
    assert (len(told(drawing, "POINT")), len(told(drawing, "LWPOLYLINE"))) == (2, 1)


def test_names_stand_in_the_middle_of_shapes_on_layers_of_their_own():
    shapes, names = [HOLED, LINE, None], [" 甲\n校 ", " ", "丙"]
    drawing = drawn(shapes, STYLE, 名称=names, 类别=["学/校", "道路", ""])
    (text,) = told(drawing, "TEXT")
    assert (text.dxf.text, text.dxf.layer) == ("甲 校", "层-学_校_注记")
    assert (text.dxf.height, text.dxf.style) == (25.0, "中文")
    assert (text.dxf.halign, text.dxf.valign) == (1, 2)  # MIDDLE_CENTER
    place = point_on_surface(HOLED)
    assert tuple(text.dxf.align_point)[:2] == pytest.approx((place.x, place.y))


def test_classes_have_layers_with_their_colours_the_rest_that_of_the_layer():
    drawing = drawn([LINE, LINE, LINE], STYLE, 类别=["道路", "学/校", "其他"])
    assert [each.dxf.layer for each in told(drawing, "LWPOLYLINE")] == ["层-道路", "层-学_校", "层"]
    found = {each.dxf.name: each.rgb for each in drawing.layers}
    red, pink, grey = (0xD1, 0x26, 0x1F), (0xD6, 0x33, 0x8F), (0x80,) * 3
    wanted = {"层-道路": red, "层-学_校": pink, "层": grey}
    wanted |= {f"{name}_注记": colour for name, colour in wanted.items()}
    assert {name: found[name] for name in wanted} == wanted
    assert set(found) - set(wanted) <= {"0", "Defpoints"}


def test_a_class_that_no_feature_has_makes_no_layer():
    drawing = drawn([LINE], STYLE, 类别=["道路"])
    assert {each.dxf.name for each in drawing.layers} - {"0", "Defpoints"} == {
        *("层-道路", "层-道路_注记")
    }


@pytest.mark.parametrize(
    ("name", "layer"),
    [('<a>/\\":;?*|=,`b', "_a_b"), ("字" * 201, "字" * 200), ("甲 ", "甲"), ("*", "_"), (" ", "0")],
)
def test_layers_are_called_as_cad_allows(name, layer):
    (line,) = told(drawn([LINE], name=name), "LWPOLYLINE")
    assert line.dxf.layer == layer


def test_a_drawing_says_unit_symbols_font_system_and_source():
    drawing = drawn([LINE])
    header = drawing.header
    assert (drawing.dxfversion, header["$INSUNITS"]) == ("AC1024", 6)
    assert (header["$PDMODE"], header["$PDSIZE"]) == (34, 8.0)
    assert header.custom_vars.properties == [
        ("坐标系", "EPSG:4548 CGCS2000 3度带 中央经线117°E"),
        ("来源", "某局"),
        ("日期", "2026-01-31"),
    ]
    style = drawing.styles.get("中文")
    assert (style.dxf.font, style.get_extended_font_data()[0]) == ("simsun.ttc", "SimSun")
    (line,) = told(drawing, "LWPOLYLINE")
    assert drawing.layers.get("层").rgb == (0x3B, 0x6E, 0xA5)  # the plain paint


@pytest.mark.parametrize(
    ("shapes", "height", "middle"),
    [
        ([box(X0, Y0, X0 + 200, Y0 + 1000)], 1100, (X0 + 100, Y0 + 500)),
        ([box(X0, Y0, X0 + 1000, Y0 + 200), None], 1100, (X0 + 500, Y0 + 100)),
        ([Point(X0, Y0)], 110, (X0, Y0)),  # four names high, and a tenth
    ],
)
def test_it_opens_on_all_that_it_shows_and_a_little_more(shapes, height, middle):
    drawing = drawn(shapes)
    (port,) = drawing.viewports.get("*Active")
    assert port.dxf.height == pytest.approx(height)
    assert tuple(port.dxf.center)[:2] == pytest.approx(middle)
    west, south, east, north = shapes[0].bounds
    assert tuple(drawing.header["$EXTMIN"]) == (west, south, 0)
    assert tuple(drawing.header["$EXTMAX"]) == (east, north, 0)


def test_nothing_to_show_is_told():
    made = written([None, None])
    assert made.name == "层_EPSG4548.dxf"
    assert made.notes == (
        "DXF 只带图形、图层和名称注记，其余字段未写入，请配合 CSV 或 XLSX 使用",
        "2 个要素未落图，未写入 DXF",
    )
    assert len(written([LINE]).notes) == 1


def test_a_broken_line_has_its_dashes_at_the_scale_of_the_names():
    """11 pixels of 25.4 / 96 mm are 2.910 mm, on 1:10 000 29.10 m; 5 are 13.23 m."""
    style = ExportStyle(Paint("#808080"), "状态", {"在建": Paint("#1f5fbf", dash=(11.0, 5.0))})
    drawing = drawn([LINE, LINE], style, 状态=["在建", "其他"])
    assert drawing.layers.get("层").dxf.linetype == "Continuous"
    kind = drawing.linetypes.get(drawing.layers.get("层-在建").dxf.linetype)
    lengths = [tag.value for tag in kind.pattern_tags.tags if tag.code == 49]
    assert lengths == pytest.approx([29.104, -13.229], abs=0.001)
    assert drawing.audit().errors == []


def test_a_drawing_says_to_which_day_the_ledger_is_told():
    frame = GeoDataFrame({}, geometry=[LINE], crs="EPSG:4548")
    meta = Meta("某局", "2026-01-31", ledger="台账截至 2024-05-31")
    made = write_dxf(prepare(Export("层", frame, meta), system_of("EPSG:4548")))
    drawing = ezdxf.read(io.StringIO(made.content.decode()))
    assert ("台账", "台账截至 2024-05-31") in list(drawing.header.custom_vars)
