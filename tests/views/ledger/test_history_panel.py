"""留痕: every change with who, when and why; taken back, put back, judged by who may."""

import json
from datetime import UTC, datetime

import pytest

from geo.ledger import Act

ITEM = "P5-1-01"
WORD = "history-word-"


def test_before_the_first_change_it_says_how_to_begin(history):
    assert "还没有人填报" in history().words


def test_a_change_is_told_in_words(history, office):
    office.write(ITEM, {"status": "在建", "progress": 35}, why="月度调度", document="纪要 3 号")
    told = history().html
    what = ("强五路", "状态", "未填报", "在建", "形象进度", "空", "35%")
    whose = ("李芳 · 2026-03-01", "填报，改动 1", "理由：月度调度", "依据：纪要 3 号")
    assert [words for words in (*what, *whose) if words not in told] == []
    assert told.index("状态") < told.index("形象进度")


def test_all_or_those_of_the_chosen_item(history, office):
    office.write(ITEM, {"status": "在建"})
    office.write("P8-1-02", {"status": "前期"})
    page = history()
    assert "楞上学校新建" in page.html
    page.choose("history-of", "所选")
    assert "楞上学校新建" not in page.html.partition("pm-change")[2]
    assert "改动 1" in page.html


def test_a_road_that_was_added_is_told_by_its_name_also_when_it_is_gone(history, office):
    change = office.add_road("add-1", "新甲路")
    office.ledger.undo(change.seq, Act("李芳", datetime(2026, 3, 1, tzinfo=UTC), "重了"))
    told = history().html
    assert told.count('pm-change-head"><b>新甲路</b>') == 2
    assert "add-1" not in told


def test_the_id_tells_two_of_one_name_apart(history, office):
    for item in ("add-1", "add-2"):
        office.add_road(item, "新甲路")
    told = history().html
    assert "<b>新甲路（add-1）</b>" in told
    assert "<b>新甲路（add-2）</b>" in told


def test_by_person(history, office):
    office.write(ITEM, {"status": "前期"}, by="李芳")
    office.write(ITEM, {"status": "在建"}, by="赵六")
    page = history()
    page.test.selectbox(key="history-by").select("赵六")
    assert "改动 2" in page.run().html
    assert "改动 1" not in page.html


def test_by_day(history, office):
    office.write(ITEM, {"status": "前期"})
    page = history()
    page.test.selectbox(key="history-when").select("近 7 天")
    assert "没有符合条件的改动" in page.run().words


def test_the_newest_twenty_then_more(history, office):
    for each in range(1, 23):
        office.write(ITEM, {"progress": each})
    page = history()
    assert page.html.count('class="pm-change"') == 20
    assert page.press("history-more").html.count('class="pm-change"') == 22


def test_taken_back_and_put_back(history, office):
    office.write(ITEM, {"status": "在建"})
    page = history().asked("undo", 1, "填错项目")
    assert office.values() == {(ITEM, "status"): None}
    back = office.ledger.change(2)
    assert (back.by, back.kind, back.undoes, back.why) == ("王晓明", "undo", 1, "填错项目")
    assert "change-undo-1" not in page.keys
    page.asked("redo", 2, "没有填错")
    assert office.values() == {(ITEM, "status"): "在建"}


def test_a_reason_is_needed_to_take_back(history, office):
    office.write(ITEM, {"status": "在建"})
    page = history().asked("undo", 1)
    assert "请先写明理由" in page.words
    assert office.ledger.version() == 1


def test_what_was_changed_since_is_not_offered_to_be_taken_back(history, office):
    office.write(ITEM, {"status": "前期", "progress": 1})
    office.write(ITEM, {"status": "在建"})
    assert {"change-undo-1", "change-undo-2"} & history().keys == {"change-undo-2"}


def test_a_change_that_comes_between_is_told(history, office):
    office.write(ITEM, {"status": "前期"})
    page = history().press("change-undo-1")
    page.test.text_input(key=f"{WORD}1").input("填错")
    page.run()
    office.write(ITEM, {"status": "在建"}, by="赵六")
    page.press("change-sure-1")
    assert office.values() == {(ITEM, "status"): "在建"}
    assert "<span>未填报</span><span>在建</span>" in page.html
    page.choose("ledger-take-status", "改回").press("clash-write")
    assert office.values() == {(ITEM, "status"): None}
    assert office.ledger.change(3).why == "填错"


