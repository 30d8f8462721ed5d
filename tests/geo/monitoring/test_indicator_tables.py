"""What readers see of indicators: sentences, table and points of a chart, written out by hand."""

from pandas import DataFrame

from geo.monitoring import indicator_tables
from geo.monitoring.indicators import indicators_of

YEARS = (2021, 2022, 2023, 2024, 2025)
PLAN = {"category": "综合", "unit": "亿元", "growth": "5", "kind": "预期性", "sense": "不低于",
        "path": "直线", "reading": "", "odd": "", "source": "某章"}  # fmt: skip


def made(*rows, until=None):
    told = [
        PLAN
        | {f"{each}_{year}": "" for each in ("value", "source", "note") for year in YEARS}
        | row
        for row in rows
    ]
    return indicators_of(DataFrame(told, index=[f"A{n}" for n, _ in enumerate(told)]), YEARS, until)


GDP = {"name": "总值", "base": "380", "target": "500"}
RATE = {"name": "增速", "base": "3", "target": "7", "growth": "7", "unit": "%", "path": "逐年"}
PARTS = {"name": "结构", "base": "0:68.5:31.5", "target": "0:45:55", "unit": "", "sense": "",
         "path": ""}  # fmt: skip
JOBLESS = {"name": "失业率", "base": "3.15", "target": "3", "unit": "%", "sense": "不高于"}


def said(row):
    return indicator_tables.sentence(made(row)[0])


def test_a_sentence_midway_tells_path_target_and_way():
    assert said(GDP | {"value_2023": "430"}) == (
        "2023 年实际 430，直线进度 452，低 22，目标 500，完成增量的 42%"
    )


def test_a_sentence_of_the_last_year_tells_the_target():
    assert said(GDP | {"value_2025": "512"}) == "2025 年实际 512，目标 500，高 12，完成增量的 110%"


def test_a_value_that_went_the_wrong_way_is_said_to():
    assert said(JOBLESS | {"value_2023": "3.2"}) == (
        "2023 年实际 3.2，直线进度 3.06，高 0.14，目标 3，与目标方向相反"
    )
    assert said(JOBLESS | {"value_2025": "3"}).endswith("持平，完成降幅的 100%")


def test_yearly_rates_tell_target_and_mean():
    rates = {f"value_{year}": "6" for year in YEARS}
    assert said(RATE | {"value_2022": "6.5"}) == "2022 年实际 6.5，目标 7，低 0.5"
    assert said(RATE | rates) == "2025 年实际 6，目标 7，低 1，各年平均 6.0%，规划年均 7%"


def test_what_cannot_be_judged_says_so_and_what_is_not_reported_too():
    assert said(PARTS | {"value_2024": "0:50:50"}) == (
        "2024 年实际 0:50:50，目标 0:45:55，只列示，不判断"
    )
    assert said(GDP) == "未填报"


def test_a_sentence_of_a_year_that_is_asked_for():
    indicator = made(GDP | {"value_2021": "404", "value_2022": "420"})[0]
    told = indicator_tables.sentence(indicator, indicator.figures[0])
    assert told == "2021 年实际 404，直线进度 404，持平，目标 500，完成增量的 20%"


def test_the_table_has_words_for_every_cell():
    table = indicator_tables.table(made(GDP | {"value_2021": "404", "odd": "印错"}, PARTS))
    assert list(table.index) == ["A0", "A1"]
    assert table.loc["A0"].to_dict() == {
        "类别": "综合", "指标": "※总值（亿元）", "属性": "预期性", "2020 年基期": "380",
        "2025 年目标": "500", "年均或累计增长（%）": "5", "2021": "404", "2022": "未填报",
        "2023": "未填报", "2024": "未填报", "2025": "未填报", "判断": "◎ 进度达到",
        "说明": "2021 年实际 404，直线进度 404，持平，目标 500，完成增量的 20%", "存疑": "印错",
    }  # fmt: skip
    assert table.loc["A1", "指标"] == "结构"
    assert table.loc["A1", "判断"] == "○ 未填报"


def test_midway_the_table_ends_with_the_year():
    table = indicator_tables.table(made(GDP, until=2022))
    assert [each for each in table.columns if each.isdigit()] == ["2021", "2022"]


def points(row):
    rows = indicator_tables.chart_rows(made(row)[0])
    return {
        series: list(zip(part["年"], part["值"], strict=True))
        for series, part in rows.groupby("项")
    }


def test_a_chart_has_the_path_to_the_target_and_a_point_for_each_reported_year():
    assert points(GDP | {"value_2021": "410", "value_2023": "450.5"}) == {
        "基期值": [(2020, 380)],
        "目标值": [(2025, 500)],
        "直线进度": [(2020, 380), (2021, 404), (2022, 428), (2023, 452), (2024, 476), (2025, 500)],
        "实际值": [(2021, 410), (2023, 450.5)],
    }


def test_a_yearly_rate_has_its_target_in_each_year_and_no_path():
    assert points(RATE) == {"基期值": [(2020, 3)], "目标值": [(year, 7) for year in YEARS]}


def test_a_structure_has_no_points():
    assert points(PARTS | {"value_2024": "0:50:50"}) == {}


def test_the_summary_counts_kinds_and_states():
    found = made(GDP | {"value_2025": "500"}, RATE | {"kind": "约束性"}, JOBLESS)
    assert indicator_tables.summary(found) == (
        "指标 3 项（预期性 2 项、约束性 1 项）：● 已达目标 1，○ 未填报 2"
    )
    assert indicator_tables.summary(()) == "规划没有列出指标"


def test_what_is_odd_is_listed_with_its_reason():
    assert indicator_tables.odd_notes(made(GDP | {"odd": "印错"}, RATE)) == [
        ("总值（亿元）", "印错")
    ]
