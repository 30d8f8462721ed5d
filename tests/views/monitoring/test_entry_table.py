"""填报表: cells typed or pasted are held, shown, written all or none, and settled cell by cell."""

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from views.ledger.clash_dialog import MINE, THEIRS

FIRST, SECOND, THIRD = "P5-1-01", "P5-1-02", "P5-1-03"


def page():
    from views.monitoring import page  # noqa: PLC0415 - runs in a script of its own

    page.show()


@pytest.fixture
def table(office, page_of):  # noqa: ARG001 - the page works on it
    def start(**query):
        test = AppTest.from_function(page, default_timeout=60)
        for name, value in {"section": "填报表", **query}.items():
            test.query_params[name] = value
        return Sheet(page_of(test).run())

    return start


class Sheet:
    """The table as a planner types into it."""

    def __init__(self, page):
        self.page, self.test = page, page.test

    @property
    def editor(self):
        return self.test.data_editor[0]

    @property
    def frame(self):
        return self.editor.value.set_index("item")

    def edit(self, **rows):
        """Type into cells, as the editor of the browser tells it: by item, a value a field."""
        ids = list(self.frame.index)
        told = {ids.index(item.replace("_", "-")): cells for item, cells in rows.items()}
        key = self.editor.key
        held = self.test.session_state[key]["edited_rows"] if key in self.test.session_state else {}
        state = {"edited_rows": {**held, **told}, "added_rows": [], "deleted_rows": []}
        self.test.session_state[key] = state
        self.page.run()
        return self

    def paste(self, text, *, clears=False):
        self.test.text_area(key="table-paste").input(text)
        if clears:
            self.test.checkbox(key="table-paste-clears").check()
        self.page.run().press("entry-paste-read")
        return self

    def save(self, why="5 月月度调度"):
        self.test.text_input(key="table-why").input(why)
        self.page.run().press("entry-table-save")
        return self

    @property
    def errors(self):
        return [each.value for each in self.test.error]


def listed(sheet, column):
    """A column of the list of changes."""
    frames = [each.value for each in sheet.test.dataframe]
    return [list(each[column]) for each in frames if column in each]


def test_cells_of_many_items_are_written_with_one_reason(table, office):
    sheet = table().edit(P5_1_01={"status": "在建", "progress": "35%"}, P5_1_02={"status": "前期"})
    assert "未保存：3 格，涉及 2 项" in sheet.page.words
    assert sheet.frame.loc[FIRST, "mark"] == "改 2"
    assert office.ledger.version() == 0
    sheet.save()
    assert office.values() == {
        (FIRST, "status"): "在建", (FIRST, "progress"): 35.0, (SECOND, "status"): "前期",
    }  # fmt: skip
    assert {each.why for each in office.ledger.history()} == {"5 月月度调度"}
    assert "未保存" not in sheet.page.words
    assert sheet.frame.loc[FIRST, "progress"] == "35"


def test_cells_belong_to_the_day_that_is_told_and_rules_speak_up(table, office):
    sheet = table().edit(P5_1_01={"status": "完工"})
    assert any("不影响保存" in each.label for each in sheet.test.expander)
    sheet.test.text_input(key="table-as-of").input("2023-05-31")
    sheet.save()
    assert office.ledger.change(1).as_of == date(2023, 5, 31)
    assert office.values() == {(FIRST, "status"): "完工"}


def test_one_wrong_cell_keeps_all_from_being_written_and_nothing_is_lost(table, office):
    sheet = table().edit(P5_1_01={"progress": "120"}, P5_1_02={"progress": "20"}).save()
    assert "请先改正" in sheet.errors[0]
    assert office.ledger.version() == 0
    assert listed(sheet, "改为") == [["120", "20%"]]
    sheet.edit(P5_1_01={"progress": "12"}).save()
    assert office.values() == {(FIRST, "progress"): 12.0, (SECOND, "progress"): 20.0}


def test_what_is_typed_back_is_no_change(table):
    sheet = table().edit(P5_1_01={"progress": "5"})
    assert "未保存" in sheet.page.words
    sheet.edit(P5_1_01={"progress": ""})
    assert "未保存" not in sheet.page.words


