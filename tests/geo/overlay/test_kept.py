"""What an office keeps of an item, and what stands beside it, laid over the plan."""

from datetime import date

import pytest
from pandas import isna

from geo.crs import to_metric
from geo.derived import with_derived
from geo.errors import DataError
from geo.filtering import Criteria, apply
from geo.ledger import Edit
from geo.overlay.laying import overlaid
from geo.overlay.naming import names_of
from geo.schema import PROJECTS
from geo.schema.amounts import parts

ROAD = "P5-1-01"
MATTER = {"item": ROAD, "kind": "存在问题", "told": "征地未完成，涉及三户"}


def write(store, act, table, item, values):
    return store.write(Edit(table, item, values, act))


def test_sums_and_dates_of_an_item_come_back(store, act):
    write(store, act, "projects", ROAD, {
        "planned_start": "2022-03-01", "lead_unit": "区城管局", "goal_2023": "完成路基",
        "total_district": "1200", "total_bond": 800, "planned_2023_bond": 300.5,
    })  # fmt: skip
    row = store.read().projects.loc[ROAD]
    assert row["planned_start"] == "2022-03-01"
    assert (row["total_district"], row["total_bond"], row["planned_2023_bond"]) == (
        1200,
        800,
        300.5,
    )
    assert isna(row["done_bond"])
    assert row["goal_2023"] == "完成路基"


def test_the_year_of_the_planned_finish_and_the_unit_can_be_chosen_by(store, act):
    published = store.read().projects
    assert set(published["due_year"]) == set(published["lead_unit"]) == {"未填报"}
    write(store, act, "projects", ROAD, {"planned_finish": "2023-05-31", "lead_unit": "区城管局"})
    write(store, act, "projects", "P5-1-02", {"planned_start": "2022-01-01"})
    items = store.read().projects
    assert apply(items, Criteria((("due_year", ("2023",)),))).index.tolist() == [ROAD]
    assert apply(items, Criteria((("lead_unit", ("区城管局",)),))).index.tolist() == [ROAD]
    assert len(apply(items, Criteria((("due_year", ("未填报",)),)))) == len(items) - 1
    assert len(apply(items, Criteria((("lead_unit", ("未填报",)),)))) == len(items) - 1


def test_sums_are_told_with_their_sources(store, act):
    write(store, act, "projects", ROAD, {"total_district": 1200, "total_bond": 800.5})
    write(store, act, "projects", "P5-1-02", {"total_unsplit": 90})
    plan = store.read()
    told = with_derived(plan.projects, PROJECTS, to_metric(plan.zones))["total_told"]
    assert told[ROAD] == "2,000.5 万元（区级资金 1,200、专项债券 800.5）"
    assert told["P5-1-02"] == "90 万元"
    assert told["P5-1-03"] == ""


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("planned_start", "2022/3/1", "2025-03-31 的形式"),
        ("planned_start", "2022-02-30", "不是日历上的日期"),
        ("planned_start", "0022-02-03", "1990"),
        ("total_bond", -1, "不在 0"),
        ("total_bond", "nan", "不是数字"),
        ("timing", "按期完工", "不是可以填的字段"),
        ("geometry", None, "不是可以填的字段"),
    ],
)
def test_what_may_not_be_written_is_told(store, act, field, value, words):
    table, item = ("matters", "M-1") if field == "geometry" else ("projects", ROAD)
    if table == "matters":
        write(store, act, table, item, MATTER)
    with pytest.raises(DataError, match=words):
        write(store, act, table, item, {field: value})


def test_there_are_columns_for_each_year_and_source():
    assert parts("goal") == tuple(f"goal_{year}" for year in range(2021, 2026))
    assert len(parts("planned")) == 5 * 9
    assert len(parts("planned", 2023)) == 9
    assert parts("done", fund="bond") == ("done_bond",)


def test_an_item_is_late_on_one_day_and_not_before(store, act):
    write(store, act, "projects", ROAD, {"planned_finish": "2025-12-31", "status": "在建"})
    published, states = store.published(), store.states()
    timing = [overlaid(published, states, day).projects.loc[ROAD, "timing"]
              for day in (date(2025, 12, 31), date(2026, 1, 1))]  # fmt: skip
    assert timing == ["未到期", "逾期未完工"]
    assert overlaid(published, states).projects.loc[ROAD, "timing"] == "未填报"


def test_a_matter_is_added_settled_and_taken_back(store, act):
    made = write(store, act, "matters", "M-1a2b", MATTER)
    plan = store.read()
    assert plan.rows("matters").loc["M-1a2b", "state"] == "待办"
    assert names_of(plan, "matters") == {"M-1a2b": "强五路：征地未完成，涉及三户"}
    write(store, act, "matters", "M-1a2b", {"state": "已办结", "result": "三户已签约"})
    assert store.read().rows("matters").loc["M-1a2b", "state"] == "已办结"
    assert store.states()["matters"]["item"].unique().tolist() == ["M-1a2b"]
    store.undo(made.seq, act)
    assert store.read().rows("matters").empty


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"item": "P9-9-99"}, "不是规划项目的编号"),
        ({"kind": "意见"}, "存在问题 / 需协调事项"),
        ({"told": ""}, "还缺：内容"),
        ({"due": "明天"}, "不是日期"),
    ],
)
def test_a_matter_that_says_too_little_is_refused(store, act, change, words):
    with pytest.raises(DataError, match=words):
        write(store, act, "matters", "M-1", {**MATTER, **change})


def test_what_is_required_of_a_matter_cannot_be_emptied(store, act):
    write(store, act, "matters", "M-1", MATTER)
    with pytest.raises(DataError, match="为空"):
        write(store, act, "matters", "M-1", {"told": ""})
