"""What a chart says, read from its SVG and from what is drawn."""

import re
from datetime import date

import pytest
from matplotlib.patches import Rectangle
from pandas import DataFrame, Index

from geo.monitoring.timeline import Timeline
from sheets.charts.curves import Curve, curve_chart
from sheets.charts.gantt import gantt_chart
from sheets.charts.looks import Look, legend_lines, state_looks
from sheets.charts.stacks import Stack, stacked_chart
from sheets.charts.years import YearPair, year_chart
from sheets.page_files import page_bytes

A, B = Look("甲", "#b8860b", "///"), Look("乙", "#148d4a", "xx")


def svg(draw):
    return page_bytes(draw, 150, "svg").decode()


def words(draw):
    return re.findall(r"<text[^>]*>([^<]*)</text>", svg(draw))


def boxes(canvas, colourless=False):
    found = [each for each in canvas.sheet.patches if isinstance(each, Rectangle)]
    return [each for each in found if (each.get_hatch() is not None) == colourless]


def test_parts_of_a_bar_are_as_wide_as_their_counts():
    canvas = stacked_chart([Stack("一", (3, 1)), Stack("二", (0, 2))], (A, B), 170.0)
    widths = [each.get_width() for each in boxes(canvas)][:3]
    assert widths[0] == pytest.approx(3 * widths[1])
    assert widths[2] == pytest.approx(2 * widths[1])


def test_counts_names_and_what_is_there_are_written():
    told = words(lambda: stacked_chart([Stack("一", (3, 0))], (A, B), 170.0, "题"))
    assert {"题", "一", "3", "3 项", "甲"} <= set(told)
    assert "乙" not in told


def test_every_look_of_a_state_differs_without_colour():
    looks = state_looks()
    assert [each.title for each in looks][-1] == "未填报"
    assert len({each.hatch for each in looks}) == len(looks)


def test_a_hatch_is_drawn_in_each_part():
    canvas = stacked_chart([Stack("一", (3, 1))], (A, B), 170.0)
    hatched = {each.get_hatch() for each in boxes(canvas, colourless=True)}
    assert hatched == {"///", "xx"}


def test_a_legend_goes_over_lines_where_there_is_no_room():
    lines = legend_lines([A, B, A, B], 30.0)
    assert [len(each) for each in lines] == [2, 2] or len(lines) == 4
    assert sum(map(len, lines)) == 4


def test_a_chart_of_nothing_is_a_page():
    assert "<svg" in svg(lambda: stacked_chart([], (A, B), 170.0))


def test_a_year_that_nobody_told_has_words_and_no_bar():
    pairs = [YearPair(2021, (10.0, None), ("10 万元\n1 项", "未填报"))]
    canvas = year_chart(pairs, 170.0)
    assert len(boxes(canvas)) == 1 + 2  # one bar, and the two signs of the legend
    assert {"2021 年", "10 万元", "1 项", "未填报"} <= set(words(lambda: year_chart(pairs, 170.0)))


def test_bars_of_years_are_as_high_as_their_sums():
    pairs = [YearPair(2021, (10.0, 5.0), ("", "")), YearPair(2022, (20.0, 1.0), ("", ""))]
    high = [each.get_height() for each in boxes(year_chart(pairs, 170.0))][:4]
    assert [each / high[3] for each in high] == pytest.approx([10, 5, 20, 1])


BAR = {
    "item": "P1", "kind": "planned", "start": date(2022, 1, 1), "end": None,
    "drawn_from": date(2022, 1, 1), "drawn_to": date(2023, 1, 1),
    "open_start": False, "open_end": True, "reversed": False,
}  # fmt: skip


def told_of(*bars):
    return Timeline(
        DataFrame(list(bars)), DataFrame(), Index([]), date(2021, 1, 1), date(2025, 12, 31),
        date(2024, 7, 1),
    )  # fmt: skip


def test_a_bar_of_the_timeline_stands_at_its_days():
    actual = {**BAR, "kind": "actual", "drawn_to": date(2024, 1, 1), "open_end": False}
    canvas = gantt_chart(told_of(BAR, actual), {"P1": "强五路"}, 200.0)
    planned, done = boxes(canvas)[:2]
    assert planned.get_x() == done.get_x()
    assert done.get_width() / planned.get_width() == pytest.approx(730 / 365)
    day_mm = planned.get_width() / 365
    line = canvas.sheet.lines[-1].get_xdata()[0]
    assert (line - planned.get_x()) / day_mm == pytest.approx(912, abs=0.5)  # to 1 July 2024


def test_the_timeline_names_items_years_and_its_day():
    told = words(lambda: gantt_chart(told_of(BAR), {"P1": "强五路"}, 200.0, "工期"))
    assert {"工期", "强五路", "2021 年", "2025 年", "计划", "实际"} <= set(told)
    assert any("竖线为 2024-07-01" in each for each in told)


def test_an_indicator_has_no_line_between_reported_years():
    rows = DataFrame(
        [(2020, "基期值", 1.0, "1"), (2025, "目标值", 6.0, "6"), (2022, "实际值", 2.5, "2.5"),
         *((year, "直线进度", year - 2019.0, "") for year in range(2020, 2026))],
        columns=["年", "项", "值", "文字"],
    )  # fmt: skip
    curve = Curve("绿化覆盖率（%）", "◎ 进度达到", rows)
    canvas = curve_chart([curve], 170.0)
    lines = [line for line in canvas.sheet.lines if line.get_linestyle() == "--"]
    assert [len(line.get_xdata()) for line in lines] == [6, 2]  # the path, and its key
    told = words(lambda: curve_chart([curve], 170.0))
    assert {"绿化覆盖率（%）", "◎ 进度达到", "2.5", "6", "2022", "直线进度", "实际值"} <= set(told)