def test_without_a_reason_nothing_is_written(table, office):
    sheet = table().edit(P5_1_01={"progress": "5"}).save(why=" ")
    assert "请填写为什么改" in sheet.errors[0]
    assert office.ledger.version() == 0
    assert sheet.frame.loc[FIRST, "progress"] == "5"


def test_a_pasted_table_is_shown_against_what_there_is_before_it_is_taken(table, office):
    office.write(FIRST, {"status": "在建"})
    rows = (
        "名称 状态 形象进度 经办",
        "强五路 在建 40% 甲",
        "航空路 已完工  乙",
        "某路 完工 1 丙",
    )
    text = "\n".join(each.replace(" ", "\t") for each in rows)
    sheet = table().paste(text)
    assert "读到 4 格：2 格不同，1 格相同，1 个空格未采用" in sheet.page.words
    left = sheet.test.warning[0].value
    assert "没有认出的列“经办”" in left
    assert "第 4 行未采用：没有名称为“某路”的项目" in left
    assert listed(sheet, "粘贴") == [["已完工", "40%"]]
    assert office.ledger.version() == 1
    sheet.page.press("entry-paste-take")
    assert sheet.frame.loc[FIRST, "progress"] == "40"
    assert "其中 1 格不能写入" in sheet.page.words
    sheet.edit(P5_1_02={"status": "完工"}).save()
    assert office.values() == {
        (FIRST, "status"): "在建", (FIRST, "progress"): 40.0, (SECOND, "status"): "完工",
    }  # fmt: skip


def test_pasted_columns_that_are_not_shown_come_into_sight(table):
    sheet = table()
    assert "total_unsplit" not in sheet.frame
    sheet.paste(f"编号\t总投资（亿元）\t计划完工\n{FIRST}\t1.2\t2024年6月")
    sheet.page.press("entry-paste-take")
    assert sheet.frame.loc[FIRST, ["total_unsplit", "planned_finish"]].tolist() == [
        "12000", "2024-06-30",
    ]  # fmt: skip


def test_an_empty_pasted_cell_empties_only_where_that_is_asked(table, office):
    office.write(FIRST, {"status": "在建", "progress": 10})
    text = f"编号\t状态\t形象进度\n{FIRST}\t\t20"
    sheet = table().paste(text, clears=True)
    sheet.page.press("entry-paste-take")
    sheet.save()
    assert office.values() == {(FIRST, "status"): None, (FIRST, "progress"): 20.0}


@pytest.fixture
def clash(table, office):
    """Two cells of which another changed one meanwhile, and a third that nobody did."""
    sheet = table().edit(P5_1_01={"status": "在建", "progress": "35"}, P5_1_02={"status": "前期"})
    office.write(FIRST, {"status": "停缓建"}, by="李芳")
    sheet.save()
    return sheet


def test_what_another_changed_is_met_cell_by_cell(clash, office):
    assert "<span>在建</span><span>停缓建</span>" in clash.page.html
    assert "对方的：李芳 2026-03-01" in clash.page.html
    assert office.ledger.version() == 1


@pytest.mark.parametrize(("take", "status"), [(MINE, "在建"), (THEIRS, "停缓建")])
def test_whose_cell_counts_is_chosen(clash, office, take, status):
    clash.page.choose(f"table-take-{FIRST}-status", take).press("entry-clash-take")
    clash.save()
    assert office.values() == {
        (FIRST, "status"): status, (FIRST, "progress"): 35.0, (SECOND, "status"): "前期",
    }  # fmt: skip


def test_all_of_one_side_are_taken_at_once(clash, office):
    clash.page.press(f"entry-clash-{THEIRS}")
    clash.save()
    assert office.values()[FIRST, "status"] == "停缓建"
    assert office.ledger.version() == 3


def test_rows_follow_the_filter_and_typed_rows_stay(table):
    sheet = table().edit(P5_1_01={"progress": "5"})
    sheet.test.text_input(key="q").input("航空路")
    sheet.page.run()
    assert [each for each in sheet.frame.index if each.startswith("P5")] == [FIRST, SECOND]


def test_who_may_not_write_sees_no_table(table, monkeypatch):
    monkeypatch.setattr("views.own_machine.serves_itself", lambda: False)
    assert len(table().test.data_editor) == 0
