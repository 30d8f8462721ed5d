"""A whole KML document, and the elements of shapes, by hand."""

import numpy as np
import pandas as pd
import pytest
from geopandas import GeoDataFrame
from shapely import GeometryCollection, LineString, MultiPoint, Point, Polygon

from geo.exporting.export_crs import system_of
from geo.exporting.kml import kml_shapes, write_kml
from geo.exporting.model import Export, ExportStyle, Meta, Paint
from geo.exporting.preparation import prepare

META = Meta("某<局>", "2026-01-31", "", "±5 米", "内部")
STYLE = ExportStyle(
    Paint("#808080"), "类别", {"学校": Paint("#d6338f", width=3.5, fill_opacity=0.2)}
)


def written(columns, shapes, style=None, meta=META):
    frame = GeoDataFrame(columns, geometry=shapes, crs="EPSG:4326")
    return write_kml(prepare(Export("点<层>", frame, meta, style), system_of("EPSG:4326")))


def test_a_whole_document():
    """Colours are opacity, blue, green, red: 255 × 0.5 = 128 = 80, 255 × 0.2 = 51 = 33."""
    columns = {"名称": ["甲&校", "乙"], "班": [3, 4], "类别": ["学校", "其他"]}
    made = written(columns, [Point(115.9, 28.6), Point(115.95, 28.65)], STYLE)
    assert (made.name, made.notes) == ("点_层_.kml", ())
    assert made.content.decode().split("\n") == [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<kml xmlns="http://www.opengis.net/kml/2.2">',
        "<Document>",
        "<name>点&lt;层&gt;</name>",
        "<description>某&amp;lt;局&amp;gt;&lt;br/&gt;2026-01-31&lt;br/&gt;±5 米&lt;br/&gt;内部"
        "</description>",
        '<Style id="s0"><IconStyle><color>ff808080</color></IconStyle><LineStyle>'
        "<color>ff808080</color><width>2</width></LineStyle>"
        "<PolyStyle><color>80808080</color></PolyStyle></Style>",
        '<Style id="s1"><IconStyle><color>ff8f33d6</color></IconStyle><LineStyle>'
        "<color>ff8f33d6</color><width>3.5</width></LineStyle>"
        "<PolyStyle><color>338f33d6</color></PolyStyle></Style>",
        '<Schema name="fields" id="fields">',
        '<SimpleField type="string" name="名称"></SimpleField>',
        '<SimpleField type="int" name="班"></SimpleField>',
        '<SimpleField type="string" name="类别"></SimpleField>',
        "</Schema>",
        "<Placemark><name>甲&amp;校</name><styleUrl>#s1</styleUrl><ExtendedData>"
        '<SchemaData schemaUrl="#fields"><SimpleData name="名称">甲&amp;校</SimpleData>'
        '<SimpleData name="班">3</SimpleData><SimpleData name="类别">学校</SimpleData>'
        "</SchemaData></ExtendedData><Point><coordinates>115.90000000,28.60000000"
        "</coordinates></Point></Placemark>",
        "<Placemark><name>乙</name><styleUrl>#s0</styleUrl><ExtendedData>"
        '<SchemaData schemaUrl="#fields"><SimpleData name="名称">乙</SimpleData>'
        '<SimpleData name="班">4</SimpleData><SimpleData name="类别">其他</SimpleData>'
        "</SchemaData></ExtendedData><Point><coordinates>115.95000000,28.65000000"
        "</coordinates></Point></Placemark>",
        "</Document>",
        "</kml>",
        "",
    ]


@pytest.mark.parametrize(
    ("values", "kind", "cell"),
    [
        ([True, False], "bool", "1"),
        (pd.array([False, None], dtype="boolean"), "bool", "0"),
        ([2**31 - 1, -(2**31) + 1], "int", "2147483647"),
        ([2**31, 0], "string", "2147483648"),
        ([-(2**31), 0], "string", "-2147483648"),
        (pd.array([7, None], dtype="Int64"), "int", "7"),
        (pd.array([None, None], dtype="Int64"), "int", None),
        ([0.1, np.nan], "double", "0.1"),
        (["=1", None], "string", "=1"),
    ],
)
def test_fields_say_their_types_and_what_is_missing_is_left_out(values, kind, cell):
    text = written({"值": values}, [Point(1, 2), None]).content.decode()
    assert f'<SimpleField type="{kind}" name="值"></SimpleField>' in text
    told = "" if cell is None else f'<SimpleData name="值">{cell}</SimpleData>'
    assert f'<SchemaData schemaUrl="#fields">{told}</SchemaData>' in text


def test_features_without_place_are_named_and_a_layer_without_fields_has_places():
    made = written({}, [None, Point(1, 2), Point()])
    text = made.content.decode()
    assert made.notes == ("2 个要素未落图，KML 只在文档说明中列名",)
    assert "&lt;br/&gt;未落图：第 1 行&lt;br/&gt;未落图：第 3 行</description>" in text
    assert text.count("<Placemark>") == 1
    opened = '<name></name><styleUrl>#s0</styleUrl><ExtendedData><SchemaData schemaUrl="#fields">'
    assert f"{opened}</SchemaData></ExtendedData><Point>" in text
    assert "<color>ffa56e3b</color>" in text  # the plain paint, #3b6ea5


def test_outer_rings_run_left_and_holes_right():
    """Given the other way round: the outer ring clockwise, the hole counter-clockwise."""
    outer, hole = [(0, 0), (0, 2), (2, 2), (2, 0)], [(0.5, 0.5), (1, 0.5), (1, 1), (0.5, 1)]
    (text,) = kml_shapes(np.array([Polygon(outer, [hole])]), 1)
    assert text == (
        "<Polygon><outerBoundaryIs><LinearRing><coordinates>"
        "0.0,0.0 2.0,0.0 2.0,2.0 0.0,2.0 0.0,0.0"
        "</coordinates></LinearRing></outerBoundaryIs><innerBoundaryIs><LinearRing><coordinates>"
        "0.5,0.5 0.5,1.0 1.0,1.0 1.0,0.5 0.5,0.5"
        "</coordinates></LinearRing></innerBoundaryIs></Polygon>"
    )


def test_parts_stand_in_one_element_and_empty_ones_do_not():
    line = LineString([(0, 0), (1, 2.26)])
    shapes = np.array(
        [line, MultiPoint([(1, 2), (3, 4)]), None, GeometryCollection([Point(), line])]
    )
    written_line = "<LineString><coordinates>0.0,0.0 1.0,2.3</coordinates></LineString>"
    assert kml_shapes(shapes, 1) == [
        written_line,
        "<MultiGeometry><Point><coordinates>1.0,2.0</coordinates></Point>"
        "<Point><coordinates>3.0,4.0</coordinates></Point></MultiGeometry>",
        "",
        f"<MultiGeometry>{written_line}</MultiGeometry>",
    ]
