"""A form as a unit gets it."""

from datetime import datetime
from io import BytesIO

import pytest
from openpyxl import load_workbook

from geo.errors import DataError
from geo.forms.choosing import items_of, units_in_use
from geo.forms.issuing import issue_all
from geo.forms.making import FormRequest
from tests.geo.forms.office import NOON, OTHER, UNIT, Filled

RISKY = ("=SUM(A1)", "+86", "-甲", "@cmd|' /C calc'!A0", "＝1+1", "\u200b=1")


def opened(content):
    return load_workbook(BytesIO(content))


def column(sheet, title):
    return next(each.column for each in sheet[4] if str(each.value).startswith(title))


def ids(sheet):
    return [each.value for each in sheet["A"][4:] if each.value]


def test_it_holds_the_items_of_the_unit_alone(office):
    form = office.desk.filled()
    assert ids(form.sheet) == office.items
    assert ids(office.desk.filled(unit=OTHER).sheet) == office.desk.items[4:6]
    assert ids(office.desk.filled(unit="区丙局").sheet) == [office.items[4]]
    assert ids(office.desk.filled(unit="").sheet) == office.desk.items


def test_a_unit_without_items_is_refused_with_those_that_have(office):
    with pytest.raises(DataError, match=f"无名局.*区丙局、{OTHER}、{UNIT}"):
        office.desk.form(unit="无名局")
    assert units_in_use(office.desk.store.read()) == {UNIT: 5, OTHER: 2, "区丙局": 1}
    with pytest.raises(DataError):
        items_of(office.desk.store.read(), "")


def test_locked_are_the_cells_that_say_what_a_row_is(office):
    form = office.desk.filled()
    assert form.sheet.protection.sheet
    assert not form.sheet.protection.password
    locked = {
        str(title.value): form.sheet.column_dimensions[title.column_letter].protection.locked
        for title in form.sheet[4]
    }
    assert [title for title, each in locked.items() if each] == ["编号", "名称", "专栏"]
    assert form.cell(office.items[0], "名称").protection.locked
    assert not form.cell(office.items[0], "责任单位").protection.locked
    assert not form.matters.column_dimensions["B"].protection.locked


def test_values_are_numbers_days_and_texts(office):
    first = office.items[0]
    office.desk.set(
        first, status="在建", progress=12.5, planned_start="2021-03-01", total_unsplit=12000.5
    )
    form = office.desk.filled()
    assert form.cell(first, "计划开工").value == datetime(2021, 3, 1)
    assert form.cell(first, "计划开工").number_format == "yyyy-mm-dd"
    assert form.cell(first, "总投资").value == 12000.5
    assert form.cell(first, "形象进度").value == 12.5
    assert form.cell(first, "状态").value == "在建"
    assert form.cell(office.items[1], "状态").value is None  # nobody reported one


def test_no_text_is_ever_a_formula(office):
    for item, text in zip(office.items, RISKY, strict=False):
        office.desk.set(item, remark=text, lead_unit=text)
    form = office.desk.filled(unit="")
    cells = [each for sheet in form.book for row in sheet.iter_rows() for each in row]
    assert "f" not in {each.data_type for each in cells}
    for item, text in zip(office.items, RISKY, strict=False):
        cell = form.cell(item, "备注")
        assert cell.value == text
        assert cell.quotePrefix
    assert office.desk.compare(form).differences == ()


@pytest.mark.parametrize(
    "text", ["_x0041_", "甲\n乙", "  前后空  ", "&<>\"'", "0012", "1.0", "TRUE", "#N/A", "2023.5"]
)
def test_texts_come_back_as_they_are(office, text):
    office.desk.set(office.items[0], remark=text)
    assert office.desk.compare(office.desk.form()).differences == ()


