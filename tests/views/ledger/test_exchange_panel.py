"""交换: what is taken away comes back, is looked at difference by difference, and is decided."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from io import BytesIO

import pytest
from openpyxl import load_workbook

from geo.data_folder import SHIPPED
from geo.exchange.change_text import parsed, written
from geo.exchange.exporting import export
from geo.exchange.qgis_copy import read_copy
from geo.exchange.qgis_return import returned
from geo.ledger import Act, Edit, Ledger
from geo.store import PlanStore
from views.edition import STORE
from views.ledger import handed_out
from views.ledger.waiting_list import OURS, THEIRS
from views.state.ledger import Brought

ITEM, OTHER = "P5-1-01", "P8-1-02"
NOW = datetime(2026, 3, 2, tzinfo=UTC)


@pytest.fixture
def exchange(history):
    """Open the panel, with a file that was brought, if any."""

    def start(incoming=None):
        page = history()
        page.test.session_state["carry-in"] = incoming
        return page.choose("history-of", "交换")

    return start


def edited(office, **values):
    """A copy in which somebody wrote values of the item, by field header."""
    path = office.home / "copy.gpkg"
    path.write_bytes(handed_out.qgis_copy()())
    path.chmod(0o600)
    with closing(sqlite3.connect(path)) as file:
        names = [row[0] for row in file.execute("SELECT table_name FROM gpkg_contents")]
        for name in names:
            columns = {row[1] for row in file.execute(f'PRAGMA table_info("{name}")')}
            for column, value in values.items():
                if column in columns:
                    told = f'UPDATE "{name}" SET "{column}" = ? WHERE 编号 = ?'
                    file.execute(told, (value, ITEM))
        file.commit()
    return path


def came(path):
    return Brought("copy.gpkg", copy=returned(STORE, read_copy(path.read_bytes(), "copy.gpkg")))


def boxes(page):
    return {each.key: each for each in page.test.checkbox if "carry-accept" in (each.key or "")}


def test_the_history_goes_out_as_a_table(office):
    office.write(ITEM, {"status": "在建", "progress": 35}, why="=1+1", document="纪要")
    book = load_workbook(BytesIO(handed_out.history("XLSX", UTC)()))
    head, *rows = book.worksheets[0].iter_rows(values_only=True)
    told = [dict(zip(head, row, strict=True)) for row in rows]
    assert [(each["内容"], each["改前"], each["改后"]) for each in told] == [
        ("形象进度", "空", "35%"),
        ("状态", "未填报", "在建"),
    ]
    assert {each["填报人"] for each in told} == {"李芳"}
    assert {each["时间"] for each in told} == {"2026-03-01 04:00:00"}
    assert "f" not in {cell.data_type for row in book.worksheets[0] for cell in row}  # no formula
    assert "在建" in handed_out.history("CSV", UTC)().decode("utf-8-sig")


def test_an_empty_history_goes_out_too(office):  # noqa: ARG001 - of which nothing was written
    assert "改动" in handed_out.history("CSV", UTC)().decode("utf-8-sig")


def test_differences_are_shown_and_those_that_are_accepted_written(exchange, office):
    office.write(ITEM, {"remark": "甲"})
    path = edited(office, 状态="在建", 备注="乙")
    office.write(ITEM, {"remark": "丙"}, by="赵六")
    page = exchange(came(path))
    shown = boxes(page)
    assert {key.rpartition("-")[2]: each.value for key, each in shown.items()} == {
        "status": True, "remark": False,
    }  # fmt: skip
    assert "<span>乙</span><span>丙</span>" in page.html
    assert "本库的：赵六" in page.html
    assert "原为 甲" in page.words
    page.test.text_input(key="carry-why").input("外业核实")
    page.run().press("carry-do")
    assert office.values() == {(ITEM, "status"): "在建", (ITEM, "remark"): "丙"}
    change = office.ledger.change(3)
    assert (change.kind, change.by, change.why) == ("merge", "王晓明", "外业核实")


def test_all_of_a_kind(exchange, office):
    office.write(ITEM, {"remark": "甲"})
    path = edited(office, 备注="乙")
    office.write(ITEM, {"remark": "丙"}, by="赵六")
    page = exchange(came(path)).press("carry-all-conflict-True")
    assert [each.value for each in boxes(page).values()] == [True]
    assert [each.value for each in boxes(page.press("carry-all-conflict-False")).values()] == [
        False
    ]
    assert "carry-do" not in page.keys


def test_a_reason_is_needed(exchange, office):
    page = exchange(came(edited(office, 状态="在建"))).press("carry-do")
    assert "请先写明理由" in page.words
    assert office.ledger.version() == 0


def test_what_changed_after_comparing_is_not_written_over(exchange, office):
    page = exchange(came(edited(office, 状态="在建")))
    office.write(ITEM, {"status": "停缓建"})
    page.test.text_input(key="carry-why").input("外业核实")
    page.run().press("carry-do")
    assert office.values() == {(ITEM, "status"): "停缓建"}
    assert "又有改动" in page.words


@pytest.fixture
def other(tmp_path):
    """A ledger of the same plan elsewhere."""
    book = Ledger(f"sqlite:///{tmp_path / 'other.sqlite'}")
    store = PlanStore(SHIPPED, lambda: book)

    def write(item, **values):
        store.write(Edit("projects", item, values, Act("外网甲", NOW, "现场核实")))
        return Brought("改动.json", file=parsed(written(export(book, NOW)), "改动.json"))

    yield write
    book.close()


def take_in(page):
    page.test.text_input(key="carry-why").input("外网带回")
    return page.run().press("carry-do")


def test_a_file_of_changes_is_taken_in(exchange, office, other):
    page = exchange(other(ITEM, status="在建"))
    assert "1 条改动，外网甲" in page.words
    take_in(page)
    assert office.values() == {(ITEM, "status"): "在建"}
    assert office.ledger.change(1).by == "外网甲"


@pytest.mark.parametrize(("take", "status"), [(OURS, "前期"), (THEIRS, "在建")])
def test_what_does_not_follow_waits_for_a_decision(exchange, office, other, take, status):
    office.write(ITEM, {"status": "前期"})
    page = take_in(exchange(other(ITEM, status="在建")))
    assert "待定的冲突" in page.words
    assert "<span>前期</span><span>在建</span>" in page.html
    assert "对方的：外网甲" in page.html
    assert "理由：现场核实" in page.html
    page.choose(f"carry-decide-projects-{ITEM}-status", take)
    page.test.text_input(key="carry-decide-why").input("会议定")
    page.run().press("decide-do")
    assert office.values() == {(ITEM, "status"): status}
    assert "待定的冲突" not in page.words


def test_who_may_only_read_takes_the_history_away_and_no_more(exchange, office, monkeypatch):
    office.write(ITEM, {"status": "前期"})
    monkeypatch.setattr("views.own_machine.serves_itself", lambda: False)
    page = exchange()
    names = {each.key for each in page.test.get("download_button")}
    assert {"out-xlsx", "out-csv", "out-qgis"} <= names
    assert not {"out-changes", "out-backup"} & names
    assert not page.test.get("file_uploader")
