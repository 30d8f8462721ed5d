"""Boards count what there is; of sums they say how many items told them."""

from datetime import UTC, date, datetime

import numpy as np
import pytest
from shapely import LineString, Point, box

from geo.monitoring.boards import board, boards, by_year, whole
from geo.monitoring.series import FigureSeries, Moment
from geo.monitoring.standing import DIMENSIONS, standing
from tests.geo.monitoring.conftest import entries, series

DAY = Moment(date(2023, 6, 30))
ZONES = [box(115.90, 28.60, 115.92, 28.62), box(115.92, 28.60, 115.94, 28.62)]
PLACES = [
    Point(115.91, 28.61),
    LineString([(115.91, 28.61), (115.93, 28.61)]),  # in both
    Point(115.95, 28.65),  # in none
    None,
]


@pytest.fixture(scope="module")
def small(plan):
    """Four items of the plan in two zones side by side."""
    zones = plan.zones.iloc[:2].set_geometry(ZONES, crs=plan.zones.crs)
    items = plan.projects.iloc[:4].set_geometry(PLACES, crs=plan.projects.crs)
    return plan.with_frames({"projects": items, "zones": zones})


@pytest.fixture(scope="module")
def told(small):
    one, two, three, _ = small.projects.index
    return series(
        (one, "status", "在建", "2023-01-31"),
        (one, "lead_unit", "甲局", "2023-01-31"),
        (one, "planned_finish", "2023-06-29", "2023-01-31"),
        (one, "total_bond", 100.0, "2023-01-31"),
        (one, "planned_2023_bond", 60.0, "2023-01-31"),
        (one, "done_bond", 10.0, "2022-12-31", "2023-01-31"),
        (one, "done_bond", 40.0, "2023-06-30"),
        (two, "status", "完工", "2023-03-31"),
        (two, "lead_unit", "乙局", "2023-03-31"),
        (two, "actual_finish", "2023-03-30", "2023-03-31"),
        (two, "planned_2023_unsplit", 500.0, "2023-03-31"),
        (three, "lead_unit", "甲局", "2023-03-31"),
        (three, "done_loan", 7.0, "2023-05-31"),
        (three, "status", "取消", "2023-07-31"),
    )


def test_a_board_counts_each_zone_that_an_item_lies_in(small, told):
    west, east = small.zones.index
    found = board(standing(small, told, DAY), "zone")
    assert found.index.to_list() == [west, east, ""]
    assert found["title"].to_list() == [*small.zones["name"], "未落图或不在分区内"]
    assert found["items"].to_list() == [2, 1, 2]
    assert found["在建"].to_list() == [1, 0, 0]
    assert found["完工"].to_list() == [1, 1, 0]
    assert found["未填报"].to_list() == found["unreported"].to_list() == [0, 0, 2]
    assert found["逾期未完工"].to_list() == found["overdue"].to_list() == [1, 0, 0]
    assert found["已完工"].to_list() == [1, 1, 0]
    assert found["时限未填报"].to_list() == [0, 0, 2]
    assert found["unplaced"].to_list() == [0, 0, 1]
    assert whole(standing(small, told, DAY))["items"].to_list() == [4]


def test_a_sum_says_of_how_many_items_it_is_and_nothing_told_is_no_zero(small, told):
    found = board(standing(small, told, DAY), "lead_unit").T.to_dict()
    assert list(found) == ["甲局", "乙局", "未填报"]
    first = found["甲局"]
    assert (first["total"], first["total_items"]) == (100.0, 1)
    assert (first["done"], first["done_items"]) == (47.0, 2)
    assert (first["planned"], first["planned_items"]) == (60.0, 1)
    assert (first["actual"], first["actual_items"]) == (37.0, 2)  # 40 - 10, and 7 first told
    assert first["first_told"] == 1
    assert (first["rate"], first["rate_items"]) == (0.5, 1)  # 30 of 60: of who told both
    assert (first["done_rate"], first["done_rate_items"]) == (0.4, 1)
    second = found["乙局"]
    assert (second["planned"], second["planned_items"], second["actual_items"]) == (500.0, 1, 0)
    assert np.isnan([second[name] for name in ("total", "done", "actual", "rate")]).all()
    assert found["未填报"]["title"] == "未填报"
    assert np.isnan(found["未填报"]["planned"])


