"""A timeline draws the days that were told, and lists what told none."""

from datetime import date

import pytest

from geo.monitoring.series import Moment
from geo.monitoring.standing import standing
from geo.monitoring.timeline import timeline
from tests.geo.monitoring.conftest import series

TODAY = date(2023, 6, 30)


@pytest.fixture
def drawn(plan):
    """Return the bars of one item whose fields were told, by kind."""

    def of(**values):
        item = plan.projects.index[3]
        told = series(*((item, name, value, "2023-03-31") for name, value in values.items()))
        found = timeline(standing(plan, told, Moment(TODAY)), told)
        assert set(found.bars["item"]) <= {item}
        return {row.pop("kind"): row for row in found.bars.drop(columns="item").to_dict("records")}

    return of


def bar(start, end, drawn_from, drawn_to, reversed_=False):  # noqa: FBT002
    days = [each and date.fromisoformat(each) for each in (start, end, drawn_from, drawn_to)]
    told = dict(zip(("start", "end", "drawn_from", "drawn_to"), days, strict=True))
    return told | {"open_start": not start, "open_end": not end, "reversed": reversed_}


def test_planned_and_actual_days_are_two_bars(drawn):
    found = drawn(
        planned_start="2022-01-01",
        planned_finish="2023-12-31",
        actual_start="2022-02-01",
        actual_finish="2023-05-31",
    )
    assert found == {
        "planned": bar("2022-01-01", "2023-12-31", "2022-01-01", "2023-12-31"),
        "actual": bar("2022-02-01", "2023-05-31", "2022-02-01", "2023-05-31"),
    }


def test_what_is_not_finished_goes_on_until_the_day(drawn):
    assert drawn(actual_start="2022-02-01") == {
        "actual": bar("2022-02-01", None, "2022-02-01", "2023-06-30")
    }
    assert drawn(actual_start="2023-07-01") == {
        "actual": bar("2023-07-01", None, "2023-07-01", "2023-07-01")
    }


def test_what_was_stopped_goes_on_until_it_was(drawn):
    assert drawn(actual_start="2022-02-01", status="停缓建") == {
        "actual": bar("2022-02-01", None, "2022-02-01", "2023-03-31")
    }


def test_one_day_alone_is_a_point_and_days_the_wrong_way_round_are_marked(drawn):
    assert drawn(planned_finish="2023-12-31", actual_finish="2023-01-01") == {
        "planned": bar(None, "2023-12-31", "2023-12-31", "2023-12-31"),
        "actual": bar(None, "2023-01-01", "2023-01-01", "2023-01-01"),
    }
    assert drawn(planned_start="2023-12-31", planned_finish="2023-01-01") == {
        "planned": bar("2023-12-31", "2023-01-01", "2023-01-01", "2023-12-31", reversed_=True)
    }


def test_goals_of_years_are_milestones_and_what_has_no_day_is_listed(plan):
    item = plan.projects.index[3]
    told = series((item, "goal_2023", "主体封顶", "2023-01-31"))
    found = timeline(standing(plan, told, Moment(TODAY)), told)
    assert found.bars.empty
    assert found.milestones.to_numpy().tolist() == [[item, date(2023, 12, 31), 2023, "主体封顶"]]
    assert found.undated.to_list() == plan.projects.index.to_list()
    assert (found.first, found.last) == (date(2021, 1, 1), date(2025, 12, 31))
    assert found.today == TODAY
