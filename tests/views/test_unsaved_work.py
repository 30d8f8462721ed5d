"""What counts as work without a file, and what a file makes of it."""

from dataclasses import replace
from types import SimpleNamespace

import pytest

from layers.imported_style import OwnLook
from sheets.atlas.binding import Bound
from views import unsaved_work
from views.atlas_held import HeldAtlas
from views.state import work
from views.state.imported import ImportedLayer

LAYER = ImportedLayer("t", "甲", "点", (), 0)


@pytest.mark.parametrize(
    "state",
    [
        {},
        {"kind": ["学校"], "q": "路", "panel": "导入", "on-roads": False, "sheet-paper": "A4"},
        {"own-layers": (), "lc-scenarios": {}, "lc-rules": "", "lc-network": "", "lc-siting": None},
        {"sheet-title": "青云谱区“十四五”规划一张图", "sheet-turn": "横向", "sheet-dpi": 300},
        {"sheet-mode": "内部工作图", "sheet-scale": 0, "sheet-imprint": False},
        {"sheet-by-drawn": "", "alpha-own-t": 100, "on-own-t": True, "lc-plan-P1": True},
    ],
)
def test_choices_that_an_address_holds_are_no_work(state):
    assert work.mark(state) == ""


@pytest.mark.parametrize(
    "made",
    [
        {"own-layers": (LAYER,)},
        {"lc-network": "token"},
        {"lc-scenarios": {"方案一": {}}},
        {"lc-rules": "kind\n小学\n"},
        {"sheet-by-drawn": "王工"},
        {"sheet-title": "我的图"},
        {"sheet-paper": "A3"},
        {"sheet-turn": "纵向"},
        {"sheet-mode": "公开示意图"},
        {"sheet-dpi": 150},
        {"sheet-scale": 10_000},
        {"lc-sheet-scale": 10_000},
        {"sheet-imprint": True},
        {"alpha-own-t": 50},
        {"on-own-t": False},
        {"lc-plan-P1": False},
    ],
)
def test_what_a_planner_made_is_work_and_each_change_is_another(made):
    mark = work.mark(made)
    assert mark
    assert work.mark(made | {"panel": "出图", "q": "路"}) == mark
    assert work.mark(made | {"lc-network": "other"}) != mark


def test_a_style_is_work_too():
    plain = work.mark({"own-layers": (LAYER,)})
    assert work.mark({"own-layers": (replace(LAYER, look=OwnLook("红")),)}) != plain


def labels(test):
    return [button.label for button in test.get("download_button")]


@pytest.mark.usefixtures("nobodys")
def test_the_head_offers_to_save_until_it_is_saved(app):
    test = app()
    assert "保存工程" not in labels(test)
    test.session_state["lc-scenarios"] = {
        "方案一": {"scenario": {"name": "方案一", "edits": []}, "on_plan": False}
    }
    test.run()
    assert "保存工程" in labels(test)
    kept = test.session_state["kept-work"]
    made = unsaved_work._made({"lc-scenarios": test.session_state["lc-scenarios"]}, kept)
    assert "方案一" in made
    test.run()
    assert "保存工程" not in labels(test)
    test.session_state["lc-rules"] = "kind\n"
    test.run()
    assert "保存工程" in labels(test)


def test_a_file_that_cannot_be_made_leaves_the_work_unsaved(app, monkeypatch):
    test = app()
    kept = test.session_state["kept-work"]
    monkeypatch.setattr(unsaved_work.project_files, "save", lambda _state: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        unsaved_work._made({"lc-network": "t"}, kept)
    assert kept["saved"] == ""


def test_a_layer_that_has_gone_is_said_and_stops_nothing(app):
    test = app()
    test.session_state["own-layers"] = ()
    test.session_state["lc-network"] = "gone"
    test.run()
    assert [each.value for each in test.warning if "路网文件" in each.value]
    assert "保存工程" not in labels(test)  # nothing is left that a file could keep
    assert not test.error


class Atlas:
    """An atlas as the session holds it."""

    running = bound = None
    note, unfetched = "", True


def said(test):
    return "".join(
        each.proto.body for each in test.get("html") if 'class="pm-unsaved"' in each.proto.body
    )


@pytest.mark.usefixtures("nobodys")
def test_an_atlas_that_waits_is_said_and_no_project_file_offered_for_it(app, monkeypatch):
    test = app()
    assert not said(test)
    atlas = Atlas()
    monkeypatch.setattr(unsaved_work.atlas_jobs, "mine", lambda: atlas)
    test.run()
    assert ">图册未下载<" in said(test)
    assert "保存工程" not in labels(test)
    test.session_state["lc-rules"] = "kind\n"
    test.run()
    assert ">有未保存的工作，图册未下载<" in said(test)
    assert "保存工程" in labels(test)
    atlas.unfetched = False
    test.run()
    assert ">有未保存的工作<" in said(test)


def test_an_atlas_is_unfetched_while_it_is_drawn_and_until_it_is_fetched(tmp_path):
    held = HeldAtlas(tmp_path)
    assert not held.unfetched
    held.job = SimpleNamespace(stop=lambda: None)
    assert held.unfetched
    held.stop("停止")
    assert not held.unfetched, "stopped: there is nothing to fetch"
    (tmp_path / "图册.pdf").write_bytes(b"book")
    held.bound = Bound(tmp_path / "图册.pdf", 1, ())
    assert held.unfetched
    assert held.content() == b"book"
    assert not held.unfetched
