"""指标 on the page: what is reported is judged, written through the one door, and never lost."""

import pytest

from views.ledger.clash_dialog import MINE

GDP, RATE, STRUCTURE = "Z2-01", "Z2-05", "Z2-03"


def table(page):
    frame = page.test.dataframe[0].value
    return frame.set_index(frame["指标"].str.removeprefix("※ "))


def test_nothing_reported_is_said_of_all_and_misprints_are_marked(indicators):
    page = indicators("")
    shown = table(page)
    assert len(shown) == 21
    assert set(shown["判断"]) == {"○ 未填报"}
    assert set(shown["最近实际"]) == {"未填报"}
    assert shown["指标"].str.startswith("※").sum() == 10
    assert shown.loc["社会消费品零售总额（亿元）", "2020→2025目标"] == "221.23 → 238"
    odd = next(each for each in page.test.expander if "存疑" in each.label)
    assert "10 项" in odd.label
    assert any("4.46亿美元" in each.value for each in odd.markdown)


def test_what_is_entered_is_written_with_source_and_judged(indicators, office):
    page = indicators(GDP).press("indicator-enter")
    page.fill(GDP, value_2023="430", source_2023="统计公报", note_2023="初步数", why="年度填报")
    page.press("entry-save")
    assert office.values("indicators") == {
        (GDP, "value_2023"): "430", (GDP, "source_2023"): "统计公报", (GDP, "note_2023"): "初步数",
    }  # fmt: skip
    change = office.ledger.change(1)
    assert (change.table, change.item, change.by, change.why) == (
        "indicators", GDP, "王晓明", "年度填报",
    )  # fmt: skip
    # 380 and three fifths of 120 are 452
    assert table(page).loc["地区生产总值（亿元）", "判断"] == "▽ 进度落后"
    assert "2023 年实际 430，直线进度 452，低 22，目标 500" in page.words
    assert "<td>430</td><td>452</td><td>▽ 进度落后</td><td>统计公报；初步数</td>" in page.html


@pytest.mark.parametrize(
    ("item", "value", "words"),
    [
        (GDP, "430亿元", "不是一个数"),
        (GDP, "0:45:55", "不是一个数"),
        (STRUCTURE, "55", "不是 3 个数"),
    ],
)
def test_what_is_no_figure_of_the_kind_is_said_and_not_written(
    indicators, office, item, value, words
):
    page = indicators(item).press("indicator-enter")
    page.fill(item, value_2023=value, why="年度填报").press("entry-save")
    assert words in page.words
    assert office.ledger.version() == 0
    assert page.box(item, "value_2023").value == value


def test_two_people_on_one_year_choose_and_nothing_is_lost(indicators, office):
    page = indicators(GDP).press("indicator-enter")
    page.fill(GDP, value_2024="470", source_2024="快报", why="年度填报")
    office.report(GDP, {"value_2024": "468.2"})
    page.press("entry-save")
    assert "<span>470</span><span>468.2</span>" in page.html
    assert office.ledger.version() == 1
    page.choose("ledger-take-value_2024", MINE).press("clash-write")
    assert office.values("indicators")[GDP, "value_2024"] == "470"
    assert office.values("indicators")[GDP, "source_2024"] == "快报"


def test_two_people_on_two_years_disturb_nobody(indicators, office):
    page = indicators(GDP).press("indicator-enter")
    page.fill(GDP, value_2024="470", why="年度填报")
    office.report(GDP, {"value_2023": "455"})
    page.press("entry-save")
    assert office.values("indicators") == {
        (GDP, "value_2023"): "455", (GDP, "value_2024"): "470",
    }  # fmt: skip


def test_history_is_there_with_its_undo(indicators, office):
    office.report(RATE, {"value_2021": "9"})
    page = indicators(RATE)
    assert "<b>9</b>" in page.html
    assert "2021年实际值" in page.html
    page.asked("undo", 1, "填错了")
    assert office.values("indicators")[RATE, "value_2021"] is None
    assert "当年达到" not in page.html


def test_who_may_only_look_sees_all_and_enters_nothing(indicators, office, monkeypatch):
    monkeypatch.setattr("views.own_machine.is_own", lambda: False)
    office.report(GDP, {"value_2025": "512"})
    page = indicators(GDP)
    assert "● 已达目标" in page.html
    assert "indicator-enter" not in page.keys
    assert "台账只读" in page.words


def test_charts_have_a_sentence_each(indicators, office):
    office.report(STRUCTURE, {"value_2025": "0:50:50"})
    page = indicators("").choose("ledger-indicators-as", "图")
    assert "2025 年实际 0:50:50，目标 0:45:55，只列示，不判断" in page.words.replace(
        "\\", ""
    ).replace(":color[]", "")
    assert len(page.test.get("vega_lite_chart")) == 20


def test_what_is_half_typed_comes_back_and_the_map_says_where_it_goes_on(indicators, app, office):
    page = indicators(GDP).press("indicator-enter")
    page.fill(GDP, value_2024="470")
    held = page.test.session_state["entry-unsaved"]
    assert held[f"indicators:{GDP}"]["typed"] == {"value_2024": "470"}
    again = app()
    again.session_state["entry-unsaved"] = held
    again.run()
    assert not again.exception
    assert any("地区生产总值" in each.value for each in again.markdown)
    assert any("台账页的“指标”" in each.value for each in again.caption)
    assert f"entry-return-indicators-{GDP}" not in {each.key for each in again.button}
    assert again.session_state[f"entry-typed-{GDP}-value_2024"] == "470"
    assert office.ledger.version() == 0


def test_the_history_of_the_whole_plan_speaks_of_indicators(app, office):
    office.report(GDP, {"value_2023": "455"})
    page = app()
    next(each for each in page.get("button_group") if each.key == "panel").set_value("留痕")
    page.run()
    html = "".join(each.proto.body for each in page.get("html"))
    assert "<b>地区生产总值</b>" in html
    assert "2023年实际值" in html
    assert not [each for each in page.button if each.key == "change-go-1"]
