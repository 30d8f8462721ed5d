"""The indicators are the plan's, row by row; what is marked as odd is odd by arithmetic done anew.

Nothing is mended: a misprint stands in the table as in the plan.
"""

import re
from decimal import Decimal

import pandas as pd
import pytest

COLUMN = "专栏2青云谱区“十四五”规划主要指标"
KINDS = re.compile("预期性|约束性")
GROWTH_ODD = {"Z2-01", "Z2-06", "Z2-09", "Z2-11", "Z2-16", "Z2-19"}
WORDS_ODD = {"Z2-05", "Z2-15", "Z2-17", "Z2-18"}


@pytest.fixture(scope="module")
def indicators(data):
    path = data / "indicators.csv"
    return pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig")


@pytest.fixture(scope="module")
def column_text(plan_text):
    """The column alone, from its title to its notes, without the head that it repeats."""
    text = plan_text.partition(COLUMN)[2].partition("注：1.")[0]
    head = "类别指标名称2020年基期值2025年预测年均或累计增长（%）属性"
    assert text.count(head) == 2
    return text.replace(head, "")


def test_each_row_is_printed_so(indicators, column_text):
    for row in indicators.rename(columns={"name": "told"}).itertuples(index=False):
        printed = f"{row.told}（{row.unit}）" if row.unit else row.told
        assert f"{printed}{row.base}{row.target}{row.growth}{row.kind}" in column_text


def test_the_column_is_these_rows_and_their_heads_and_nothing_else(indicators, column_text):
    left = column_text
    for row in indicators.rename(columns={"name": "told"}).itertuples(index=False):
        printed = f"{row.told}（{row.unit}）" if row.unit else row.told
        left = left.replace(f"{printed}{row.base}{row.target}{row.growth}{row.kind}", "|", 1)
    assert left.replace("|", "") == "".join(dict.fromkeys(indicators["category"]))
    assert len(indicators) == len(KINDS.findall(column_text)) == 21


def test_rows_stand_in_their_categories(indicators, column_text):
    """A category is printed before its first row, and the next one after its last."""
    for category, rows in indicators.groupby("category", sort=False):
        first = rows.iloc[0]
        assert f"{category}{first['name']}" in column_text


def test_numbers_of_ids_are_the_order_of_the_plan(indicators, column_text):
    assert list(indicators["indicator_id"]) == [f"Z2-{n:02d}" for n in range(1, 22)]
    places = [column_text.index(f"{row['name']}") for _, row in indicators.iterrows()]
    assert places == sorted(places)


def test_words_quoted_from_the_plan_are_in_it(indicators, plan_text):
    quoted = [
        word
        for field in ("odd", "reading", "source")
        for words in indicators[field]
        for word in re.findall("“([^”]+)”", words)
    ]
    assert len(quoted) > 10
    assert [word for word in quoted if word not in plan_text] == []


def bounds(text):
    """Least and greatest number that is printed so."""
    half = Decimal(5).scaleb(Decimal(text).as_tuple().exponent - 1)
    return float(Decimal(text) - half), float(Decimal(text) + half)


def agrees(base, target, growth):
    """Whether a printed growth fits two printed figures, whatever was rounded off each."""
    if growth in ("——", "持平"):
        return growth == "——" or base == target
    if growth.startswith("["):
        return Decimal(target) - Decimal(base) == Decimal(growth.strip("[]"))
    (low_base, high_base), (low_target, high_target) = bounds(base), bounds(target)
    low = ((low_target / high_base) ** 0.2 - 1) * 100
    high = ((high_target / low_base) ** 0.2 - 1) * 100
    least, greatest = bounds(growth)
    return low <= greatest and high >= least


def test_marked_as_odd_is_what_does_not_add_up_and_what_is_named_wrongly(indicators):
    rows = indicators.set_index("indicator_id")
    levels = rows[(rows["path"] == "直线")]
    wrong = {
        item
        for item, row in levels.iterrows()
        if not agrees(row["base"], row["target"], row["growth"])
    }
    assert wrong == GROWTH_ODD
    assert set(rows.index[rows["odd"] != ""]) == GROWTH_ODD | WORDS_ODD


def test_named_wrongly_are_a_rate_in_money_and_shares_called_numbers(indicators, plan_text):
    rows = indicators.set_index("indicator_id")
    assert rows.loc["Z2-05", ["name", "unit"]].tolist() == ["固定资产投资增速", "亿元"]
    for item in ("Z2-17", "Z2-18"):
        assert rows.loc[item, "name"].endswith("参保数")
        assert rows.loc[item, "unit"] == "%"
    assert "城镇调查失业率（%）3.253.15[-0.1]3.15[-0.1]预期性" in plan_text
    assert "城镇登记失业率" not in plan_text.partition(COLUMN)[0]


def test_figures_that_the_marks_name_are_worked_out_anew(indicators):
    odd = indicators.set_index("indicator_id")["odd"]
    # by repeated multiplication, as on a desk calculator
    for item, start, rate, end in (
        ("Z2-06", 221.23, 7, "310"), ("Z2-06", 192.23, 9.6, "304"), ("Z2-09", 4.35, 5, "5.55"),
    ):  # fmt: skip
        grown = start
        for _ in range(5):
            grown += grown * rate / 100
        assert f"约为 {end}" in odd[item]
        assert abs(grown - float(end)) < 10 ** -len(end.partition(".")[2])
    for item, rate, start, end in (
        ("Z2-01", 5.6, 380, 500), ("Z2-06", 1.5, 221.23, 238), ("Z2-09", 0.9, 4.35, 4.56),
        ("Z2-11", 0.3, 38.9, 39.5), ("Z2-16", 7.8, 2.2, 3.2), ("Z2-19", 65.7, 176, 2200),
    ):  # fmt: skip
        assert f" {rate}%" in odd[item]
        assert start * (1 + (rate - 0.05) / 100) ** 5 < end < start * (1 + (rate + 0.05) / 100) ** 5
    assert "12.5 倍" in odd["Z2-19"]
    assert 2200 / 176 == 12.5
    assert "累计增长 45.5%" in odd["Z2-16"]
    assert round(100 * 3.2 / 2.2, 1) == 145.5
    assert "累计才增长 1.5%" in odd["Z2-11"]
    assert round(100 * 39.5 / 38.9, 1) == 101.5


def test_what_is_judged_can_be_and_what_cannot_says_why(indicators):
    for _, row in indicators.iterrows():
        judged = bool(row["path"])
        assert bool(row["sense"]) == judged
        assert judged or row["reading"]
    assert (indicators["sense"] == "不高于").sum() == 1
    assert set(indicators.loc[indicators["path"] == "逐年", "name"]) == {
        "规模以上工业增加值增速", "固定资产投资增速", "单位GDP二氧化碳排放降幅",
    }  # fmt: skip
