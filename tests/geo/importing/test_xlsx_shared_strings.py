"""Texts that a workbook keeps once, cells that never end, a library that panics."""

from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from geo.errors import DataError
from geo.importing import xlsx
from geo.importing.limits import ReadingLimits
from geo.importing.xlsx_xml import texts_of

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


@pytest.fixture
def shared_book(raw_book):
    """A workbook whose cells name shared texts by number."""

    def new(cells, *texts):
        path = raw_book(f'<row r="1"><c r="A1" t="str"><v>名称</v></c></row>{cells}')
        items = "".join(f"<si><t>{text}</t></si>" for text in texts)
        link = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
        with ZipFile(path) as old:
            members = {name: old.read(name).decode() for name in old.namelist()}
        rels = "xl/_rels/workbook.xml.rels"
        more = f'<Relationship Id="r2" Type="{link}" Target="sharedStrings.xml"/></Relationships>'
        members[rels] = members[rels].replace("</Relationships>", more)
        members["xl/sharedStrings.xml"] = f'<sst xmlns="{MAIN}">{items}</sst>'
        with ZipFile(path, "w", ZIP_DEFLATED) as file:
            for name, content in members.items():
                file.writestr(name, content)
        return path

    return new


def named(*numbers):
    return "".join(
        f'<row r="{row}"><c r="A{row}" t="s"><v>{number}</v></c></row>'
        for row, number in enumerate(numbers, 2)
    )


def test_shared_texts_stand_in_their_cells(shared_book, ask):
    path = shared_book(named(1, 0, 1), "甲", "乙")
    assert xlsx.read(path, ask()).frame["名称"].tolist() == ["乙", "甲", "乙"]


def test_a_shared_text_in_very_many_cells_is_refused_before_it_unfolds(shared_book, ask):
    path = shared_book(named(*[1] * 20_000), "甲", "x" * 2000)  # 40 MB of text
    limits = ReadingLimits(max_bytes=20_000_000)
    with pytest.raises(DataError, match="解压后有 39 MB，上限 19 MB"):
        xlsx.read(path, ask(limits=limits))
    short = shared_book(named(*[0] * 20_000), "甲", "x" * 2000)
    assert len(xlsx.read(short, ask(limits=limits)).frame) == 20_000


def test_numbers_written_oddly_count_as_the_longest_text():
    sheet = b"<c t='s'><v>&#49;</v></c>" * 10_000
    assert texts_of(sheet, [10, 2000]) == 20_000_000
    assert texts_of(b"<c t='s'><v>0</v></c>" * 10_000, [10, 2000]) == 100_000
    assert texts_of(b"<v>0</v>" * 3, [10, 20]) == 60  # few cells: not looked at one by one


def test_a_long_text_merged_over_many_cells_is_refused(book, ask):
    path = book(["x" * 3000], *[[]] * 99, [""] * 10 + ["z"], merged=["A1:J100"])
    with pytest.raises(DataError, match="解压后"):
        xlsx.read(path, ask(limits=ReadingLimits(max_bytes=2_000_000)))  # 3 MB once spread


def test_a_cell_reaches_from_its_end_back_to_its_nearest_beginning(raw_book, ask):
    rows = '<row r="1"><c r="A1" t="str"><v>数</v></c><c r="B1" t="str"><v>甲</v></c></row>'
    rows += '<row r="2"><c r="C2"/><c r="A2"><f>1+1</f></c><c r="B2"><v>7</v></c></row>'
    comment = f"<!--{'<c r=' * 3}<c r='A9'><c >-->"
    raw = xlsx.read(raw_book(comment + rows + comment), ask())
    assert raw.frame["数"].tolist() == ["=1+1"]
    assert raw.frame["甲"].tolist() == [7]


class PanicException(BaseException):
    """Stands for what calamine raises where it fails: no `Exception`."""


def test_a_library_that_panics_is_told_in_words(book, ask, monkeypatch):
    def panics(*_):
        raise PanicException("index out of bounds")

    path = book(["名称"], ["甲"])
    monkeypatch.setattr(xlsx, "CalamineWorkbook", type("Book", (), {"from_path": panics}))
    with pytest.raises(DataError, match="工作簿已损坏或写法不常见"):
        xlsx.read(path, ask())
