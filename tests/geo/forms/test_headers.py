"""Headers found again after somebody moved or renamed them."""

from geo.forms.headers import found_headers
from geo.forms.layout import wanted

ITEMS = wanted().sheets[0].headers


def fields(*row):
    found = found_headers([list(row)], ITEMS)
    return list(found.fields) if found else None


def test_in_any_order_with_others_between():
    row = ("状态", "我们的备注", "编号", "名称", "2022 年目标", "形象进度（%）")
    assert fields(*row) == ["status", "", "project_id", "name", "goal_2022", "progress"]


def test_renamed_a_little():
    row = ("项目编号", "项目名称", "形象进度", "计划开工日期", "总投资（亿元）", "2021年度目标")
    assert fields(*row) == [
        "project_id", "name", "progress", "planned_start", "total_unsplit", "goal_2021",
    ]  # fmt: skip


def test_another_year_is_never_alike():
    assert fields("编号", "名称", "2026 年目标", "2021 年目标") == [
        "project_id", "name", "", "goal_2021",
    ]  # fmt: skip


def test_a_header_told_twice_is_taken_once():
    assert fields("编号", "状态", "状态") == ["project_id", "status", ""]


def test_the_row_with_most_headers():
    found = found_headers([["区甲局 台账"], ["进度"], ["编号", "状态", "备注"], ["备注"]], ITEMS)
    assert (found.row, found.fields) == (2, ("project_id", "status", "remark"))


def test_without_ids_there_are_none():
    assert fields("名称", "状态", "备注") is None
    assert found_headers([], ITEMS) is None
    assert fields("编") is None
