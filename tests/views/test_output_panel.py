"""What 出图 hands out: nothing is written before its button is pressed; one dialect and header."""

import json
import sys
import threading
from collections import Counter
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace

import pytest
from streamlit.testing.v1 import AppTest

from geo.exporting.csv_text import BOM
from sheets.request import PUBLIC
from views import downloads

ROOT = Path(__file__).resolve().parents[2]
WRITERS = (
    *("attribute_cleaning", "bundling", "csv_text", "geojson", "preparation", "writing", "xlsx"),
    *("dxf", "gpkg", "kml", "shapefile", "metadata"),
)
FILES = {
    *(str(ROOT / "geo" / "exporting" / f"{name}.py") for name in WRITERS),
    str(ROOT / "geo" / "project_file" / "writing.py"),
    str(ROOT / "layers" / "offline" / "page.py"),
    str(ROOT / "views" / "offline_page.py"),
    str(ROOT / "sheets" / "page_files.py"),
}

CIRCLES = "import views.lifecircle.page as page\npage.show()"


@pytest.fixture
def pressed(monkeypatch):
    """What would be made by pressing each button that was drawn, by the name of its file."""
    made = {}

    def button(self, label, make, name, *, key, primary=False):  # noqa: ARG001 - as it is called
        made[name] = make

    monkeypatch.setattr(downloads.ButtonRow, "button", button)
    return made


@pytest.fixture
def counted():
    """Calls of what writes files, in any thread, from when it is asked to watch."""
    calls = Counter()
    for name in (
        "views.lifecircle.page",
        "views.page",
        "views.output_panel",
        "geo.exporting.writing",
    ):
        import_module(name)  # reading a module is no call of what is in it

    def look(frame, event, _):
        if event == "call" and frame.f_code.co_filename in FILES:
            calls[frame.f_code.co_name] += 1

    def watch():
        calls.clear()
        threading.setprofile(look)
        sys.setprofile(look)
        return calls

    yield watch
    threading.setprofile(None)
    sys.setprofile(None)


def test_the_files_that_are_watched_are_there():
    assert [name for name in FILES if not Path(name).is_file()] == []


def test_a_rerun_of_the_panel_writes_nothing(app, pressed, counted):
    test = app(col="专栏8")
    test.session_state["panel"] = "出图"
    calls = counted()
    test.run()
    test.run()
    assert not test.exception
    assert dict(calls) == {}
    assert {"zones.geojson", "projects.geojson", "projects.csv"} <= set(pressed)
    text = pressed["projects.csv"]()
    assert calls["csv_text"] == 1
    assert text.decode().startswith(BOM)


def test_the_panel_of_the_life_circles_writes_nothing_either(pressed, counted):
    test = AppTest.from_string(CIRCLES, default_timeout=60)
    test.session_state["lc-panel"] = "导出"
    calls = counted()
    test.run()
    test.run()
    assert not test.exception
    assert dict(calls) == {}
    names = ("缺口明细.csv", "小区评价.geojson", "计入的设施.geojson", "就近服务范围.geojson")
    assert set(names) <= set(pressed)
    for name in names[1:]:
        for feature in json.loads(pressed[name]())["features"]:
            assert not [key for key in feature["properties"] if key.isascii()]
    assert calls["write_geojson"] == 3


def test_files_of_one_click_have_the_headers_of_every_other_format(app, pressed):
    test = app(col="专栏8")
    test.session_state["panel"] = "出图"
    test.run()
    zone = json.loads(pressed["zones.geojson"]())["features"][0]
    assert list(zone["properties"])[:3] == ["编号", "结构", "名称"]
    assert zone["id"] == zone["properties"]["编号"]
    item = json.loads(pressed["projects.geojson"]())["features"][0]
    head = pressed["projects.csv"]().decode().removeprefix(BOM).splitlines()[0]
    assert head.split(",") == [*item["properties"], "WKT"]
    assert item["properties"]["专栏"] == "专栏8"


def test_a_public_sheet_says_so_in_its_name(app, pressed):
    test = app()
    test.session_state["panel"] = "出图"
    test.session_state["sheet-mode"] = PUBLIC
    test.run()
    (box,) = [each for each in test.checkbox if str(each.key).startswith("sheet-known-")]
    assert "规划图_A4横向_公开示意图.pdf" not in pressed
    box.check().run()
    assert "规划图_A4横向_公开示意图.pdf" in pressed
    assert "规划图_A4横向.pdf" not in pressed


def test_what_was_read_before_a_public_atlas_stays_read_while_it_is_drawn(app, monkeypatch):
    """The box is drawn beside the progress: one that is not drawn forgets its tick."""
    test = app()
    test.session_state["panel"] = "出图"
    test.session_state["sheet-mode"] = PUBLIC
    test.run()
    boxes = [each for each in test.checkbox if str(each.key).startswith("atlas-known-")]
    assert len(boxes) == 1
    boxes[0].check().run()
    drawing = SimpleNamespace(running=True, progress=None, unfetched=False)
    monkeypatch.setattr("views.atlas_form.atlas_jobs.mine", lambda: drawing)
    test.run()
    assert not test.exception
    assert test.checkbox(key=boxes[0].key).value is True