def test_boards_keep_the_choices_of_their_own_dimension(small, told):
    of = standing(small, told, DAY)
    found = boards(of, {"lead_unit": ["甲局"], "status": ["在建", "完工"], "layer": []})
    assert list(found) == list(DIMENSIONS)
    assert found["lead_unit"]["items"].to_list() == [1, 1, 0]  # of those that are 在建 or 完工
    assert found["status"]["items"].to_dict() == {"在建": 1, "完工": 0, "未填报": 1}
    assert found["kind"]["items"].sum() == 1
    assert found["due_year"]["items"].to_dict() == {"2023": 1, "未填报": 0}
    assert found["zone"]["items"].to_list() == [1, 0, 0]
    outside = of.chosen({"zone": [""]}).rows.index.to_list()
    assert outside == small.projects.index[2:].to_list()
    assert of.chosen({"zone": [small.zones.index[1]], "status": ["在建"]}).rows.empty


def test_a_board_of_another_moment_is_what_was_known_and_held_then(small, told):
    later = standing(small, told, Moment(date(2023, 8, 1)))
    assert whole(later)["取消"].to_list() == [1]
    assert whole(standing(small, told, DAY))["取消"].to_list() == [0]
    known = datetime(2023, 1, 30, tzinfo=UTC)
    early = standing(small, told, Moment(date(2023, 8, 1), known=known))
    assert whole(early)["unreported"].to_list() == [4]
    last_year = standing(small, told, Moment(date(2022, 12, 31)))
    assert whole(last_year)[["done", "done_items", "actual"]].to_numpy().tolist() == [[10, 1, 10]]


def test_another_year_than_that_of_the_day(small, told):
    before = whole(standing(small, told, DAY._replace(year=2022))).iloc[0]
    assert (before["actual"], before["actual_items"], before["planned_items"]) == (10.0, 1, 0)
    after = whole(standing(small, told, DAY._replace(year=2024))).iloc[0]
    assert np.isnan(after["actual"])
    assert after["actual_items"] == 0


def test_years_tell_what_was_planned_and_done_in_each(small, told):
    found = by_year(standing(small, told, DAY), told)
    assert found.loc[[2022, 2023], "actual"].to_list() == [10.0, 37.0]
    assert found.loc[[2022, 2023], "done"].to_list() == [10.0, 47.0]
    assert found.loc[[2021, 2024], ["actual", "done", "planned"]].isna().all(axis=None)
    assert found.loc[2023, ["planned", "planned_items"]].to_list() == [560.0, 2]
    assert found["time_share"].loc[[2022, 2023, 2024]].to_list() == [1.0, 181 / 365, 0.0]
    assert found["finishes"].to_dict()[2023] == found["planned_finishes"].to_dict()[2023] == 1
    assert found["完工"].loc[[2022, 2023]].to_list() == [0, 1]
    assert np.isnan(found["完工"].loc[2024])


def test_nothing_entered_and_no_items(small):
    nothing = FigureSeries.of(entries())
    of = standing(small, nothing, DAY)
    row = whole(of).iloc[0]
    assert (row["items"], row["unreported"], row["时限未填报"], row["done_items"]) == (4, 4, 4, 0)
    assert board(of, "lead_unit")["title"].to_list() == ["未填报"]
    none = of.chosen({"status": ["在建"]})
    assert whole(none)["items"].to_list() == [0]
    assert board(none, "zone")["items"].to_list() == [0, 0, 0]
    assert by_year(none, nothing)["planned_items"].sum() == 0
