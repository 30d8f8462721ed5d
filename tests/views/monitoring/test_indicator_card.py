"""The card of an indicator: the plan's print with its mark, each year, nothing obeyed."""

import pytest
from pandas import DataFrame

from geo.monitoring.indicators import indicators_of
from views.monitoring import indicator_card, indicator_chart

YEARS = (2021, 2022)
HOSTILE = "<img src=x onerror=alert(1)>"


def made(**told):
    row = {
        "category": "综合", "name": "总值", "unit": "亿元", "base": "380", "target": "500",
        "growth": "7.5", "kind": "预期性", "sense": "不低于", "path": "直线", "reading": "",
        "odd": "", "source": "某章",
    }  # fmt: skip
    row |= {f"{each}_{year}": "" for each in ("value", "source", "note") for year in YEARS} | told
    return indicators_of(DataFrame([row], index=["A1"]), YEARS)[0]


def test_figures_stand_as_printed_with_what_is_odd():
    html = indicator_card.indicator_html(made(odd="与第三章不合"))
    assert "<dt>2020 年基期</dt><dd>380</dd>" in html
    assert "<dt>2022 年目标</dt><dd>不低于 500</dd>" in html
    assert "存疑</b> 与第三章不合" in html
    assert "pm-odd" not in indicator_card.indicator_html(made())


def test_each_year_has_its_line_and_what_is_not_reported_says_so():
    html = indicator_card.indicator_years_html(made(value_2022="510", source_2022="公报"))
    assert "<td>2021</td><td>未填报</td><td>440</td><td>○ 未填报</td><td></td>" in html
    assert "<td>2022</td><td>510</td><td>500</td><td>● 已达目标</td><td>公报</td>" in html


def test_without_a_path_there_is_no_column_of_it():
    html = indicator_card.indicator_years_html(made(path="逐年", value_2021="480"))
    assert "直线进度" not in html
    assert "<td>2021</td><td>480</td><td>▽ 当年未达</td><td></td>" in html


@pytest.mark.parametrize("field", ["name", "odd", "reading", "base", "value_2021", "note_2021"])
def test_no_markup_from_data_is_obeyed(field):
    indicator = made(**{field: HOSTILE})
    assert "<img" not in indicator_card.indicator_html(
        indicator
    ) + indicator_card.indicator_years_html(indicator)


def test_the_chart_draws_no_line_between_reported_years():
    layers = indicator_chart.drawn(made(value_2021="450", value_2022="510"), 100).to_dict()["layer"]
    marks = [each["mark"]["type"] for each in layers]
    assert marks == ["line", "point"]
    assert indicator_chart.drawn(made(base="0:1:2", target="0:2:1", path="", sense=""), 100) is None
