"""填报: what is typed is written as asked, refused in words beside it, and never lost."""

import sqlite3
from contextlib import closing

import pytest

from views.ledger.clash_dialog import MINE, THEIRS

ITEM = "P5-1-01"


@pytest.fixture
def form(opened):
    return opened().press("card-enter")


def test_what_is_typed_is_written_with_who_why_and_which_document(form, office):
    form.fill(
        ITEM, status="在建", progress="35", remark="桩基完成", why="月度调度", document="纪要 3 号"
    )
    form.press("entry-save")
    change = office.ledger.change(1)
    assert {each.field: each.after for each in change.fields} == {
        "status": "在建", "progress": 35.0, "remark": "桩基完成",
    }  # fmt: skip
    assert (change.by, change.why, change.document) == ("王晓明", "月度调度", "纪要 3 号")
    assert "entry-save" not in form.keys
    assert "card-enter" in form.keys


def test_only_what_was_changed_is_written(opened, office):
    office.write(ITEM, {"status": "前期", "progress": 10})
    page = opened().press("card-enter")
    page.fill(ITEM, progress="20", why="月度调度")
    page.press("entry-save")
    assert [each.field for each in office.ledger.change(2).fields] == ["progress"]


def test_what_is_wrong_is_said_beside_the_field_and_nothing_is_written(form, office):
    form.fill(ITEM, progress="120", remark="桩基完成", why="月度调度")
    form.press("entry-save")
    said = [each.value for each in form.test.markdown if each.value.startswith(":red[")]
    assert len(said) == 1
    assert "120" in said[0]
    assert "请先改正标出的内容" in form.test.error[0].value
    assert office.ledger.version() == 0
    assert form.box(ITEM, "progress").value == "120"
    assert form.box(ITEM, "remark").value == "桩基完成"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"status": "在建"}, "请填写为什么改"),
        ({"why": "月度调度"}, "还没有改动任何一项"),
        ({"status": "在建", "why": "甲\x07"}, "含有控制字符"),
    ],
)
def test_what_is_missing_is_said(form, office, typed, words):
    form.fill(ITEM, **typed)
    form.press("entry-save")
    assert words in form.test.error[0].value
    assert office.ledger.version() == 0


def test_a_store_that_refuses_keeps_what_is_typed(form, office):
    office.write("P5-1-02", {"status": "在建"})
    with closing(sqlite3.connect(office.ledger.database.file)) as another:
        another.execute("BEGIN EXCLUSIVE")  # another program holds the file
        form.fill(ITEM, remark="桩基完成", why="月度调度")
        form.press("entry-save")
        assert "正被其他程序占用" in form.test.error[0].value
    assert form.box(ITEM, "remark").value == "桩基完成"
    form.press("entry-save")
    assert office.values()[ITEM, "remark"] == "桩基完成"


def test_somebody_elses_change_of_another_field_loses_nothing(form, office):
    form.fill(ITEM, remark="桩基完成", why="月度调度")
    office.write(ITEM, {"status": "在建"})
    form.run()
    assert form.box(ITEM, "remark").value == "桩基完成"
    form.press("entry-save")
    assert office.values() == {(ITEM, "status"): "在建", (ITEM, "remark"): "桩基完成"}


def clash(form, office):
    """Two change one field: what the page shows of it."""
    form.fill(ITEM, status="在建", remark="桩基完成", why="月度调度")
    office.write(ITEM, {"status": "停缓建"}, by="李芳")
    return form.press("entry-save")


def test_two_people_on_one_field_see_both_values(form, office):
    page = clash(form, office)
    assert "<span>在建</span><span>停缓建</span>" in page.html
    assert "对方的：李芳 2026-03-01" in page.html
    assert "理由：现场核实；改动 1" in page.html
    assert page.test.button(key="clash-write").disabled
    assert office.ledger.version() == 1


@pytest.mark.parametrize(("take", "status"), [(MINE, "在建"), (THEIRS, "停缓建")])
def test_whose_value_counts_is_chosen(form, office, take, status):
    page = clash(form, office)
    page.choose("ledger-take-status", take)
    page.press("clash-write")
    assert office.values() == {(ITEM, "status"): status, (ITEM, "remark"): "桩基完成"}
    assert "clash-write" not in page.keys


def test_what_changed_while_choosing_is_met_once_more(form, office):
    page = clash(form, office)
    office.write(ITEM, {"status": "调整"}, by="赵六")
    page.choose("ledger-take-status", MINE)
    page.press("clash-write")
    assert office.values() == {(ITEM, "status"): "调整"}
    assert "对方的：赵六" in page.html


def test_going_back_keeps_the_form(form, office):
    page = clash(form, office).press("clash-back")
    assert page.box(ITEM, "remark").value == "桩基完成"
    assert page.box(ITEM, "status").value == "在建"


def test_what_is_thrown_away_is_gone(form, office):
    form.fill(ITEM, remark="桩基完成")
    form.press("entry-drop")
    form.press("card-enter")
    assert form.box(ITEM, "remark").value == ""
    assert office.ledger.version() == 0


def test_a_name_is_asked_before_the_first_change(opened, office):
    office.call("")
    page = opened().press("card-enter")
    page.fill(ITEM, status="在建", why="月度调度")
    page.press("entry-save")
    assert office.ledger.version() == 0
    assert "name-typed-asked" in {each.key for each in page.test.text_input}
    office.call("张三")  # as the dialog does, which a page without a browser cannot send
    page.test.session_state["named-for"] = f"entry-projects:{ITEM}"
    page.run()
    assert office.ledger.change(1).by == "张三"


def test_a_server_open_to_others_offers_no_form(opened, monkeypatch):
    monkeypatch.setattr("views.own_machine.serves_itself", lambda: False)
    assert "card-enter" not in opened().keys


def test_a_page_that_lost_the_right_meanwhile_writes_nothing(form, office, monkeypatch):
    form.fill(ITEM, status="在建", why="月度调度")
    monkeypatch.setattr("views.own_machine.serves_itself", lambda: False)
    form.press("entry-save")
    assert office.ledger.version() == 0
    assert form.box(ITEM, "status").value == "在建"
