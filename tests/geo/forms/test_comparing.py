"""Every cell of a filled form is merged right or shown, whatever was done to the sheet."""

from openpyxl.comments import Comment

from geo.forms.model import ITEMS
from tests.geo.forms.office import told


def test_what_a_unit_changed(office):
    first, second = office.items[:2]
    office.desk.set(first, progress=30, remark="甲")
    form = office.desk.filled()
    form.put(first, "形象进度", 45)
    form.put(second, "状态", "在建")
    found = office.desk.compare(form)
    assert told(found) == {
        (first, "progress"): ("改动", 45.0), (second, "status"): ("改动", "在建"),
    }  # fmt: skip
    cells = {each.field: each for each in found.differences}
    assert (cells["progress"].base, cells["progress"].ours) == (30, 30)
    assert cells["progress"].cell == f"填报!{form.cell(first, '形象进度').coordinate}"
    assert found.identity.description == "区甲局 台账"


def test_what_both_changed_is_a_conflict_with_whose_it_is(office):
    item = office.items[0]
    office.desk.set(item, progress=30)
    form = office.desk.filled()
    form.put(item, "形象进度", 45)
    form.put(item, "状态", "在建")
    office.desk.set(item, by="王五", progress=40, status="在建", remark="新")
    found = office.desk.compare(form)
    assert told(found) == {(item, "progress"): ("冲突", 45.0)}
    clash = found.differences[0]
    assert (clash.base, clash.theirs, clash.ours, clash.by) == (30, 45.0, 40, "王五")
    assert (found.both, found.kept) == (1, 1)  # both 在建; the remark is the ledger's alone


def test_an_emptied_cell_is_told_apart(office):
    item = office.items[0]
    office.desk.set(item, remark="甲", progress=5)
    form = office.desk.filled()
    form.put(item, "备注", None)
    assert told(office.desk.compare(form)) == {(item, "remark"): ("清空", None)}


def test_rows_sorted_moved_and_taken_away(office):
    first, gone = office.items[0], office.items[2]
    office.desk.set(first, progress=30)
    form = office.desk.filled()
    form.put(first, "形象进度", 31)
    sheet = form.sheet
    rows = [[each.value for each in row] for row in sheet.iter_rows(min_row=5, max_row=9)]
    for row in sheet.iter_rows(min_row=5, max_row=9):
        for each in row:
            each.value = None
    for number, row in enumerate(reversed([row for row in rows if row[0] != gone])):
        for column, value in enumerate(row, 1):
            sheet.cell(12 + 2 * number, column).value = value  # gaps between, too
    found = office.desk.compare(form)
    assert told(found) == {(first, "progress"): ("改动", 31.0)}
    assert found.missing == (gone,)
    assert found.odd_rows == ()


def test_columns_hidden_moved_inserted_and_renamed(office):
    item = office.items[1]
    office.desk.set(item, progress=30, planned_start="2021-03-01")
    form = office.desk.filled()
    form.put(item, "形象进度", 35)
    form.put(item, "备注", "进场")
    sheet = form.sheet
    sheet.column_dimensions["E"].hidden = True
    sheet.row_dimensions[6].hidden = True
    sheet.insert_cols(1)
    sheet.insert_cols(5)
    sheet.cell(4, 5).value = "联系人"
    sheet.cell(6, 5).value = "小赵"
    for cell in sheet[4]:
        cell.value = {"计划开工": "计划开工日期", "编号": "项目编号"}.get(cell.value, cell.value)
    found = office.desk.compare(form)
    assert told(found) == {
        (item, "progress"): ("改动", 35.0), (item, "remark"): ("改动", "进场"),
    }  # fmt: skip
    assert [(each.item, each.cell, each.text) for each in found.beside] == [
        ("", "填报!E4", "联系人"), (item, "填报!E6", "小赵"),
    ]  # fmt: skip


def test_a_column_that_was_taken_away_changes_nothing(office):
    item = office.items[0]
    office.desk.set(item, progress=30, remark="甲")
    form = office.desk.filled()
    form.sheet.delete_cols(form.cell(item, "形象进度").column)
    found = office.desk.compare(form)
    assert found.differences == ()
    assert "形象进度（%）" in found.notes[0]


def test_notes_beside_are_kept(office):
    item = office.items[3]
    form = office.desk.filled()
    row = form.cell(item, "名称").row
    form.sheet.cell(row, 40).value = "资金尚未下达"
    form.sheet.cell(30, 2).comment = Comment("请核对", "区甲局")
    form.sheet.cell(1, 9).value = "填表人：小赵"
    form.book.create_sheet("附表")["C3"] = "另附 3 项"
    form.book["说明"]["D4"] = "看过了"
    found = office.desk.compare(form)
    beside = {(each.item, each.cell, each.text) for each in found.beside}
    assert beside == {
        (item, f"填报!AN{row}", "资金尚未下达"),
        ("", "填报!B30", "请核对"),
        ("", "填报!I1", "填表人：小赵"),
        ("", "附表!C3", "另附 3 项"),
        ("", "说明!D4", "看过了"),
    }
    assert found.differences == ()


