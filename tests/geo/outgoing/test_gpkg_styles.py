"""The styles QGIS finds in a GeoPackage."""

from xml.etree import ElementTree

import pyogrio
import pytest

from geo.outgoing.model import Paint, Style
from geo.outgoing.qml import qml


def styles(path):
    table = pyogrio.read_dataframe(path, layer="layer_styles").set_index("f_table_name")
    return dict(table.iterrows())


def test_one_default_style_a_table(saved, mixed):
    found = styles(saved(mixed, "GPKG"))
    assert list(found) == ["规划项目_点", "规划项目_线", "规划项目_面"]
    for row in found.values():
        assert bool(row["useAsDefault"])
        assert row["f_geometry_column"] == "geom"


def test_the_style_names_the_geometry_column_that_is_there(saved, areas):
    path = saved(areas.assign(geom=1, fid="x"), "GPKG")
    assert styles(path)["规划项目"]["f_geometry_column"] == "geom_2"
    assert pyogrio.read_info(path, layer="规划项目")["geometry_name"] == "geom_2"
    assert pyogrio.read_dataframe(path, layer="规划项目")["fid"].tolist() == ["x"] * 3


def test_mixed_layers_list_what_is_unplaced(saved, frame_of, mixed):
    spot, line = mixed.geometry.iloc[2], mixed.geometry.iloc[1]
    path = saved(frame_of(spot, line, None), "GPKG")
    names = [name for name, _ in pyogrio.list_layers(path)]
    assert names == ["规划项目_点", "规划项目_线", "规划项目_未落图", "layer_styles"]
    left = pyogrio.read_dataframe(path, layer="规划项目_未落图")
    assert left["编号"].tolist() == ["P-3"]


@pytest.mark.parametrize(("kind", "symbol"), [("点", "marker"), ("线", "line"), ("面", "fill")])
def test_classes_and_the_rest_have_a_symbol_each(kind, symbol):
    style = Style(Paint("#808080"), "类别", {"学校": Paint("#d6338f", "教育")})
    root = ElementTree.fromstring(qml(style, kind).split("\n", 1)[1])
    renderer = root.find("renderer-v2")
    assert renderer.get("type") == "categorizedSymbol"
    assert renderer.get("attr") == "类别"
    named = [(c.get("value"), c.get("label"), c.get("symbol")) for c in root.iter("category")]
    assert named == [("学校", "教育", "0"), ("", "其他", "1")]
    assert [s.get("type") for s in root.iter("symbol")] == [symbol, symbol]


def test_colours_are_red_green_blue_and_opacity():
    area = ElementTree.fromstring(
        qml(Style(Paint("#ff8000", fill_opacity=0.2)), "面").split("\n")[1]
    )
    options = {option.get("name"): option.get("value") for option in area.iter("Option")}
    assert options["color"] == "255,128,0,51"
    assert options["outline_color"] == "255,128,0,255"
    assert options["outline_width"] == "0.529"  # 2 px of 96 an inch in mm


def test_a_layer_without_style_is_plain(saved, areas):
    text = styles(saved(areas, "GPKG", style=None))["规划项目"]["styleQML"]
    assert 'type="singleSymbol"' in text
