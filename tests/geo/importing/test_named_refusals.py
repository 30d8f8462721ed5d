"""What readers of formats have in common: the first word of a refusal is the file's name."""

import pytest

from geo.errors import DataError
from geo.importing import dxf, kml, xlsx
from geo.importing.formats import FORMATS
from geo.importing.limits import ReadingLimits

POINT = "<Point><coordinates>115.9,28.6,1</coordinates></Point>"
TRACK = "<Track>" + "<coord>1 2</coord>" * 3 + "</Track>"
KML = (
    f"<kml><Document><Placemark>{POINT}</Placemark><Placemark>{TRACK}</Placemark></Document></kml>"
)


@pytest.mark.parametrize(
    ("limits", "told"),
    [
        ({"max_rows": 1}, "来文 超过 1 行"),
        ({"max_vertices": 3}, "来文 有 4 个以上的折点，上限 3 个"),
        ({"max_shape": 0}, "来文 有一个图形的折点达 1 个，上限 0 个"),
        ({"max_tags": 5}, "来文 有 5 个以上的标签"),
    ],
)
def test_a_kml_beyond_its_limits(write, ask, limits, told):
    """A point of three numbers, and three of a track: four places."""
    path = write("a.kml", KML)
    assert len(kml.read(path, ask(limits=ReadingLimits(max_vertices=4))).frame) == 2
    with pytest.raises(DataError, match=f"^{told}"):
        kml.read(path, ask(limits=ReadingLimits(**limits)))


def test_a_kml_with_a_document_type(write, ask):
    with pytest.raises(DataError, match="^来文 "):
        kml.read(write("a.kml", "<!DOCTYPE kml><kml/>"), ask())


def test_a_look_at_a_kml_passes_over_what_is_too_much(write, ask):
    assert (
        len(kml.read(write("a.kml", KML), ask(rows=1, limits=ReadingLimits(max_rows=1))).frame) == 1
    )


@pytest.mark.parametrize("kind", ["kml", "dxf", "geojson"])
def test_formats_of_one_layer_have_one_without_name(kind, write, ask):
    assert FORMATS[kind].layers(write("a", "x"), ask()) == (("", -1),)


def test_empty_elements_of_a_kml_are_empty_cells(write, ask):
    data = '<Data name="a"><value/></Data><Data name="b"><value>x</value><value>y</value></Data>'
    text = f"<kml><Placemark><name/><ExtendedData>{data}</ExtendedData></Placemark></kml>"
    frame = kml.read(write("a.kml", text), ask()).frame
    assert frame.to_dict("list") == {"名称": [""], "文件夹": [""], "a": [""], "b": ["xy"]}


def test_merged_cells_count_each_time_they_are_merged(raw_book, ask):
    """Two cells thrice are six, in a sheet of two."""
    rows = '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row>'
    merged = "<mergeCells>{}</mergeCells>".format('<mergeCell ref="A1:B1"/>' * 3)
    path = raw_book(rows, after=merged)
    assert len(xlsx.read(path, ask(limits=ReadingLimits(max_sheet_cells=6))).frame) == 1
    with pytest.raises(DataError, match="^来文 有 6 个单元格，上限 5 个"):
        xlsx.read(path, ask(limits=ReadingLimits(max_sheet_cells=5)))


@pytest.mark.parametrize("reader", [xlsx.read, xlsx.layers])
def test_a_workbook_that_unpacks_to_too_much(book, ask, reader):
    path = book(["a"], [1])
    with pytest.raises(DataError, match="^来文 "):
        reader(path, ask(limits=ReadingLimits(max_bytes=100)))
    with pytest.raises(DataError, match="^来文 "):
        reader(path, ask(limits=ReadingLimits(max_sheet_cells=1)))


def test_a_workbook_without_sheets(book, ask):
    with pytest.raises(DataError, match="^来文 没有工作表“x”；现有：学校$"):
        xlsx.read(book(["a"], [1]), ask(layer="x"))


def test_a_drawing_in_another_encoding(write, ask):
    drawing = "0\nSECTION\n2\nENTITIES\n0\nENDSEC\n999\n甲\n0\nEOF\n"
    with pytest.raises(DataError, match="^来文 不是 UTF-8 编码的文本"):
        dxf.read(write("a.dxf", drawing, "gbk"), ask(encoding="UTF-8"))
