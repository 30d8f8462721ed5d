"""Works of other people: a link to read, a copy of what is changed, and what nobody else opens."""

from contextlib import contextmanager

import pytest

from geo.project_file import load
from views.works import owner, place, saver
from views.works.opening import PARAMETER
from views.works.owner import Owner

SCENARIOS = {"方案一": {"scenario": {"name": "方案一", "edits": []}, "on_plan": False}}


def fine(test):
    assert not test.exception
    assert not test.error
    return test


def titles(test):
    return [each.title for each in test.session_state["own-layers"]]


def labels(test):
    return [each.label for each in test.button]


@contextmanager
def somebody(key, name):
    """Let sessions be of a person."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(owner, "here", lambda: Owner(key, name))
        yield


def test_a_link_shows_the_work_and_what_is_changed_is_ones_own_copy(
    bar, worked, anew, name_of, imported
):
    with somebody("wang", "王工"):
        mine = worked(**{"own-layers": (imported(),)})
        place.works().share(name_of(mine), "link")
    with somebody("li", "李工"):
        test = fine(anew(**{PARAMETER: "link"}))
        assert titles(test) == ["商铺"]
        told = bar(test)
        assert "<b>商铺" in told
        assert "只读 · 王工 · " in told
        assert place.works().of("li") == []
        test.session_state["lc-scenarios"] = SCENARIOS
        test.run()
        saver.SAVER.flush("", 60)
        fine(test.run())
        assert [each.name.endswith("副本") for each in place.works().of("li")] == [True]
        assert name_of(test) not in ("link", name_of(mine))
    assert "lc-scenarios" not in load(place.works().read(name_of(mine)).content).choices


def test_nobody_else_opens_a_work_by_its_own_address(worked, anew, name_of, imported):
    with somebody("wang", "王工"):
        mine = worked(**{"own-layers": (imported(),)})
    with somebody("li", "李工"):
        test = fine(anew(**{PARAMETER: name_of(mine)}))
        assert "own-layers" not in test.session_state
        assert any("王工的，只有本人能打开" in each.value for each in test.toast)
        assert PARAMETER not in test.query_params


def test_who_may_only_look_opens_a_link_and_keeps_nothing(
    monkeypatch, worked, anew, name_of, imported
):
    with somebody("wang", "王工"):
        mine = worked(**{"own-layers": (imported(),)})
        place.works().share(name_of(mine), "link")
    monkeypatch.setattr(owner, "here", lambda: None)
    test = fine(anew(**{PARAMETER: "link"}))
    assert titles(test) == ["商铺"]
    assert "我的工作" not in labels(test)
    test.session_state["lc-scenarios"] = SCENARIOS
    fine(test.run())
    assert "保存工程" in [each.label for each in test.get("download_button")]