def test_who_may_only_read_sees_the_history_and_no_act(history, office, monkeypatch):
    office.write(ITEM, {"status": "前期"})
    monkeypatch.setattr("views.own_machine.serves_itself", lambda: False)
    page = history()
    assert "改动 1" in page.html
    assert "change-go-1" in page.keys
    assert {each for each in page.keys if each and each.startswith("change-")} == {"change-go-1"}


def test_who_lost_the_right_meanwhile_takes_nothing_back(history, office, monkeypatch):
    office.write(ITEM, {"status": "前期"})
    page = history().press("change-undo-1")
    page.test.text_input(key=f"{WORD}1").input("填错")
    page.run()
    monkeypatch.setattr("views.own_machine.serves_itself", lambda: False)
    page.press("change-sure-1")
    assert office.ledger.version() == 1


HOSTILE = '<img src=x onerror="alert(1)"> **粗** [链接](javascript:alert(1)) :red[x] $x$ </div>'


def test_nothing_from_people_is_markup(history, office):
    office.write(ITEM, {"remark": HOSTILE}, by=f"李芳{HOSTILE}", why=HOSTILE, document=HOSTILE * 5)
    page = history()
    assert "<img src=x" not in page.html
    assert "&lt;img" in page.html
    assert "**粗**" not in page.words
    assert page.html.count("<div") == page.html.count("</div>")


def test_a_place_before_and_after_is_shown_on_the_map(history, office):
    line = "LINESTRING (115.92 28.62, 115.93 28.63)"
    office.write(ITEM, {"geometry": line, "basis": "规划图", "accuracy_m": 20})
    page = history().press("change-compare-1")
    assert "虚线为改动前" in page.words
    assert "改动后" in scene(page)
    page.press("change-compare-1")
    assert "改动后" not in scene(page)


def scene(page):
    parts = page.test.get("component_instance")
    return json.dumps([json.loads(each.proto.json_args) for each in parts], ensure_ascii=False)


def test_a_day_of_the_past(history, office):
    office.write(ITEM, {"status": "前期"}, day=0)
    office.write(ITEM, {"status": "在建"}, day=10)
    page = history()
    page.test.text_input(key="as-of-day").input("2026年3月5日")
    page.run().press("then-go")
    assert "台账截至 2026" in page.html
    assert "<dd>前期</dd>" in page.html
    assert "card-enter" not in page.keys
    assert "change-undo-2" not in page.keys
    page.press("then-back")
    assert "<dd>在建</dd>" in page.html
    assert "card-enter" in page.keys


@pytest.mark.parametrize("text", ["2026-02-30", "三月", "", "9999-01-01"])
def test_what_is_no_day_of_the_past_is_said(history, office, text):
    office.write(ITEM, {"status": "前期"})
    page = history()
    page.test.text_input(key="as-of-day").input(text)
    page.run().press("then-go")
    assert "某日的状态：" in page.words
    assert "then-back" not in page.keys


def test_between_two_days(history, office):
    office.write(ITEM, {"status": "前期"}, day=0)
    office.write(ITEM, {"status": "在建"}, day=3)
    page = history()
    page.test.selectbox(key="history-when").select("选日期")
    page.run().test.text_input(key="history-from").input("20260301")
    page.test.text_input(key="history-to").input("2026/3/3")
    assert "改动 1" in page.run().html
    assert "改动 2" not in page.html


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("00010101", "20260303", "0001-01-01 不在 1990 年至 2200 年之间"),
        ("20260301", "99991231", "9999-12-31 不在 1990 年至 2200 年之间"),
        ("20261201", "20261101", "自 2026-12-01 至 2026-11-01：起日在止日之后"),
    ],
)
def test_days_that_cannot_be_are_told(history, office, first, last, said):
    office.write(ITEM, {"status": "前期"})
    page = history()
    page.test.selectbox(key="history-when").select("选日期")
    page.run().test.text_input(key="history-from").input(first)
    page.test.text_input(key="history-to").input(last)
    assert said in page.run().words


def test_of_a_day_nothing_is_written(opened, office):
    office.write(ITEM, {"status": "前期"})
    page = opened().choose("panel", "留痕").press("card-enter")
    page.fill(ITEM, status="在建", why="月度调度")
    page.test.text_input(key="as-of-day").input("2026年3月5日")
    page.run().press("then-go")
    page.press("entry-save")
    assert "只供查看" in page.words
    assert office.ledger.version() == 1
    assert page.box(ITEM, "status").value == "在建"
