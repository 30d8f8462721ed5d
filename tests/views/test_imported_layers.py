"""Layers that a planner brought, in the session: names, look, filter, hand-out."""

from datetime import date
from types import SimpleNamespace

import pytest
from geopandas import GeoDataFrame
from shapely import Point
from streamlit.testing.v1 import AppTest

from geo.attributes import AttributeFilter, AttributeRule
from geo.exporting.model import Meta
from geo.importing.feature_names import with_feature_names
from geo.importing.model import Layer
from geo.project_file import ProjectLimits, store
from geo.project_file.opening import open_layer
from layers.imported_style import OwnLook
from views import import_form, imported_project, layer_registry, map_exports
from views.map_choices import MapChoices


def shops(**columns):
    table = {"店名": ["甲", "乙", "丙"], "类别": ["药店", "超市", "药店"], **columns}
    points = [Point(115.90 + step / 100, 28.62) for step in range(3)]
    return GeoDataFrame(table, geometry=points, crs=4326)


def brought(title="商铺", **columns):
    titled = with_feature_names(shops(**columns), "店名")
    return layer_registry.spec(layer_registry.add(title, "点", titled))


@pytest.mark.usefixtures("session")
def test_two_layers_of_one_name_are_told_apart_and_none_bears_the_name_of_a_plan_layer():
    titles = [brought().title, brought().title, brought("居住小区").title]
    assert titles == ["商铺", "商铺（2）", "居住小区（2）"]


def test_columns_that_bear_the_app_s_own_names_are_not_lost():
    frame = with_feature_names(shops(name=["a", "b", "c"], accuracy_m=["?", "", ""]), "店名")
    assert frame["name"].tolist() == ["甲", "乙", "丙"]
    assert frame["name_原列"].tolist() == ["a", "b", "c"]
    assert frame["accuracy_m_原列"].tolist() == ["?", "", ""]
    assert frame["accuracy_m"].isna().all()
    assert with_feature_names(shops(accuracy_m=[5, 6, 7]), "")["accuracy_m"].tolist() == [
        5,
        6,
        7,
    ]


@pytest.mark.usefixtures("session")
def test_a_filter_narrows_the_layer_and_is_said():
    spec = brought()
    rule = AttributeRule("类别", ("药店",), 0.0, 0.0)
    layer_registry.change(spec.layer_id, wanted=AttributeFilter("", (rule,)))
    assert dict(layer_registry.filters()) == {spec.layer_id: AttributeFilter("", (rule,))}
    assert layer_registry.chosen_of(spec)["店名"].tolist() == ["甲", "丙"]


@pytest.mark.usefixtures("session")
def test_classes_of_a_column_become_symbols():
    spec = brought()
    look = OwnLook("红", column="类别", classes=("药店", "超市"))
    layer_registry.change(spec.layer_id, look=look)
    shown = layer_registry.spec(spec.layer_id)
    assert [symbol.title for symbol in shown.symbols] == ["药店", "超市", "其他"]
    items = layer_registry.own_items()[spec.layer_id]
    assert [item.symbol for item in items] == [0, 1, 0]


def test_look_filter_ids_and_visibility_outlive_a_project_file(session):
    spec = brought(面积=[1.0, 2.0, 3.0])
    wanted = AttributeFilter("丙")
    layer_registry.change(spec.layer_id, wanted=wanted, look=OwnLook("蓝"))
    session |= {f"on-{spec.layer_id}": False, f"alpha-{spec.layer_id}": 40}
    stored = imported_project.stored(session)
    chosen = imported_project.restore(
        imported_project.restored(list(map(open_layer, stored))).layers
    )
    (layer,) = layer_registry.records()
    new = layer.layer_id
    assert new != spec.layer_id
    assert layer.wanted == wanted
    assert layer.look == OwnLook("蓝")
    assert chosen == {f"on-{new}": False, f"alpha-{new}": 40}
    again = imported_project.stored(session | chosen)
    assert again[0].features == stored[0].features
    assert again[0].look == stored[0].look


