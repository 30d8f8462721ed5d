"""The styles QGIS finds in a GeoPackage."""

import sqlite3
from contextlib import closing
from xml.etree import ElementTree

import pyogrio
import pytest
from shapely import GeometryCollection, LineString, Point

from geo.exporting.export_crs import system_of
from geo.exporting.gpkg import _layers, _style_row
from geo.exporting.model import Export, ExportStyle, Meta, Paint
from geo.exporting.preparation import prepare
from geo.exporting.qml import qml
from geo.exporting.writing import write


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
    style = ExportStyle(Paint("#808080"), "类别", {"学校": Paint("#d6338f", "教育")})
    root = ElementTree.fromstring(qml(style, kind).split("\n", 1)[1])
    renderer = root.find("renderer-v2")
    assert renderer.get("type") == "categorizedSymbol"
    assert renderer.get("attr") == "类别"
    named = [(c.get("value"), c.get("label"), c.get("symbol")) for c in root.iter("category")]
    assert named == [("学校", "教育", "0"), ("", "其他", "1")]
    assert [s.get("type") for s in root.iter("symbol")] == [symbol, symbol]


def test_colours_are_red_green_blue_and_opacity():
    area = ElementTree.fromstring(
        qml(ExportStyle(Paint("#ff8000", fill_opacity=0.2)), "面").split("\n")[1]
    )
    options = {option.get("name"): option.get("value") for option in area.iter("Option")}
    assert options["color"] == "255,128,0,51"
    assert options["outline_color"] == "255,128,0,255"
    assert options["outline_width"] == "0.529"  # 2 px of 96 an inch in mm


def test_a_layer_without_style_is_plain(saved, areas):
    text = styles(saved(areas, "GPKG", style=None))["规划项目"]["styleQML"]
    assert 'type="singleSymbol"' in text


def test_a_style_is_found_by_table_and_column_and_says_its_date(saved, areas):
    (row,) = styles(saved(areas, "GPKG")).values()
    assert row["styleName"] == "规划项目"
    assert row["description"] == "某区规划"
    assert str(row["update_time"]).startswith("2026-01-31")
    empty = ("f_table_catalog", "f_table_schema", "styleSLD", "owner", "ui")
    assert [row[name] for name in empty] == [""] * 5
    assert 'type="fill"' in row["styleQML"]
    assert 'attr="类别"' in row["styleQML"]


def test_names_of_styles_have_thirty_letters(areas):
    export = Export("学" * 31, areas, Meta("", "2026-01-31"))
    (layer,) = _layers(prepare(export, system_of("EPSG:4326")))
    found = _style_row(layer, prepare(export, system_of("EPSG:4326")))
    assert (found["styleName"], found["f_table_name"]) == ("学" * 30, "学" * 31)


def layers_of(frame, name="层/一"):
    ready = prepare(Export(name, frame, Meta("", "2026-01-31")), system_of("EPSG:4326"))
    return [
        (each.name, each.kind, each.table["编号"].tolist(), _listed(each.shapes))
        for each in _layers(ready)
    ]


def _listed(shapes):
    return None if shapes is None else shapes.tolist()


def test_a_layer_of_one_kind_is_one_table_with_all_its_rows(frame_of):
    spot = Point(115.9, 28.6)
    ids = ["P-1", "P-2", "P-3"]
    assert layers_of(frame_of(spot, None, spot)) == [("层_一", "点", ids, [spot, None, spot])]
    assert layers_of(frame_of(None, None, None)) == [("层_一", "", ids, None)]


def test_a_mixed_layer_is_a_table_a_kind_and_one_of_the_rest(frame_of):
    spot, line = Point(115.9, 28.6), LineString([(115.9, 28.6), (115.91, 28.6)])
    assert layers_of(frame_of(line, spot, line)) == [
        ("层_一_点", "点", ["P-2"], [spot]),
        ("层_一_线", "线", ["P-1", "P-3"], [line, line]),
    ]
    assert layers_of(frame_of(spot, line, None)) == [
        ("层_一_点", "点", ["P-1"], [spot]),
        ("层_一_线", "线", ["P-2"], [line]),
        ("层_一_未落图", "", ["P-3"], None),
    ]


def test_what_the_file_says_of_itself(saved, areas):
    path = saved(areas, "GPKG")
    with closing(sqlite3.connect(path)) as file:
        rows = file.execute("select identifier, description from gpkg_contents").fetchall()
    assert rows[0] == (
        "规划项目",
        "某区规划；2026-01-31；类别=学校；±50 米；仅限内部使用；示意，不作为审批依据",
    )
    info = pyogrio.read_info(path, layer="规划项目")
    assert (info["fid_column"], info["geometry_name"]) == ("fid", "geom")


def test_collections_are_told(export_of, frame_of):
    both = GeometryCollection([Point(115.9, 28.6), LineString([(115.9, 28.6), (115.91, 28.6)])])
    notes = write(export_of(frame_of(both, both, None)), "GPKG", "EPSG:4326").notes
    assert notes == ("2 个集合图形已按点、线、面分到各表，属性相同",)
    assert write(export_of(frame_of(None, None, None)), "GPKG", "EPSG:4326").notes == ()
