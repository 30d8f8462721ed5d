"""A half-typed 填报: part of the work, back after a reload, and never over what others wrote."""

import pytest

from views import layer_store
from views.ledger.clash_dialog import MINE
from views.works import desks, saver
from views.works.opening import PARAMETER

ITEM = "P5-1-01"


@pytest.fixture
def again(opened):
    """Reload a page once its work is saved: nothing of its session is in memory."""

    def reload(page):
        assert saver.SAVER.flush("", 60)
        named = page.run().test.query_params[PARAMETER]
        for session in desks.owners():
            desks.release(session)
            layer_store.release(session)
        return opened(**{PARAMETER: named if isinstance(named, str) else named[0]})

    return reload


@pytest.fixture
def form(opened):
    return opened().press("card-enter")


def test_what_is_typed_comes_back_and_is_written_as_if_nothing_had_been(form, office, again):
    form.fill(ITEM, remark="桩基完成", why="月度调度")
    page = again(form)
    assert "未保存的填报已恢复：强五路" in page.words
    assert page.box(ITEM, "remark").value == "桩基完成"
    page.press("entry-save")
    assert office.values() == {(ITEM, "remark"): "桩基完成"}
    assert "entry-save" not in again(page).keys


def test_what_another_wrote_meanwhile_is_met_and_not_overwritten(form, office, again):
    form.fill(ITEM, status="在建", why="月度调度")
    office.write(ITEM, {"status": "停缓建"}, by="李芳")
    page = again(form).press("entry-save")
    assert office.values() == {(ITEM, "status"): "停缓建"}
    assert "对方的：李芳" in page.html
    page.choose("ledger-take-status", MINE).press("clash-write")
    assert office.values() == {(ITEM, "status"): "在建"}


def test_beside_another_item_it_is_said_with_the_way_there(form, again):
    form.fill(ITEM, remark="桩基完成")
    page = again(form).press("card-clear")
    assert "未保存的填报：" in page.words
    page.press(f"entry-return-projects-{ITEM}")
    assert page.box(ITEM, "remark").value == "桩基完成"


def test_a_form_in_which_nothing_is_typed_is_no_work(form):
    assert saver.SAVER.flush("", 60)
    assert PARAMETER not in form.run().test.query_params


def test_what_is_thrown_away_does_not_come_back(form, again):
    form.fill(ITEM, remark="桩基完成").run()
    form.press("entry-drop")
    assert "entry-save" not in again(form).keys