@pytest.mark.usefixtures("session")
def test_an_imported_layer_is_handed_out_as_it_came_under_the_name_it_is_called_by():
    spec = brought()
    choices = MapChoices((spec.layer_id,), "规范色", "", own=(spec,))
    meta = Meta("试", date(2026, 1, 31).isoformat())
    export = map_exports._layer(SimpleNamespace(), choices, spec, meta)
    assert list(export.frame.columns) == ["店名", "类别", "geometry", "名称"]
    assert export.frame["名称"].tolist() == ["甲", "乙", "丙"]


@pytest.mark.usefixtures("session")
def test_layers_that_earlier_files_hold_apart_are_layers_in_use():
    """Those that are shown stand first; the one that may come apart stands last."""
    frame = shops().rename(columns={"店名": "名称"})
    roles = ("capacity", "layer", "demand", "network", "candidates")
    layers = [open_layer(store(frame, f"原名{role}", role)) for role in roles]
    brought = imported_project.restored(layers)
    told = [(each.name, each.look) for each in brought.layers]
    hidden = {"visible": False}
    assert told == [
        ("原名layer", {}), ("需求点", hidden), ("候选点", hidden), ("带容量的设施", hidden),
    ]  # fmt: skip
    assert brought.uses == [
        {"role": "需求", "layer": "1", "title": "需求点"},
        {"role": "候选点", "layer": "2", "title": "候选点"},
        {"role": "容量", "layer": "3", "title": "带容量的设施"},
    ]
    assert brought.layers[1].frame_ll["name"].tolist() == ["甲", "乙", "丙"]
    imported_project.restore(brought.layers)
    assert [each.title for each in layer_registry.records()] == [name for name, _ in told]


def test_what_no_project_file_takes_is_told_before_it_is_asked_for(session, monkeypatch):
    brought()
    assert imported_project.refusal(session) == ""
    monkeypatch.setattr(imported_project, "ProjectLimits", lambda: ProjectLimits(features=2))
    assert "3 个要素" in imported_project.refusal(session)
    monkeypatch.setattr(imported_project, "ProjectLimits", lambda: ProjectLimits(layers=0))
    assert "1 个" in imported_project.refusal(session)


@pytest.mark.parametrize(
    ("layers", "chosen", "title"),
    [
        (("规划道路",), "规划道路", "青云谱"),
        (("规划道路", "现状道路v1.2"), "规划道路", "规划道路"),
        (("规划道路", "现状道路v1.2"), "现状道路v1.2", "现状道路v1.2"),
        (("甲/地块.shp", "乙/道路.shp"), "乙/道路.shp", "道路"),
        (("道" * 50, "乙"), "道" * 50, "道" * 40),
        ((), "", "青云谱"),
    ],
)
def test_a_layer_of_a_file_of_several_is_offered_its_own_name(layers, chosen, title):
    seen = SimpleNamespace(layers=[Layer(name) for name in layers])
    assert import_form._title("青云谱.gpkg", seen, chosen) == title


GIVEN = """
import streamlit as st
from types import SimpleNamespace
from views import cache, import_form
content = st.session_state["content"]
given = SimpleNamespace(name="数据.gpkg", getvalue=lambda: content)
import_form._form(cache.plan(), given, import_form.ImportPlace('in', len))
"""


def test_the_name_offered_follows_the_layer_chosen(tmp_path):
    for name in ("小区", "道路"):
        shops().to_file(tmp_path / "a.gpkg", layer=name, engine="pyogrio")
    test = AppTest.from_string(GIVEN, default_timeout=60)
    test.session_state["content"] = (tmp_path / "a.gpkg").read_bytes()
    test.run()
    layer = next(each for each in test.selectbox if each.label == "图层")
    title = [each.value for each in test.text_input if each.label == "图层名称"]
    assert title == [layer.value]
    other = next(name for name in layer.options if name != layer.value)
    layer.select(other).run()
    assert [each.value for each in test.text_input if each.label == "图层名称"] == [other]