def test_rows_that_belong_to_nothing_are_told(office):
    form = office.desk.filled()
    other = office.desk.items[5]  # another unit's
    for number, cells in enumerate(
        (("", "新路", "在建"), ("P9-9-99", "别的", ""), (other, "", "完工"))
    ):
        for column, value in zip((1, 2, 4), cells, strict=True):
            form.sheet.cell(12 + number, column).value = value or None
    found = office.desk.compare(form)
    assert found.differences == ()
    assert [each.cell for each in found.odd_rows] == ["填报!12", "填报!13", "填报!14"]
    assert [each.why for each in found.odd_rows][0] == "没有编号"
    assert "P9-9-99" in found.odd_rows[1].why
    assert "不在发出的这份表内" in found.odd_rows[2].why
    assert "状态 完工" in found.odd_rows[2].text


def test_ids_that_slipped_against_their_names_are_not_believed(office):
    first, second = office.items[:2]
    office.desk.set(first, progress=30)
    form = office.desk.filled()
    one, other = form.cell(first, "编号"), form.cell(second, "编号")
    one.value, other.value = other.value, one.value
    found = office.desk.compare(form)
    assert {each.verdict for each in found.differences} == {"读不懂"}
    assert "编号与名称对不上" in found.differences[0].wrong


def test_a_locked_cell_that_was_changed_is_told(office):
    item = office.items[0]
    form = office.desk.filled()
    form.put(item, "名称", "改名的项目")
    form.put(item, "状态", "在建")
    found = office.desk.compare(form)
    assert told(found) == {(item, "status"): ("改动", "在建")}
    assert [(each.item, each.text) for each in found.beside] == [(item, "改名的项目")]


def test_a_copied_row(office):
    item = office.items[0]
    office.desk.set(item, progress=30)
    form = office.desk.filled()
    values = [each.value for each in form.sheet[form.cell(item, "编号").row]]
    for column, value in enumerate(values, 1):
        form.sheet.cell(15, column).value = value
    assert office.desk.compare(form).differences == ()
    form.sheet.cell(15, form.cell(item, "形象进度").column).value = 50
    found = office.desk.compare(form)
    assert told(found) == {(item, "progress"): ("读不懂", None)}
    assert "填报!E15" in found.differences[0].wrong


def test_a_renamed_sheet_is_found_and_one_that_was_copied_too(office):
    item = office.items[0]
    office.desk.set(item, progress=30)
    form = office.desk.filled()
    form.sheet.title = "区甲局5月"
    form.put(item, "形象进度", 31)
    assert told(office.desk.compare(form)) == {(item, "progress"): ("改动", 31.0)}
    form.book.copy_worksheet(form.sheet)
    assert told(office.desk.compare(form)) == {(item, "progress"): ("改动", 31.0)}


def test_matters_are_compared_and_new_ones_offered_whole(office):
    item = office.items[0]
    office.desk.matter("M-00000001", item)
    form = office.desk.filled()
    form.put("M-00000001", "办理状态", "办理中", form.matters)
    form.put("新增1", "所属项目", f"{item} 某某", form.matters)
    form.put("新增1", "类型", "需协调事项", form.matters)
    form.put("新增1", "内容", "管线迁改", form.matters)
    form.put("新增2", "内容", "没有写项目", form.matters)
    found = office.desk.compare(form)
    old = [each for each in found.differences if not each.is_new]
    assert [(each.item, each.theirs, each.verdict) for each in old] == [
        ("M-00000001", "办理中", "改动")
    ]
    new = [each for each in found.differences if each.is_new and each.verdict == "改动"]
    assert {each.field: each.theirs for each in new} == {
        "item": item, "kind": "需协调事项", "told": "管线迁改",
    }  # fmt: skip
    unread = [each for each in found.differences if each.verdict == "读不懂"]
    assert len(unread) == 1
    assert "所属项目" in unread[0].wrong


def test_everything_of_a_sheet_is_accounted_for(office):
    """Cells of the unit's rows and columns: each is counted, different or the ledger's."""
    for number, item in enumerate(office.items):
        office.desk.set(item, progress=number, remark=f"第 {number}")
    form = office.desk.filled()
    office.desk.set(office.items[1], remark="台账改了")
    form.put(office.items[0], "备注", "表里改了")
    found = office.desk.compare(form)
    columns = len([each for each in form.sheet[4] if each.value]) - 3  # three are locked
    counted = found.same + found.both + found.kept + len(found.differences)
    assert counted == columns * len(office.items)
    assert {each.table for each in found.differences} == {ITEMS}
