"""What is pasted from a spreadsheet: matched by number or name, nothing left out unsaid."""

import pytest

from geo.entering.pasted import read_paste
from geo.errors import DataError
from geo.schema import Column, Span
from geo.schema.ledger import PROGRESS, REMARK, STATUS

SUM = Column("sum", "number", span=Span(0, 1e9), title="总投资", unit="万元")
COLUMNS = (STATUS, PROGRESS, REMARK, SUM)
NAMES = {"P1": "甲路", "P2": "乙小学", "P3": "丙公园", "P4": "丙公园"}


def paste(*rows, shown=(STATUS, PROGRESS), **how):
    text = "\r\n".join("\t".join(row) for row in rows)
    return read_paste(text, NAMES, COLUMNS, shown, **how)


def values(pasted):
    return {(each.item, each.column.name): each.read.value for each in pasted.cells}


def test_by_number_and_title_in_any_order():
    got = paste(("形象进度（%）", "编号", "状态"), ("35%", "p1", "在建"), ("100", "Ｐ２", "完工"))
    assert values(got) == {
        ("P1", "progress"): 35.0, ("P1", "status"): "在建",
        ("P2", "progress"): 100.0, ("P2", "status"): "完工",
    }  # fmt: skip
    assert got.left == ()
    assert not got.by_order


def test_by_name_and_unit_of_the_heading():
    got = paste(("项目名称", "总投资（亿元）"), ("乙 小学", "1.2"), ("甲路", "350万"))
    assert values(got) == {("P2", "sum"): 12_000.0, ("P1", "sum"): 350.0}


def test_without_headings_the_columns_shown_are_meant():
    got = paste(("P1", "甲路", "在建", "35"), ("P2", "乙小学", "完工", "100"))
    assert values(got)["P2", "progress"] == 100.0
    assert [each.name for each in got.columns] == ["status", "progress"]
    assert got.by_order


def test_one_row_without_headings():
    assert values(paste(("乙小学", "完工"))) == {("P2", "status"): "完工"}


def test_a_cell_of_several_lines_is_one_cell():
    text = '编号\t备注\nP1\t"第一行\n第二行 ""甲"""\nP2\t短'
    got = read_paste(text, NAMES, COLUMNS, ())
    assert values(got) == {("P1", "remark"): '第一行\n第二行 "甲"', ("P2", "remark"): "短"}


def test_what_is_left_out_is_told_row_by_row():
    got = paste(
        ("编号", "名称", "状态", "经办人"),
        ("P1", "甲路", "在建", "某"),
        ("", "", "", ""),
        ("P9", "", "在建", ""),
        ("", "丙公园", "在建", ""),
        ("", "乙小鞋", "在建", ""),
        ("P1", "", "完工", ""),
        ("P2", "甲路", "完工", ""),
        ("", "", "完工", ""),
        ("P3", "", "前期", "", "多"),
    )
    assert values(got) == {("P1", "status"): "在建", ("P3", "status"): "前期"}
    assert got.left == (
        "没有认出的列“经办人”，未采用",
        "第 4 行未采用：没有编号为“P9”的项目；请核对",
        "第 5 行未采用：名称为“丙公园”的有 2 项（P3、P4）；请用编号",
        "第 6 行未采用：没有名称为“乙小鞋”的项目；请核对",
        "第 7 行未采用：与第 2 行是同一项；请合并成一行",
        "第 8 行未采用：编号 P2 是“乙小学”，这里的名称却是“甲路”；请核对",
        "第 9 行未采用：没有编号也没有名称",
        "第 10 行：末尾多出 1 格，未采用",
    )


def test_a_cell_that_cannot_be_taken_is_told_with_its_text():
    (cell,) = paste(("编号", "状态"), ("P1", "已完工")).cells
    assert cell.text == "已完工"
    assert cell.read.value is None
    assert "是否“完工”" in cell.read.wrong


def test_empty_cells_are_passed_over_or_empty_the_field():
    rows = (("编号", "状态", "备注"), ("P1", "", "甲"), ("P2", ""))
    assert (values(paste(*rows)), paste(*rows).empty) == ({("P1", "remark"): "甲"}, 2)
    assert values(paste(*rows, clears=True)) == {
        ("P1", "status"): None, ("P1", "remark"): "甲", ("P2", "status"): None,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ((("",),), "没有读到表格"),
        ((("P1",), ("P2",)), "没有读到表格"),
        ((("状态", "形象进度"), ("在建", "3")), "没有“编号”或“名称”"),
        ((("编号", "经办人"), ("P1", "某")), "没有认出一列可填的内容"),
        ((("不知", "在建"), ("何物", "完工")), "第一列又不是编号或名称"),
        ((("P1", "在建", "3", "甲"),), "粘贴了 3 列内容，表中只显示 2 列"),
    ],
)
def test_what_is_no_table_of_items_is_refused(rows, words):
    with pytest.raises(DataError, match=words):
        paste(*rows)


def test_too_much_at_once_is_refused():
    with pytest.raises(DataError, match="分几次"):
        read_paste("P1\t在建\n" * 30_000, NAMES, COLUMNS, (STATUS,))
    with pytest.raises(DataError, match="分几次"):
        read_paste("P1\t" + "甲" * 2_000_000, NAMES, COLUMNS, (REMARK,))
