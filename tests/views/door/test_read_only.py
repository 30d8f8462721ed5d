"""A page for whoever may only read: every panel, no control that changes anything."""

from pathlib import Path

import pytest
import streamlit as st
from geopandas import GeoDataFrame
from shapely import Point
from streamlit.testing.v1 import AppTest

from geo.errors import DataError
from geo.scenario.edits import Scenario
from views import access, import_form, layer_registry, project_files
from views.lifecircle import network_form, rules_panel, scenario_panel
from views.monitoring.sections import MODULES
from views.state.lifecircle import PANELS as CIRCLES
from views.state.plan_map import PANELS

CHANGING = {"lc-do", "lc-undo", "lc-drop", "lc-rules-reset"}
ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def reader(told, app):
    told(PLANMAP_READERS="anyone", PLANMAP_WRITERS="nobody")
    return app


def boxes(test) -> int:
    return len(test.get("file_uploader"))


@pytest.mark.parametrize("panel", PANELS)
def test_every_panel_of_the_map_is_there_without_a_box(reader, panel):
    test = reader()
    test.session_state["panel"] = panel
    test.run()
    assert not test.exception
    assert not test.error
    assert boxes(test) == 0


def test_a_writer_has_the_boxes(told, app):
    told()
    test = app()
    test.session_state["panel"] = "导入"
    assert boxes(test.run()) == 1
    test.session_state["panel"] = "出图"
    assert boxes(test.run()) == 1


def test_the_reader_is_told(reader):
    test = reader()
    assert any("只读" in each.proto.body for each in test.get("html"))
    test.session_state["panel"] = "导入"
    assert any(access.READ_ONLY in each.value for each in test.run().caption)


def ledger():
    from views.monitoring import page  # noqa: PLC0415 - runs in a script of its own

    page.show()


@pytest.mark.usefixtures("reader")
@pytest.mark.parametrize("section", MODULES)
def test_every_section_of_the_ledger_is_there_without_a_control_that_changes(section):
    test = AppTest.from_function(ledger, default_timeout=60)
    test.query_params["section"] = section
    test.query_params["sel"] = "roads:P5-1-01"
    test.run()
    assert not test.exception
    assert not test.error
    assert boxes(test) == 0
    assert not {"填报", "保存", "落图"} & {each.label for each in test.button}
    assert not test.get("data_editor")


def circles():
    from views.lifecircle import page  # noqa: PLC0415 - runs in a script of its own

    page.show()


def circles_at(panel):
    test = AppTest.from_function(circles, default_timeout=60)
    test.session_state["lc-panel"] = panel
    test.session_state["lc-from"] = "导入图层"
    return test.run()


def editable(test) -> list:
    return [each for each in test.get("arrow_data_frame") if each.proto.editing_mode]


@pytest.mark.usefixtures("reader")
@pytest.mark.parametrize("panel", CIRCLES)
def test_every_panel_of_the_circles_is_there_without_a_control_that_changes(panel):
    test = circles_at(panel)
    assert not test.exception
    assert not test.error
    assert boxes(test) == 0
    assert not {each.key for each in test.button} & {
        "lc-do",
        "lc-undo",
        "lc-drop",
        "lc-rules-reset",
    }
    assert not test.get("data_editor")


@pytest.mark.parametrize(
    "change",
    [
        lambda: layer_registry.add("甲", "点", GeoDataFrame(geometry=[Point(0, 0)], crs=4326)),
        lambda: project_files.open_file(b"{}"),
        lambda: scenario_panel._keep(Scenario("甲"), on_plan=False),
        lambda: rules_panel._use("kind"),
        lambda: rules_panel._read("a.csv", b"a"),
        lambda: network_form._take(None),
        lambda: import_form._take(None, None, ("a", "b"), None, None),
    ],
)
def test_what_changes_something_refuses_by_itself(told, change):
    told(PLANMAP_READERS="anyone", PLANMAP_WRITERS="nobody")
    before = dict(st.session_state)
    with pytest.raises(DataError, match="^当前为只读"):
        change()
    assert dict(st.session_state) == before


def test_nobody_sees_nothing(told):
    told(PLANMAP_SIGN_IN="proxy", PLANMAP_PROXY="10.1.0.5")
    test = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)
    test.user = {"user": None}
    test.run()
    assert any("尚未登录" in each.value for each in test.info)
    assert not test.get("iframe")
    assert not test.sidebar.checkbox
