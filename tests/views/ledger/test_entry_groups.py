"""The form of an item with all its fields: headings, grids, units, words of what is typed."""

from datetime import date

import pytest

from views.escape_markdown import escape_markdown

ITEM = "P5-1-01"


@pytest.fixture
def form(opened, office):
    office.write("P5-1-02", {"lead_unit": "甲局"})
    return opened().press("card-enter")


def test_days_sums_units_and_goals_are_written_as_what_they_mean(form, office):
    form.fill(
        ITEM,
        planned_start="2022年3月",
        planned_finish="2024.6.30",
        total_unsplit="1.2亿",
        goal_2023="完成路基",
        lead_unit="甲局",
        why="月度调度",
    )
    form.test.multiselect(key=f"entry-several-{ITEM}-with_units").set_value(["乙局", "丙处"])
    form.run()
    for words in ("2022年3月 没有写日，按 2022-03-01 记", "总投资·未分来源：1.2亿 = 12 000 万元"):
        assert escape_markdown(words) in form.words
    form.press("entry-save")
    assert {each.field: each.after for each in office.ledger.change(2).fields} == {
        "planned_start": "2022-03-01",
        "planned_finish": "2024-06-30",
        "total_unsplit": 12_000.0,
        "goal_2023": "完成路基",
        "lead_unit": "甲局",
        "with_units": "乙局、丙处",
    }


def test_only_sources_in_use_are_drawn_and_another_can_be_added(form, office):
    drawn = {each.key for each in form.test.text_input}
    assert f"entry-typed-{ITEM}-total_unsplit" in drawn
    assert f"entry-typed-{ITEM}-total_central" not in drawn
    form.test.selectbox(key=f"entry-fund-{ITEM}").select("central")
    form.run().fill(ITEM, total_central="500", why="月度调度").press("entry-save")
    assert office.values()[ITEM, "total_central"] == 500.0


def test_what_is_no_sum_is_said_below_the_grid_and_nothing_is_written(form, office):
    form.fill(ITEM, done_unsplit="三千", why="月度调度").press("entry-save")
    assert "累计完成·未分来源：“三千”不是数字" in form.words
    assert office.ledger.version() == 1


def test_figures_belong_to_the_day_that_is_told(form, office):
    form.fill(ITEM, progress="35", why="5 月月报", as_of="2023年5月31日").press("entry-save")
    assert office.ledger.change(2).as_of == date(2023, 5, 31)
    form.press("card-enter").fill(ITEM, progress="40", why="今日").press("entry-save")
    assert office.ledger.change(3).as_of is None


def test_rules_speak_up_beside_the_form_and_keep_nobody_back(form, office):
    form.fill(ITEM, status="完工", why="月度调度")
    assert "未填实际完工" in form.words
    form.press("entry-save")
    assert office.values()[ITEM, "status"] == "完工"


def test_a_day_to_come_is_no_day_of_figures(form, office):
    form.fill(ITEM, status="在建", why="月度调度", as_of="2099-01-31")
    assert "2099" in form.words
    form.press("entry-save")
    assert "还没有到" in form.test.error[0].value
    assert office.ledger.version() == 1


def test_the_card_tells_what_was_reported_and_says_what_was_not(form, office):
    assert "<dt>状态</dt><dd>未填报</dd>" in form.html
    office.write(ITEM, {"status": "在建", "planned_finish": "2024-06-30", "total_unsplit": 12_000})
    told = form.run().html
    assert "<dt>计划工期</dt><dd>未填报 至 2024-06-30</dd>" in told
    assert "<dt>实际工期</dt><dd>未填报</dd>" in told
    assert "<dt>责任单位</dt><dd>未填报</dd>" in told
    assert "<dt>总投资</dt>" in told
    assert "<dt>配合单位</dt>" not in told
