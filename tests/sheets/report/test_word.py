"""The Word file, read again by python-docx."""

import io
import re

import docx
import pytest
from docx.oxml.ns import qn

from sheets.report.model import Content, Cover, Heading, Note, Paragraph, ReportTable
from sheets.report.word import to_docx


def read(content):
    return docx.Document(io.BytesIO(to_docx(content)))


@pytest.fixture(scope="session")
def district_docx(district):
    return read(district)


def simple(*blocks, **changes):
    cover = Cover("题", "副题", ("编制日期：某日",))
    values = {"running": "眉", "mark": "内部", "office": "", "date": "2026-01-31", **changes}
    return Content(cover=cover, blocks=blocks, **values)


def test_headings_are_real_and_numbered(district, district_docx):
    found = [
        (int(p.style.name[-1]), p.text)
        for p in district_docx.paragraphs
        if p.style.name.startswith("Heading")
    ]
    assert found == [(b.level, b.numbered) for b in district.blocks if isinstance(b, Heading)]


def test_the_contents_lead_to_each_heading(district, district_docx):
    lines = [p for p in district_docx.paragraphs if p.style.name.startswith("toc")]
    heads = [b for b in district.blocks if isinstance(b, Heading) and b.level <= 2]
    assert [p.text.split("\t")[0] for p in lines] == [b.numbered for b in heads]
    asked = re.findall(r"PAGEREF (_Toc\d+)", "".join(p._p.xml for p in lines))
    marks = {m.get(qn("w:name")): m for m in district_docx.element.iter(qn("w:bookmarkStart"))}
    assert len(asked) == len(heads)
    for name, head in zip(asked, heads, strict=True):
        paragraph = marks[name].getparent()
        assert "".join(t.text for t in paragraph.iter(qn("w:t"))) == head.numbered
    children = [child.tag for child in district_docx.settings.element]
    assert children.index(qn("w:updateFields")) < children.index(qn("w:compat"))


def test_tables_hold_the_same_text(district, district_docx):
    expected = [block for block in district.blocks if isinstance(block, ReportTable)]
    assert len(district_docx.tables) == len(expected)
    for made, block in zip(district_docx.tables, expected, strict=True):
        rows = [tuple(c.text for c in row.cells) for row in made.rows]
        assert rows == [block.headers, *block.rows]


def test_headers_repeat_and_rows_stay_whole(district_docx):
    for table in district_docx.tables:
        marks = [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows]
        assert marks == [True] + [False] * (len(marks) - 1)
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)


def test_pages_are_a4_and_the_map_has_its_own(district_docx):
    sizes = [
        (round(section.page_width.mm), round(section.page_height.mm))
        for section in district_docx.sections
    ]
    assert sizes == [(210, 297), (210, 297), (210, 297), (297, 210), (210, 297)]
    (extent,) = district_docx.element.body.iter(qn("wp:extent"))
    assert [round(int(extent.get(side)) / 36000, 1) for side in ("cx", "cy")] == [297.0, 210.0]
    assert len(list(district_docx.element.body.iter(qn("wp:anchor")))) == 1


def test_pages_are_numbered(district_docx):
    footer = district_docx.sections[1].footer.paragraphs[0]
    assert re.fullmatch("第 1 页　共 1 页", footer.text)
    assert " PAGE " in footer._p.xml
    assert " NUMPAGES " in footer._p.xml
    assert district_docx.sections[0].footer.paragraphs[0].text == ""


def test_captions_count_and_fonts_are_chinese(district_docx):
    captions = [p.text for p in district_docx.paragraphs if p.style.name == "Caption"]
    assert captions[0] == "表 1　空间结构分区"
    assert "图 1　规划图（全区）" in captions
    for style, font in (("Normal", "宋体"), ("Heading 1", "黑体")):
        fonts = district_docx.styles[style].element.rPr.rFonts
        assert fonts.get(qn("w:eastAsia")) == font
        assert fonts.get(qn("w:eastAsiaTheme")) is None


def test_lines_of_a_cell_are_kept():
    table = ReportTable("行", ("甲", "乙"), (1, 1), (("2021-05-01\n未填报", "x"),))
    document = read(simple(table))
    assert document.tables[0].rows[1].cells[0].text == "2021-05-01\n未填报"


def test_columns_hold_an_id_whole():
    headers = tuple("甲乙丙丁戊己庚辛壬癸子丑")
    row = ("P5-1-01", "未填报", *("字" * 40 for _ in headers[2:]))
    table = read(simple(ReportTable("窄", headers, (1, 1, *(20 for _ in headers[2:])), (row,))))
    widths = [column.width.pt for column in table.tables[0].columns]
    em = 8.5
    assert widths[0] >= 7 * em * 0.5 + 7  # seven letters of Times, half an em each, and the padding
    assert widths[1] >= 3 * em + 7
    assert sum(widths) == pytest.approx(170 / 25.4 * 72, abs=1)


def test_hostile_text_is_text():
    words = ("<script>alert(1)</script>&amp;", "𠮷" * 3, "w" * 5000)
    table = ReportTable("]]>", ("<头>", "b", "c"), (1, 1, 1), (words,))
    document = read(simple(Heading("<h1>"), Paragraph("{{x}}"), table, Note("&")))
    assert tuple(cell.text for cell in document.tables[0].rows[1].cells) == words
    assert "<h1>" in [paragraph.text for paragraph in document.paragraphs]


def test_a_report_of_nothing_but_its_cover():
    document = read(simple())
    assert document.paragraphs[0].text == "题"
    assert document.core_properties.title == "题 副题"


def test_table_of_no_rows_keeps_its_header():
    document = read(simple(ReportTable("空", ("甲", "乙"), (1, 2), ())))
    assert [cell.text for cell in document.tables[0].rows[0].cells] == ["甲", "乙"]
