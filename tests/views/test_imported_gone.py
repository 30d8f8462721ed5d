"""A layer that is gone costs one sentence; everything else of both pages goes on."""

from pathlib import Path

import pytest
from geopandas import GeoDataFrame
from shapely import Point
from streamlit.testing.v1 import AppTest

from views import imported_gone, layer_store, project_files
from views.lifecircle.layer_roles import DEMAND, Use
from views.state.imported import ImportedLayer

pytestmark = pytest.mark.usefixtures("nobodys")
ROOT = Path(__file__).resolve().parents[2]
GONE = "导入图层“商铺”已过期（服务重启，或断线期间为他人腾出内存），已从列表中去掉"
CIRCLES = "import views.lifecircle.page as page\npage.show()"


def imported(title):
    points = [Point(115.90 + step / 100, 28.62) for step in range(3)]
    names = [f"{title}{step}" for step in range(3)]
    table = {"name": names, "accuracy_m": float("nan"), "类别": "药店"}
    token = layer_store.put(GeoDataFrame(table, geometry=points, index=names, crs=4326))
    return ImportedLayer(token, title, "点", ("类别",), 0)


@pytest.fixture
def two():
    return imported("商铺"), imported("药店")


def on_map(*layers, **state):
    test = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    test.session_state["own-layers"] = layers
    for key, value in state.items():
        test.session_state[key] = value
    return test.run()


def told(test):
    return [each.value for each in test.warning]


def fine(test):
    assert not test.exception
    assert not test.error
    return test


@pytest.mark.parametrize("panel", ["项目表", "统计", "缓冲", "导入", "出图"])
def test_every_panel_goes_on_without_the_layer(two, panel):
    test = fine(on_map(*two, panel=panel))
    assert told(test) == []
    layer_store.drop(two[0].token)
    test = fine(test.run())
    assert len(told(test)) == 1
    assert GONE in told(test)[0]
    assert [each.title for each in test.session_state["own-layers"]] == ["药店"]
    labels = [each.label for each in test.checkbox]
    assert any("药店" in label for label in labels)
    assert not any("商铺" in label for label in labels)
    test = fine(test.run())
    assert len(told(test)) == 1, "it stays until it is read"
    next(each for each in test.button if each.label == "知道了").click().run()
    assert told(fine(test)) == []


def test_the_project_file_is_saved_without_what_is_gone(two):
    layer_store.drop(two[0].token)
    test = fine(on_map(*two, **{"lc-network": "gone", "panel": "出图"}))
    assert any("路网文件已过期" in words for words in told(test))
    kept = {key: test.session_state[key] for key in ("own-layers", "lc-network")}
    text = project_files.save(kept)
    assert "药店" in text
    assert "商铺" not in text


def test_a_life_circle_that_used_it_falls_back_with_a_word(two):
    test = AppTest.from_string(CIRCLES, default_timeout=60)
    test.session_state["own-layers"] = two
    test.session_state["lc-own"] = [vars(Use(DEMAND, two[0].token, "商铺"))]
    fine(test.run())
    assert told(test) == []
    layer_store.drop(two[0].token)
    fine(test.run())
    said = "\n".join(told(test))
    assert GONE in said
    assert "需求改回居住小区" in said
    assert test.session_state["lc-own"] == []


@pytest.mark.usefixtures("session")
def test_nothing_is_said_while_all_is_there():
    assert not imported_gone.check()
