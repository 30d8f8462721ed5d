"""收发表单: a form goes out by the page, comes back filled, and is taken or left cell by cell."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from streamlit.testing.v1 import AppTest

from geo.forms.layout import wanted
from geo.forms.reading import read_form
from views.edition import STORE
from views.monitoring import forms_acts, forms_panel

ITEM, OTHER = "P5-1-01", "P5-1-02"
UNIT = "区甲局"


def page():
    from views.monitoring import forms_panel  # noqa: PLC0415 - runs in a script of its own

    forms_panel.show()


@pytest.fixture
def desk(office):
    """The office, whose unit answers for two items."""
    for item in (ITEM, OTHER):
        office.write(item, {"lead_unit": UNIT, "progress": 30})
    return office


@pytest.fixture
def opened(desk):  # noqa: ARG001 - the page works on it
    def start(came=None):
        test = AppTest.from_function(page, default_timeout=60)
        test.session_state["forms-in"] = came
        return test.run()

    return start


def filled(desk, **cells):
    """A form of the unit as it came back: cells of the first item by header, `other` the second."""
    content = forms_panel._one(STORE.read(), UNIT, "", all_funds=False)
    book = load_workbook(BytesIO(content))
    sheet = book["填报"]
    for title, value in cells.items():
        item = OTHER if title.startswith("另") else ITEM
        head = title.removeprefix("另")
        column = next(each.column for each in sheet[4] if str(each.value).startswith(head))
        row = next(each.row for each in sheet["A"] if each.value == item)
        sheet.cell(row, column).value = value
    sheet["AG5"] = "<b>旁注</b> [甲](http://乙)"
    path = desk.home / "甲局.xlsx"
    book.save(path)
    return forms_acts.compared("甲局.xlsx", read_form(path, "甲局.xlsx", wanted()))


def tables(test):
    return {each.proto.id.rsplit("-", 3)[0]: each.value for each in test.dataframe}


def words(test):
    kinds = ("markdown", "caption", "info", "warning", "error")
    return "\n".join(str(each.value) for kind in kinds for each in test.get(kind))


def mark(test, verdict, *rows):
    """Tick rows of a verdict's table, as its editor sends it."""
    changed = {"edited_rows": {row: {"采纳": True} for row in rows}}
    test.session_state[f"forms-table-{verdict}-0"] = {
        **changed, "added_rows": [], "deleted_rows": [],
    }  # fmt: skip
    return test.run()


def test_units_are_offered_with_how_many_items(opened):
    test = opened()
    assert not test.exception
    assert test.selectbox(key="forms-unit").options == ["全部项目", f"{UNIT}（2 项）"]


def test_a_month_is_asked_for_a_report_alone(opened):
    test = opened()
    assert [each.key for each in test.selectbox] == ["forms-unit"]
    next(each for each in test.get("button_group") if each.key == "forms-kind").set_value("月报")
    test.run()
    assert [each.key for each in test.selectbox] == ["forms-unit", "forms-year", "forms-month"]


def test_the_files_are_forms(desk):  # noqa: ARG001 - of its store
    plan = STORE.read()
    book = load_workbook(BytesIO(forms_panel._one(plan, UNIT, "2023-05", all_funds=True)))
    assert book["填报"]["A1"].value == f"{UNIT} 2023年5月月报"
    every = ZipFile(BytesIO(forms_panel._every(plan, "", all_funds=False)))
    assert every.namelist() == [f"{UNIT} 台账.xlsx"]


def test_every_difference_is_shown_with_its_verdict(desk, opened):
    came = filled(desk, 形象进度=45, 备注="进场", 状态="快完了", 另形象进度=None)
    desk.write(ITEM, {"progress": 40}, by="赵六")
    test = opened(came)
    assert not test.exception
    said = words(test)
    assert "改动 1　冲突 1　清空 1　读不懂 1" in said
    assert "表外 1" in said
    cells = {str(cell) for table in test.dataframe for cell in table.value.to_numpy().ravel()}
    assert {"45%", "40%", "30%", "进场", "“快完了”不在可选之列"} <= cells
    assert any("台账由赵六于" in each for each in cells)
    assert "<b>旁注</b> [甲](http://乙)" in cells  # as text of a grid, never as markup
    assert "旁注" not in said


def test_what_is_chosen_is_written_and_the_rest_left(desk, opened):
    came = filled(desk, 形象进度=45, 备注="进场", 另形象进度=None)
    test = opened(came)
    assert test.button(key="forms-do").label == "并入所选 2 处"  # emptied cells are not chosen
    test.button(key="forms-do").click().run()
    assert not test.exception
    assert desk.values()[ITEM, "progress"] == 45
    assert desk.values()[ITEM, "remark"] == "进场"
    assert desk.values()[OTHER, "progress"] == 30
    change = desk.ledger.history("projects", ITEM)[-1]
    assert (change.kind, change.by, change.why, change.document) == (
        "merge", "王晓明", f"{UNIT} 台账", "甲局.xlsx",
    )  # fmt: skip
    assert test.session_state["forms-in"] is None if "forms-in" in test.session_state else True


def test_all_of_a_verdict_and_none(desk, opened):
    test = opened(filled(desk, 形象进度=45, 另形象进度=None))
    test.button(key="forms-清空-True").click().run()
    assert test.button(key="forms-do").label == "并入所选 2 处"
    test.button(key="forms-改动-False").click().run()
    assert test.button(key="forms-do").label == "并入所选 1 处"
    test.button(key="forms-do").click().run()
    assert desk.values()[ITEM, "progress"] == 30
    assert desk.values()[OTHER, "progress"] is None


def test_cells_with_a_note_are_not_chosen_beforehand(desk, opened):
    test = opened(filled(desk, 计划完工="2023年5月"))
    assert test.button(key="forms-do").disabled
    test = mark(test, "改动", 0)
    test.button(key="forms-do").click().run()
    assert desk.values()[ITEM, "planned_finish"] == "2023-05-31"


def test_what_changed_since_it_was_compared_is_compared_anew(desk, opened):
    test = opened(filled(desk, 形象进度=45))
    desk.write(ITEM, {"progress": 41}, by="赵六")
    test.run()
    assert "改动 0　冲突 1" in words(test)
    assert test.button(key="forms-do").disabled


def test_closed_without_taking_anything(desk, opened):
    test = opened(filled(desk, 形象进度=45))
    test.button(key="forms-drop").click().run()
    assert test.selectbox(key="forms-unit")
    assert desk.values()[ITEM, "progress"] == 30
