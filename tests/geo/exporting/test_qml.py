"""Styles for QGIS: each symbol, each class."""

from xml.etree import ElementTree as ET

import pytest

from geo.exporting.model import ExportStyle, Paint
from geo.exporting.qml import qml

RED = Paint("#d6338f", "教育", width=4, size=3, fill_opacity=0.2, dash=(9.0, 5.0), shape="inverted")
GREY = Paint("#808080", width=2, shape="star")
STYLE = ExportStyle(GREY, "类别", {"学校": RED, "道路": Paint("#000000")})


def root_of(style, kind, column=""):
    return ET.fromstring(qml(style, kind, column))


def symbol_of(style, kind):
    """Class and properties of the first symbol, told twice alike."""
    layer = root_of(style, kind).find("renderer-v2/symbols/symbol/layer")
    options = {each.get("name"): each.get("value") for each in layer.find("Option")}
    assert {each.get("k"): each.get("v") for each in layer.findall("prop")} == options
    assert layer.find("Option").get("type") == "Map"
    assert {each.get("type") for each in layer.find("Option")} == {"QString"}
    return layer.attrib, options


STATE = {"enabled": "1", "locked": "0", "pass": "0"}


def test_an_inverted_triangle():
    """A pixel is 25.4 / 96 mm: 2 are 0.529, 6 are 1.59; 0.2 × 255 = 51."""
    assert symbol_of(ExportStyle(RED), "点") == (
        {"class": "SimpleMarker", **STATE},
        {
            "name": "triangle",
            "angle": "180",
            "color": "214,51,143,51",
            "outline_color": "214,51,143,255",
            "outline_style": "solid",
            "outline_width": "0.529",
            "outline_width_unit": "MM",
            "size": "1.59",
            "size_unit": "MM",
        },
    )


def test_other_markers_stand_upright():
    _, found = symbol_of(ExportStyle(GREY), "点")
    assert (found["name"], found["angle"]) == ("star", "0")


@pytest.mark.parametrize(
    ("paint", "wanted"),
    [
        (RED, ("214,51,143,255", "1", "2.38;1.32", "1.06")),
        (GREY, ("128,128,128,255", "0", "5;2", "0.529")),
    ],
)
def test_a_line(paint, wanted):
    """9 pixels are 2.38 mm, 5 are 1.32."""
    colour, broken, dash, width = wanted
    assert symbol_of(ExportStyle(paint), "线") == (
        {"class": "SimpleLine", **STATE},
        {
            "line_color": colour,
            "line_style": "solid",
            "use_custom_dash": broken,
            "customdash": dash,
            "customdash_unit": "MM",
            "line_width": width,
            "line_width_unit": "MM",
            "capstyle": "flat",
            "joinstyle": "round",
        },
    )


@pytest.mark.parametrize(
    ("paint", "fill", "line"),
    [
        (RED, "214,51,143,51", ("214,51,143,255", "dash", "1.06")),
        (GREY, "128,128,128,128", ("128,128,128,255", "solid", "0.529")),
    ],
)
def test_an_area(paint, fill, line):
    colour, style, width = line
    assert symbol_of(ExportStyle(paint), "面") == (
        {"class": "SimpleFill", **STATE},
        {
            "style": "solid",
            "color": fill,
            "outline_color": colour,
            "outline_style": style,
            "outline_width": width,
            "outline_width_unit": "MM",
            "joinstyle": "bevel",
        },
    )


COMMON = {"symbollevels": "0", "forceraster": "0", "enableorderby": "0"}


def test_classes_go_by_a_column_and_the_rest_stands_last():
    text = qml(STYLE, "点")
    assert text.startswith("<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n<qgis ")
    root = root_of(STYLE, "点")
    assert root.attrib == {"version": "3.28.0", "styleCategories": "Symbology"}
    renderer = root.find("renderer-v2")
    assert renderer.attrib == {"type": "categorizedSymbol", "attr": "类别", **COMMON}
    common = {"type": "string", "render": "true"}
    assert [each.attrib for each in renderer.find("categories")] == [
        {"symbol": "0", "value": "学校", "label": "教育", **common},
        {"symbol": "1", "value": "道路", "label": "道路", **common},
        {"symbol": "2", "value": "", "label": "其他", **common},
    ]
    about = {"type": "marker", "clip_to_extent": "1", "force_rhr": "0", "alpha": "1"}
    symbols = list(renderer.find("symbols"))
    assert [each.attrib for each in symbols] == [{"name": str(at), **about} for at in range(3)]
    colours = [each.find("layer/prop[@k='outline_color']").get("v") for each in symbols]
    assert colours == ["214,51,143,255", "0,0,0,255", "128,128,128,255"]


@pytest.mark.parametrize(("kind", "word"), [("点", "marker"), ("线", "line"), ("面", "fill")])
def test_a_plain_layer_has_one_symbol(kind, word):
    renderer = root_of(None, kind).find("renderer-v2")
    assert renderer.attrib == {"type": "singleSymbol", **COMMON}
    assert renderer.find("categories") is None
    (symbol,) = renderer.find("symbols")
    assert (symbol.get("name"), symbol.get("type")) == ("0", word)


def test_the_column_may_be_called_otherwise_and_the_rest_may_have_a_title():
    renderer = root_of(ExportStyle(RED, "类别"), "面", "KIND").find("renderer-v2")
    assert renderer.get("attr") == "KIND"
    assert [each.get("label") for each in renderer.find("categories")] == ["教育"]


def test_a_state_has_its_sign_in_markers_and_areas():
    half = Paint("#1f5fbf", "在建", size=8, filled=False, mark="half", hatch="///")
    base, mark = root_of(ExportStyle(half), "点").findall("renderer-v2/symbols/symbol/layer")
    told = {each.get("k"): each.get("v") for each in base.findall("prop")}
    assert (told["name"], told["color"]) == ("circle", "255,255,255,128")
    told = {each.get("k"): each.get("v") for each in mark.findall("prop")}
    assert (told["name"], told["color"], told["size"]) == ("semi_circle", "31,95,191,255", "4.23")
    _, hatch = root_of(ExportStyle(half), "面").findall("renderer-v2/symbols/symbol/layer")
    assert {"style": "b_diagonal"}.items() <= {
        each.get("k"): each.get("v") for each in hatch.findall("prop")
    }.items()
