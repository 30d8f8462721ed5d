"""What comes back may be anything: it is read in a child, nothing of it runs, oddities are told."""

import re
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from geo.errors import DataError
from geo.guarded.commands import SILENTLY
from geo.guarded.reading import Sent, form
from tests.geo.forms.office import told

PARTS = {
    "xl/vbaProject.bin": (b"\xd0\xcf\x11\xe0 macros", "宏"),
    "xl/externalLinks/externalLink1.xml": (b"<externalLink/>", "指向其他文件的链接"),
    "xl/embeddings/oleObject1.bin": (b"\xd0\xcf\x11\xe0", "嵌入"),
    "xl/connections.xml": (b"<connections/>", "外部数据连接"),
    "xl/macrosheets/sheet1.xml": (b"<macrosheet/>", "宏表"),
}


def repacked(content, more=(), changed=None):
    """The workbook with further members, or with members changed by a function of their bytes."""
    out = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for each in old.namelist():
            held = old.read(each)
            new.writestr(each, changed(each, held) if changed else held)
        for name, held in dict(more).items():
            new.writestr(name, held)
    return out.getvalue()


@pytest.mark.parametrize("name", PARTS)
def test_what_might_do_something_is_told_and_not_run(office, name):
    content, words = PARTS[name]
    form = office.desk.filled()
    form.put(office.items[0], "状态", "在建")
    found = office.desk.compare(repacked(form.content(), {name: content}))
    assert any(words in each for each in found.notes)
    assert told(found) == {(office.items[0], "status"): ("改动", "在建")}


def test_dde_is_told(office):
    link = b'<externalLink><ddeLink ddeService="cmd" ddeTopic="/C calc"/></externalLink>'
    content = repacked(office.desk.form(), {"xl/externalLinks/externalLink1.xml": link})
    assert any("DDE" in each for each in office.desk.compare(content).notes)


def test_a_cached_value_of_a_formula_is_a_difference_with_a_warning(office):
    item = office.items[0]
    form = office.desk.filled()
    place = form.put(item, "形象进度", 70).coordinate.encode()
    formula = rb"\1<f>[1]Sheet1!A1+cmd|' /C calc'!A0</f><v>"

    def with_formula(_, held):
        return re.sub(rb'(<c r="' + place + rb'"[^>]*>)<v>', formula, held)

    found = office.desk.compare(repacked(form.content(), changed=with_formula))
    assert told(found) == {(item, "progress"): ("改动", 70.0)}
    assert "来自公式" in found.differences[0].note


def test_an_error_in_a_cell_is_not_a_value(office):
    item = office.items[0]
    office.desk.set(item, progress=30)
    form = office.desk.filled()
    place = form.cell(item, "形象进度").coordinate.encode()

    def with_error(_, held):
        error = rb'<c r="' + place + rb'" t="e"><f>1/0</f><v>#DIV/0!</v></c>'
        return re.sub(rb'<c r="' + place + rb'".*?</c>', error, held)

    found = office.desk.compare(repacked(form.content(), changed=with_error))
    assert told(found) == {(item, "progress"): ("读不懂", None)}
    assert "公式出错" in found.differences[0].wrong


def test_cells_without_their_place_as_some_programs_write_them(office):
    """Some writers leave out where a row and a cell stand."""
    item = office.items[0]
    form = office.desk.filled()
    form.put(item, "形象进度", 0.6).number_format = "0%"

    def bare(name, held):
        if not name.startswith("xl/worksheets/sheet"):
            return held
        return re.sub(rb'<(row|c) r="[A-Z]*\d+"', rb"<\1", held)

    content = repacked(form.content(), changed=bare)
    # openpyxl leaves cells out of rows, so that places count: nothing but whole rows may stay bare
    assert office.desk.read(content).percents


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "空文件"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "另存为 .xlsx"),
        ("编号,状态\n".encode(), "另存为 .xlsx"),
        (b"PK\x03\x04 cut short", "zip"),
        (b"%PDF-1.7", "PDF"),
    ],
)
def test_what_is_no_workbook_is_refused_in_one_line(content, words):
    with pytest.raises(DataError, match=words) as refused:
        form(Sent(content, "表.xlsx"), SILENTLY)
    assert "\n" not in str(refused.value)


def test_an_open_document_is_refused_with_what_to_do(office):
    content = BytesIO()
    with ZipFile(content, "w") as made:
        made.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        made.writestr("content.xml", "<office/>")
    with pytest.raises(DataError, match=r"\.ods 表格；.*另存为 \.xlsx"):
        office.desk.read(content.getvalue())


def test_a_workbook_that_is_no_form_is_refused(office):
    from openpyxl import Workbook  # noqa: PLC0415 - one without a form

    out = BytesIO()
    Workbook().save(out)
    with pytest.raises(DataError, match="没有填报表"):
        office.desk.read(out.getvalue())


def test_a_sheet_of_more_cells_than_a_form_has_is_refused(office):
    def blown(name, held):
        return held.replace(b'r="A5"', b'r="CV20001"') if "sheet1" in name else held

    content = repacked(office.desk.form(), changed=blown)
    with pytest.raises(DataError, match="单元格"):
        form(Sent(content, "表.xlsx"), SILENTLY)


def test_it_is_read_in_a_child_as_it_is_here(office):
    filled = office.desk.filled()
    filled.put(office.items[0], "状态", "在建")
    filled.sheet["AF3"] = "旁注"
    content = filled.content()
    assert form(Sent(content, "表.xlsx"), SILENTLY) == office.desk.read(content)


def test_a_workbook_that_declares_entities_is_refused(office):
    declared = b'<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'
    content = repacked(
        office.desk.form(),
        changed=lambda name, held: declared if name == "xl/styles.xml" else held,
    )
    with pytest.raises(DataError):
        form(Sent(content, "表.xlsx"), SILENTLY)
