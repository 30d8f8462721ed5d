"""What is sent for the map, made once, is what streamlit-folium itself sends on every run."""

import jinja2
import pytest
import streamlit_folium
from geopandas import GeoDataFrame
from shapely import Point

from layers.assets import urls
from layers.backgrounds import OSM, background
from layers.items import items_of
from layers.palettes import STANDARD
from layers.spec import LayerSpec, Symbol
from layers.styles import palette, styles_of
from layers.web_map import Drawing, base_map, scene, scene_group
from views import cache, map_frame
from views.state import model

SPEC = LayerSpec("l", "点", "projects", "point", (Symbol("", "新建", "school"),), label_zoom=12)
NAMES = (
    *("甲", "zone_1", "_a1b2_c3", "{{ 'x' }}", "map_div", "SCENE", "\\1 \\g<0>", "a\nb\n  c"),
    *("feature_group_0", "alert(coords);", "drawnItems", "</script>"),
)


def clicked():
    pass


FRAMES = [
    map_frame.Frame("map", 640, ("last_active_drawing",), ("home", "sheet"), clicked),
    map_frame.Frame("pair", 300),
]


def drawn():
    shapes = [Point(115.9 + 0.001 * n, 28.6) for n in range(len(NAMES))]
    ids = [f"id_{n}" for n in range(len(NAMES))]
    frame = GeoDataFrame({"name": NAMES}, index=ids, geometry=shapes, crs="EPSG:4326")
    items = items_of(frame, SPEC)
    tiles = background(OSM, "", (115.9, 28.6))
    flight = (2, (115.0, 28.0, 116.0, 29.0))
    return scene([Drawing(items, styles_of(SPEC, palette(STANDARD), 1.0))], tiles, flight)


@pytest.fixture
def sent(monkeypatch):
    """Arguments of every call of the component."""
    calls = []
    monkeypatch.setattr(streamlit_folium, "_component_func", lambda **words: calls.append(words))
    map_frame._constant.cache_clear()
    yield calls
    map_frame._constant.cache_clear()


@pytest.mark.parametrize("frame", FRAMES)
def test_the_component_is_given_what_st_folium_would_give_it(sent, frame):
    plan = cache.plan()
    streamlit_folium.st_folium(
        base_map(
            tuple(map(float, plan.boundary.total_bounds)),
            urls(".js"),
            urls(".css"),
            buttons=frame.buttons,
        ),
        key=frame.key,
        height=frame.height,
        use_container_width=True,
        returned_objects=list(frame.returned),
        feature_group_to_add=scene_group(drawn()),
        on_change=frame.on_change,
    )
    for _ in range(2):
        map_frame.draw(frame, plan, drawn())
    theirs, first, second = ({**call, "on_change": call["on_change"].__name__} for call in sent)
    assert NAMES[2] in theirs["feature_group"]
    assert first == theirs
    assert second == theirs


def test_a_click_reaches_session_and_caller(sent, monkeypatch):
    heard, state = [], {}
    monkeypatch.setattr(streamlit_folium.st, "session_state", state)
    frame = map_frame.Frame("map", 640, on_change=lambda: heard.append(dict(state["map"])))
    map_frame.draw(frame, cache.plan(), drawn())
    (call,) = sent
    state[call["key"]] = {"last_object_clicked_count": 1}
    call["on_change"]()
    assert heard == [{"last_object_clicked_count": 1}]


def test_the_second_run_compiles_no_template(sent, monkeypatch):
    plan = cache.plan()
    map_frame.draw(FRAMES[0], plan, drawn())
    compiled = []
    monkeypatch.setattr(jinja2.Environment, "compile", lambda *words, **_: compiled.append(words))
    map_frame.draw(FRAMES[0], plan, drawn())
    assert len(sent) == 2
    assert not compiled


def test_a_changed_map_goes_ahead_of_the_rest(sent, monkeypatch):
    rests = []
    monkeypatch.setattr(map_frame.PAGES, "rest", lambda seconds: rests.append((seconds, len(sent))))
    monkeypatch.setattr(model.st, "session_state", {})
    plan = cache.plan()
    for scene_text in ("1", "1", "2", "2", "1"):
        map_frame.draw(FRAMES[0], plan, scene_text)
        map_frame.draw(FRAMES[1], plan, "[]")
    assert rests == [(map_frame._AHEAD_S, 5), (map_frame._AHEAD_S, 9)]


def test_two_scenes_do_not_meet(sent):
    plan = cache.plan()
    map_frame.draw(FRAMES[0], plan, '{"layers":["first"]}')
    map_frame.draw(FRAMES[0], plan, '{"layers":["second"]}')
    assert "first" in sent[0]["feature_group"]
    assert "first" not in sent[1]["feature_group"]
    assert sent[0]["key"] == sent[1]["key"]
