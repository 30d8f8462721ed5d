"""A workbook as Excel and a drawing as a CAD program write them, read from end to end."""

import pytest
from shapely import box

from geo.importing.inspection import peek
from geo.importing.layer_reading import read
from geo.importing.model import Asked

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
WORDS = (
    "2024年学校一览表",
    "学校名称",
    "规模",
    "坐标",
    "班数",
    "经度",
    "纬度",
    "洪都小学",
    "京山学校",
)

ROWS = """<row r="1" spans="1:4"><c r="A1" s="1" t="s"><v>0</v></c><c r="B1" s="1"/>
<c r="C1" s="1"/><c r="D1" s="1"/></row><row r="2" spans="1:4"><c r="A2" s="1" t="s"><v>1</v></c>
<c r="B2" t="s"><v>2</v></c><c r="C2" s="1" t="s"><v>3</v></c><c r="D2" s="1"/></row>
<row r="3" spans="1:4"><c r="A3" s="1"/><c r="B3" t="s"><v>4</v></c><c r="C3" t="s"><v>5</v></c>
<c r="D3" t="s"><v>6</v></c></row>
<row r="4" spans="1:4"><c r="A4" t="s"><v>7</v></c><c r="B4"><v>24</v></c>
<c r="C4"><v>115.91</v></c><c r="D4"><f>28+0.62</f><v>28.62</v></c></row>
<row r="5" spans="1:4"><c r="A5" t="s"><v>8</v></c><c r="B5"><v>36</v></c>
<c r="C5"><v>115.92</v></c><c r="D5"><v>28.63</v></c></row>"""

MERGED = "A1:D1", "A2:A3", "C2:D2"


@pytest.fixture
def workbook(zipped):
    """Pack the parts that Excel writes, shared strings, styles and merged cells among them."""
    merged = "".join(f'<mergeCell ref="{cells}"/>' for cells in MERGED)
    shared = "".join(f'<si><t>{word}</t><phoneticPr fontId="1"/></si>' for word in WORDS)
    kinds = {"officeDocument": "xl/workbook.xml"}
    inner = {"worksheet": "worksheets/sheet1.xml", "sharedStrings": "sharedStrings.xml"}
    types = "application/vnd.openxmlformats-officedocument.spreadsheetml."
    override = "".join(
        f'<Override PartName="/xl/{part}" ContentType="{types}{kind}+xml"/>'
        for part, kind in (("workbook.xml", "sheet.main"), ("sharedStrings.xml", "sharedStrings"))
    )
    return zipped.all(
        "学校.xlsx",
        {
            "[Content_Types].xml": f'{HEAD}<Types xmlns="{PACKAGE}/content-types">'
            f"{override}</Types>",
            "_rels/.rels": links(kinds),
            "xl/workbook.xml": f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
            '<sheet name="学校" sheetId="1" r:id="rId1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": links(inner),
            "xl/sharedStrings.xml": f'{HEAD}<sst xmlns="{MAIN}">{shared}</sst>',
            inner["worksheet"].join(("xl/", "")): f'{HEAD}<worksheet xmlns="{MAIN}">'
            f'<dimension ref="A1:D5"/><sheetData>{ROWS}</sheetData>'
            f'<mergeCells count="3">{merged}</mergeCells></worksheet>',
        },
    )


def links(targets):
    """Relations of a package, by kind."""
    each = "".join(
        f'<Relationship Id="rId{at}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for at, (kind, target) in enumerate(targets.items(), start=1)
    )
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{each}</Relationships>'


def test_a_workbook_of_excel_with_a_title_and_merged_headers(workbook, district):
    seen = peek(workbook, workbook.name, Asked(district_ll=district))
    assert seen.names == ("学校名称", "规模_班数", "坐标_经度", "坐标_纬度")
    assert (seen.choices.columns.x, seen.choices.columns.y) == ("坐标_经度", "坐标_纬度")
    found = read(workbook, workbook.name, Asked(seen.choices, district_ll=district))
    assert found.frame_ll["学校名称"].tolist() == ["洪都小学", "京山学校"]
    assert found.frame_ll["规模_班数"].tolist() == [24, 36]
    assert found.frame_ll.geometry.x.tolist() == [115.91, 115.92]
    assert found.frame_ll.geometry.y.tolist() == [28.62, 28.63]
    assert found.report.issues == ()


def pairs(*items):
    return "".join(f"{code:3d}\r\n{value}\r\n" for code, value in items)


def test_a_drawing_of_a_cad_program_in_metres(write):
    corners = [
        (393_000, 3_167_000),
        (393_100, 3_167_000),
        (393_100, 3_167_050),
        (393_000, 3_167_050),
    ]
    drawing = pairs(
        *[(0, "SECTION"), (2, "HEADER"), (9, "$ACADVER"), (1, "AC1015")],
        *[(9, "$DWGCODEPAGE"), (3, "ANSI_936"), (0, "ENDSEC")],
        *[(0, "SECTION"), (2, "ENTITIES")],
        *[(0, "LWPOLYLINE"), (5, "2B"), (100, "AcDbEntity"), (8, "规划用地"), (62, 3)],
        *[(100, "AcDbPolyline"), (90, 4), (70, 1), (43, 0.0)],
        *[pair for x, y in corners for pair in ((10, f"{x:.4f}"), (20, f"{y:.4f}"))],
        *[(0, "TEXT"), (5, "2C"), (8, "注记"), (10, 393_050), (20, 3_167_025), (40, 5)],
        *[(1, "幼儿园用地"), (0, "ENDSEC"), (0, "EOF")],
    )
    path = write("规划.dxf", drawing, "gbk")
    seen = peek(path, path.name)
    assert seen.choices.crs == "EPSG:4548"
    assert "六位数" in seen.guess.reason
    found = read(path, path.name, Asked(seen.choices))
    assert found.frame_ll["图层"].tolist() == ["规划用地", "注记"]
    assert found.frame_ll["文字"].tolist() == ["", "幼儿园用地"]
    plot = found.frame_ll.to_crs("EPSG:4548").geometry.iloc[0]
    assert plot.symmetric_difference(box(*corners[0], *corners[2])).area < 0.01
    assert [issue.key for issue in found.report.issues] == ["closed", "mixed"]
