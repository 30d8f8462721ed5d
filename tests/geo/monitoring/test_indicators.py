"""Indicators by hand: straight path, target, yearly rates, structures, and nothing reported."""

from fractions import Fraction

import pytest
from pandas import DataFrame

from geo.monitoring.indicators import (
    MARKS,
    counted,
    covered,
    due_in,
    geometric_mean,
    indicators_of,
    mean_growth,
)

YEARS = (2021, 2022, 2023, 2024, 2025)
COLUMNS = ("category", "name", "unit", "base", "target", "growth", "kind", "sense", "path",
           "reading", "odd", "source")  # fmt: skip


def row(**told):
    usual = dict.fromkeys(COLUMNS, "") | {
        "name": "甲", "base": "380", "target": "500", "kind": "预期性", "sense": "不低于",
        "path": "直线",
    }  # fmt: skip
    reported = {f"{each}_{year}": "" for each in ("value", "source", "note") for year in YEARS}
    return usual | reported | told


def one(until=None, **told):
    return indicators_of(DataFrame([row(**told)], index=["A1"]), YEARS, until)[0]


def judged(**told):
    return [each.judged for each in one(**told).figures]


def test_the_straight_path_goes_in_equal_steps():
    # 120 in five years is 24 a year; 0.6 is 0.12 a year
    assert [due_in(Fraction(380), Fraction(500), year, YEARS) for year in (2020, *YEARS)] == [
        380, 404, 428, 452, 476, 500,
    ]  # fmt: skip
    figures = one(base="38.9", target="39.5").figures
    assert [each.due for each in figures] == [
        Fraction(text) for text in ("39.02", "39.14", "39.26", "39.38", "39.5")
    ]


def test_each_year_is_held_against_the_path_and_the_last_against_the_target():
    told = {"value_2021": "404", "value_2022": "427.99", "value_2024": "500", "value_2025": "499.9"}
    assert judged(**told) == ["进度达到", "进度落后", "未填报", "已达目标", "未达目标"]


def test_a_decimal_on_the_path_is_on_it():
    # as floats 38.9 + 0.6 * 3 / 5 is 39.26 less a rounding
    assert judged(base="38.9", target="39.5", value_2023="39.26")[2] == "进度达到"
    assert judged(base="38.9", target="39.5", value_2023="39.25")[2] == "进度落后"


def test_an_indicator_that_shall_fall_is_judged_the_other_way():
    # 3.15 to 3: 0.03 a year, 3.06 in the third
    told = {"base": "3.15", "target": "3", "sense": "不高于"}
    assert judged(**told, value_2023="3.06", value_2024="3.1", value_2025="3")[2:] == [
        "进度达到", "进度落后", "已达目标",
    ]  # fmt: skip
    assert judged(**told, value_2021="2.9")[0] == "已达目标"
    assert judged(**told, value_2025="3.01")[4] == "未达目标"


def test_a_target_that_equals_the_base_wants_no_less_in_any_year():
    told = {"base": "2.73", "target": "2.73", "growth": "持平"}
    assert judged(**told, value_2021="2.73", value_2022="2.72")[:2] == ["已达目标", "进度落后"]
    assert covered(one(**told), Fraction(3)) is None


def test_a_yearly_rate_has_no_path_and_each_year_stands_by_itself():
    told = {"base": "10.5", "target": "8.5", "path": "逐年", "value_2021": "8.5", "value_2022": "8"}
    found = one(**told)
    assert [each.due for each in found.figures] == [None] * 5
    assert [each.judged for each in found.figures[:2]] == ["当年达到", "当年未达"]
    assert found.judged == "当年未达"
    assert judged(**told, value_2025="9")[4] == "已达目标"


def test_the_mean_of_yearly_rates_is_told_once_all_are_there():
    told = {"path": "逐年", "base": "3", "target": "7", "growth": "7"}
    rates = {f"value_{year}": text for year, text in zip(YEARS, ("10", "-10", "0", "0", "0"),
                                                         strict=True)}  # fmt: skip
    # 1.1 * 0.9 = 0.99; its fifth root is 0.997992, 0.2008 % down a year
    assert float(mean_growth(one(**told, **rates))) == pytest.approx(-0.2008, abs=5e-5)
    assert mean_growth(one(**told, **(rates | {"value_2024": ""}))) is None
    assert mean_growth(one(**(told | {"growth": "持平"}), **rates)) is None
    assert mean_growth(one(until=2024, **told, **rates)) is None


def test_equal_rates_have_themselves_as_mean():
    assert float(geometric_mean([Fraction(7)] * 5)) == pytest.approx(7)


@pytest.mark.parametrize("text", ["0:50:50", "约五成"])
def test_what_is_no_single_number_is_shown_and_not_judged(text):
    found = one(value_2022=text)
    assert (found.figures[1].judged, found.figures[1].text) == ("只列示", text)


def test_a_structure_of_the_plan_is_shown_and_not_judged():
    found = one(base="0:68.5:31.5", target="0:45:55", sense="", path="", value_2025="0:45:55")
    assert found.judged == "只列示"
    assert (found.base_value, found.target_value, found.is_judged) == (None, None, False)


def test_without_a_base_the_target_alone_is_asked_for():
    told = {"base": "——", "path": "终期"}
    assert judged(**told, value_2022="400", value_2023="500", value_2025="499") == [
        "未填报", "未到终期", "已达目标", "未填报", "未达目标",
    ]  # fmt: skip


def test_nothing_reported_is_said_and_nothing_is_made_up_between_two_years():
    assert one().judged == "未填报"
    assert one().latest is None
    gap = one(value_2021="410", value_2023="450")
    assert gap.figures[1][1:3] == ("", None)
    assert gap.latest.year == 2023


def test_an_evaluation_midway_knows_the_years_until_then_and_the_target_of_the_last():
    found = one(until=2023, value_2023="452", value_2025="480")
    assert [each.year for each in found.figures] == [2021, 2022, 2023]
    assert (found.last, found.judged) == (2025, "进度达到")


def test_how_far_of_the_way():
    assert covered(one(), Fraction(410)) == Fraction(1, 4)
    assert covered(one(), Fraction(350)) == Fraction(-1, 4)
    assert covered(one(base="3.15", target="3", sense="不高于"), Fraction("3.1")) == Fraction(1, 3)


def test_words_of_source_and_note_stay_with_their_year():
    found = one(value_2022="430", source_2022="统计公报", note_2022="初步数")
    assert found.figures[1][-2:] == ("统计公报", "初步数")
    assert found.figures[0][-2:] == ("", "")


def test_counts_follow_the_order_of_the_signs():
    rows = DataFrame([row(), row(value_2025="500"), row()], index=["A1", "A2", "A3"])
    assert counted(indicators_of(rows, YEARS)) == {"已达目标": 1, "未填报": 2}


def test_each_state_has_a_sign_and_unlike_states_unlike_ones():
    assert len({MARKS["已达目标"], MARKS["进度达到"], MARKS["进度落后"], MARKS["未达目标"],
                MARKS["只列示"], MARKS["未填报"]}) == 6  # fmt: skip


def test_no_indicators_and_no_years():
    assert indicators_of(DataFrame(columns=list(COLUMNS)), YEARS) == ()
    found = indicators_of(DataFrame([row()], index=["A1"]), ())[0]
    assert (found.figures, found.judged) == ((), "未填报")
