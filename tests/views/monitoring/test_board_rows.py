"""What boards draw, from rows written down by hand."""

import pytest
from pandas import DataFrame

from geo.monitoring.boards import STATE_COLUMNS
from views.monitoring import board_charts, board_rows, boards_panel, timeline_panel
from views.monitoring.board_rows import Group, group_pick
from views.state.plan_map import BARS, PICK

NAN = float("nan")
GROUPS = [
    Group("甲区", "甲区", group_pick("zones", "z-1")),
    Group("未填报", "未填报", group_pick("lead_unit", "")),
]


def row(**told):
    nothing = dict.fromkeys((*STATE_COLUMNS, "overdue", "unplaced", "unreported", "first_told"), 0)
    sums = {f"{name}{end}": NAN if not end else 0
            for name in ("planned", "actual", "rate") for end in ("", "_items")}  # fmt: skip
    return {**nothing, **sums, **told}


def board():
    first = row(
        items=5, 在建=3, 未填报=2, overdue=1, unreported=2, planned=12_000.0, planned_items=2,
        actual=600.0, actual_items=1, rate=0.5, rate_items=1, first_told=1,
    )  # fmt: skip
    return DataFrame([first, row(items=1, 完工=1)])


def test_states_stand_side_by_side_in_their_order():
    drawn = board_rows.states(board(), GROUPS)
    bars = drawn.layers["segments"][["state", "x0", "x1"]].to_numpy().tolist()
    assert bars == [["在建", 0, 3], ["未填报", 3, 5], ["完工", 0, 1]]
    assert list(drawn.layers["titles"]["words"]) == ["甲区（5 项）", "未填报（1 项）"]


def test_a_click_filters_by_group_and_by_what_was_clicked():
    picks = board_rows.states(board(), GROUPS).picks
    assert picks["0:在建"] == (("zones", ("z-1",)), ("status", ("在建",)))
    assert picks["0:overdue"] == (
        ("zones", ("z-1",)),
        ("timing", ("逾期未开工", "逾期未完工")),
    )
    assert picks["0:"] == (("zones", ("z-1",)),)
    assert picks["1:"] == (("lead_unit", ("未填报",)),)
    assert not {"0:unplaced", "1:overdue", "1:在建"} & picks.keys()  # there are none


def test_of_a_year_every_mark_filters_by_the_year_alone():
    years = [Group("2023 年", "", group_pick("due_year", "2023")), Group("2024 年", "", ())]
    picks = board_rows.by_group(board_rows.states(board(), years), years).picks
    assert picks["0:在建"] == picks["0:overdue"] == picks["0:"] == (("due_year", ("2023",)),)
    assert not {"1:", "1:完工"} & picks.keys()


def test_money_says_of_how_many_items_it_is_and_what_is_not_told():
    drawn = board_rows.money(board(), GROUPS, [2024, 2024])
    assert list(drawn.layers["above"]["words"]) == [
        "甲区 2024 年计划 1.2 亿元（2 项）",
        "未填报 2024 年计划 未填报",
    ]
    assert list(drawn.layers["below"]["words"]) == [
        "完成 600 万元（1 项，1 项含以往），完成率 50.0%（1 项）",
        "完成 未填报",
    ]
    assert list(drawn.layers["planned"]["x1"]) == [12_000]
    assert list(drawn.layers["done"]["x1"]) == [600]


def test_the_table_of_numbers_has_every_figure_with_its_unit():
    table = board_rows.numbers(board().assign(title=["甲区", "未填报"]))
    assert list(table[""]) == ["甲区", "未填报"]
    first = table.iloc[0]
    assert (first["项目"], first["在建"], first["未填报"], first["年度计划（万元）"]) == (
        5,
        3,
        2,
        12_000,
    )
    assert (first["当年完成填报项数"], first["完成率（%）"], first["完成率所含项数"]) == (1, 50, 1)


@pytest.mark.parametrize(("colour", "ink"), [("#e3e7ec", "#14181f"), ("#0b4f2a", "#ffffff")])
def test_words_are_dark_on_light_and_light_on_dark(colour, ink):
    assert board_charts._ink(colour) == ink


def test_what_a_browser_sends_is_only_looked_up(session):
    picks = {"0:在建": (("status", ("在建",)),)}
    for to, wanted in (("0:在建", [("status", ["在建"])]), ("0:取消", []), (None, [])):
        PICK.drop()
        session["chart"] = {"selection": {"pick": [{"to": to}]}}
        boards_panel._picked("chart", picks)
        assert PICK.get() == wanted
    assert BARS.get() == 3


def test_a_group_of_the_timeline_filters_and_a_foreign_item_selects_nothing(session):
    groups = {"专栏5": group_pick("column", "专栏5")}
    session["chart"] = {"selection": {"pick": [{"to": "g:专栏5"}]}}
    timeline_panel._picked("chart", groups)
    assert PICK.take() == [("column", ["专栏5"])]
    session["chart"] = {"selection": {"pick": [{"to": "i:<b>x</b>"}]}}
    timeline_panel._picked("chart", groups)
    assert "selected" not in session
    session["chart"] = {"selection": {"pick": [{"to": "i:P5-1-01"}]}}
    timeline_panel._picked("chart", groups)
    assert session["selected"] == "roads:P5-1-01"