def test_lists_to_choose_from(office):
    form = office.desk.filled()
    told = form.sheet.data_validations.dataValidation
    rules = {str(each.sqref).split(":")[0]: each for each in told}
    letters = form.cell(office.items[0], "状态").column_letter
    status = rules[f"{letters}5"]
    sheet, _, cells = status.formula1.partition("!")
    words = [cell[0].value for cell in form.book[sheet.strip("'")][cells.replace("$", "")]]
    assert words == ["未启动", "前期", "在建", "完工", "投用", "停缓建", "调整", "取消"]
    assert status.errorStyle == "stop"
    assert form.book["选项"].sheet_state == "hidden"
    lead = rules[f"{form.cell(office.items[0], '责任单位').column_letter}5"]
    assert (lead.type, lead.errorStyle) == ("list", "warning")  # another unit may be written
    day = rules[f"{form.cell(office.items[0], '实际完工').column_letter}5"]
    assert (day.type, day.errorStyle) == ("date", "warning")


def test_panes_and_print(office):
    sheet = office.desk.filled().sheet
    assert sheet.freeze_panes == "C5"
    assert sheet.page_setup.orientation == "landscape"
    assert str(sheet.page_setup.paperSize) == "8"  # A3
    assert sheet.print_title_rows == "$3:$4"
    assert sheet.page_setup.fitToWidth == 1
    monthly = [str(each.value) for each in office.desk.filled().matters[4]]
    assert monthly[:3] == ["事项编号", "所属项目", "类型"]


def test_the_hidden_sheet_says_of_which_change_each_value_came(office):
    change = office.desk.set(office.items[0], status="前期", progress=3)
    content = office.desk.form()
    assert opened(content)["表单标识"].sheet_state == "veryHidden"
    sent = office.desk.read(content)
    assert sent.intact
    assert sent.about["unit"] == UNIT
    assert (sent.about["change"], sent.about["uid"]) == (str(change.seq), change.uid)
    lead = office.desk.ledger.history("projects", office.items[0])[0]
    assert sent.seen["projects"][office.items[0]] == {
        "status": change.seq, "progress": change.seq, "lead_unit": lead.seq,
    }  # fmt: skip
    assert list(sent.seen["projects"]) == office.items


def test_sources_of_funds_in_use_have_columns(office):
    office.desk.set(office.items[0], done_bond=5)
    titles = [str(each.value) for each in office.desk.filled().sheet[4]]
    assert [each for each in titles if each.startswith("累计完成")] == [
        "累计完成·未分来源（万元）", "累计完成·专项债券（万元）",
    ]  # fmt: skip
    every = office.desk.filled(funds=("unsplit", "central"))
    assert [str(each.value) for each in every.sheet[4] if "中央" in str(each.value)][:2] == [
        "总投资·中央资金（万元）", "累计完成·中央资金（万元）",
    ]  # fmt: skip


def test_open_matters_and_rows_for_new_ones(office):
    office.desk.matter("M-00000001", office.items[0], state="办理中")
    office.desk.matter("M-00000002", office.items[0], state="已办结")
    office.desk.matter("M-00000003", office.desk.items[9])
    form = office.desk.filled()
    assert ids(form.matters)[:2] == ["M-00000001", "新增1"]
    assert len(ids(form.matters)) == 21
    assert form.matters["B5"].value.startswith(f"{office.items[0]} ")


def test_every_unit_its_own_file(office):
    made = {each.name: each.content for each in issue_all(office.desk.store, FormRequest(), NOON)}
    assert list(made) == ["区丙局 台账.xlsx", "区乙局 台账.xlsx", "区甲局 台账.xlsx"]
    assert ids(Filled(made["区乙局 台账.xlsx"]).sheet) == office.desk.items[4:6]


def test_no_unit_at_all(desk):
    with pytest.raises(DataError, match="还没有项目填写责任单位"):
        list(issue_all(desk.store, FormRequest(), NOON))


def test_a_form_of_an_empty_ledger_comes_back_the_same(desk):
    found = desk.compare(desk.form(unit=""))
    assert (found.differences, found.notes, found.beside, found.odd_rows) == ((), (), (), ())
    assert found.identity.change == 0
