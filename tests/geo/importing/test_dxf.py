"""Drawings: text, shapes, blocks."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.errors import DataError
from geo.importing import dxf
from geo.importing.dxf_block_count import drawn_vertices
from geo.importing.formats import FORMATS
from geo.importing.limits import ReadingLimits


def pairs(*items):
    return "".join(f"{code:3d}\n{value}\n" for code, value in items)


def header(version, page):
    return pairs(
        *[(0, "SECTION"), (2, "HEADER"), (9, "$ACADVER"), (1, version)],
        *[(9, "$DWGCODEPAGE"), (3, page), (0, "ENDSEC")],
    )


def polyline(layer, *places, closed=1):
    body = [(0, "LWPOLYLINE"), (8, layer), (100, "AcDbPolyline"), (90, len(places)), (70, closed)]
    return pairs(*body, *[item for x, y in places for item in ((10, x), (20, y))])


def text(layer, words):
    place = [(10, 393_000), (20, 3_167_000), (30, 45), (40, 2)]
    return pairs((0, "TEXT"), (8, layer), *place, (1, words))


def insert(block, columns=1, rows=1):
    place = [(10, 0), (20, 0), (30, 0), (70, columns), (71, rows)]
    return pairs((0, "INSERT"), (8, "0"), (2, block), *place)


def block(name, body):
    return (
        pairs((0, "BLOCK"), (8, "0"), (2, name), (70, 0), (10, 0), (20, 0))
        + body
        + pairs((0, "ENDBLK"), (8, "0"))
    )


def drawing(entities, blocks="", version="AC1015", page="ANSI_936"):
    """Lay out a drawing as CAD programs do: header, blocks, entities, EOF."""
    within = pairs((0, "SECTION"), (2, "BLOCKS")) + blocks + pairs((0, "ENDSEC"))
    there = pairs((0, "SECTION"), (2, "ENTITIES")) + entities + pairs((0, "ENDSEC"), (0, "EOF"))
    return header(version, page) + within + there


CORNERS = [(393_000, 3_167_000), (393_100, 3_167_000), (393_100, 3_167_100)]
PLOT = polyline("用地", *CORNERS)


@pytest.mark.parametrize(
    ("encoding", "version"), [("gbk", "AC1015"), ("utf-8", "AC1027"), ("utf-8", "AC1015")]
)
def test_text_comes_right_whatever_the_page_says(write, ask, encoding, version):
    path = write(
        "layer.dxf", drawing(PLOT + text("注记", "甲校（𠮷）"), version=version), "gb18030"
    )
    if encoding == "utf-8":
        path = write("layer.dxf", drawing(PLOT + text("注记", "甲校（𠮷）"), version=version))
    frame = dxf.read(path, ask()).frame
    assert frame["图层"].tolist() == ["用地", "注记"]
    assert frame["文字"].tolist() == ["", "甲校（𠮷）"]


def test_escapes_of_old_drawings_are_undone(write, ask):
    path = write("layer.dxf", drawing(text("0", r"\U+7532\U+6821A \U+D83D")))
    assert dxf.read(path, ask()).frame["文字"].tolist() == ["甲校A \ufffd"]


def test_closed_lines_are_areas_and_that_is_told(write, ask):
    circle = pairs((0, "CIRCLE"), (8, "0"), (10, 393_000), (20, 3_167_000), (30, 0), (40, 50))
    open_line = polyline("路", *CORNERS, closed=0)
    raw = dxf.read(write("layer.dxf", drawing(PLOT + open_line + circle)), ask())
    assert [shape.geom_type for shape in raw.shapes] == ["Polygon", "LineString", "Polygon"]
    assert raw.shapes[0].area == pytest.approx(5000)
    assert raw.shapes[2].area == pytest.approx(7854, rel=0.01)
    (issue,) = raw.issues
    assert (issue.key, issue.count) == ("closed", 2)


@pytest.mark.parametrize("bad", ["nan", "inf", "1e999"])
def test_places_that_are_no_numbers_do_not_stop_the_rest(write, ask, bad):
    path = write("layer.dxf", drawing(PLOT.replace("3167100", bad) + PLOT))
    assert len(dxf.read(path, ask()).frame) == 2


def test_blocks_are_drawn_out(write, ask):
    path = write("layer.dxf", drawing(insert("树"), block("树", PLOT)))
    raw = dxf.read(path, ask())
    assert len(raw.frame) == 1
    assert raw.shapes[0].bounds[0] == 393_000


def nested(depth, width):
    blocks = [block("B0", PLOT)]
    for level in range(1, depth):
        blocks.append(block(f"B{level}", insert(f"B{level - 1}") * width))
    return drawing(insert(f"B{depth - 1}"), "".join(blocks))


@pytest.mark.parametrize(
    "content",
    [nested(10, 10), nested(3000, 2), drawing(insert("A", 30_000, 30_000), block("A", PLOT))],
    ids=["wide", "deep", "array"],
)
def test_blocks_that_multiply_are_refused_at_once(write, ask, content):
    path = write("layer.dxf", content)
    start = time.process_time()
    with pytest.raises(DataError, match="图块.*嵌套"):
        dxf.read(path, ask())
    assert time.process_time() - start < 2


def test_blocks_that_hold_themselves_end(write, ask):
    path = write("layer.dxf", drawing(insert("A") + PLOT, block("A", insert("A") + PLOT)))
    start = time.process_time()
    raw = dxf.read(path, ask())
    assert time.process_time() - start < 2
    assert len(raw.frame) >= 1
    assert raw.issues[0].text == "图块引用自身，只展开一次"


@given(st.integers(1, 5), st.integers(1, 4))
def test_what_blocks_draw_is_counted(depth, width):
    one = drawn_vertices(nested(1, 1).encode())
    lines = nested(depth, width).count("\n") - drawing("", "").count(
        "\n"
    )  # each level adds its own lines once a time it is drawn
    count = drawn_vertices(nested(depth, width).encode())
    assert count >= one * width ** (depth - 1)
    assert count <= (one + lines) * width ** (depth - 1) * depth


@pytest.mark.parametrize("share", [0.2, 0.7, 0.99])
def test_a_drawing_cut_short(write, ask, share):
    content = drawing(PLOT * 20)
    path = write("layer.dxf", content[: int(len(content) * share)])
    with pytest.raises(DataError, match="不完整（没有以 EOF 结束）"):
        dxf.read(path, ask())


def test_choices_and_limits(write, ask):
    path = write("layer.dxf", drawing(PLOT * 3), "gbk")
    assert FORMATS["dxf"].encodings(path, ask())[0] == "GB18030"
    assert dxf.read(path, ask(encoding="Latin-1")).frame["图层"][0] == "用地".encode("gbk").decode(
        "latin-1"
    )
    with pytest.raises(DataError, match="超过 2 行"):
        dxf.read(path, ask(limits=ReadingLimits(max_rows=2)))
    assert len(dxf.read(path, ask(rows=2)).frame) == 2


def test_a_line_to_and_fro_is_no_area(write, ask):
    """Two corners of a closed line: there, and back again, three places."""
    raw = dxf.read(write("layer.dxf", drawing(polyline("路", *CORNERS[:2]))), ask())
    assert [shape.geom_type for shape in raw.shapes] == ["LineString"]
    assert raw.issues == ()


def test_closed_lines_are_told_with_the_first_five(write, ask):
    open_line = polyline("路", *CORNERS, closed=0)
    raw = dxf.read(write("layer.dxf", drawing(open_line + PLOT * 6)), ask())
    (issue,) = raw.issues
    assert (issue.key, issue.text, issue.count) == ("closed", "闭合的线按面读取", 6)
    assert issue.first["图层"].tolist() == ["用地"] * 5
    assert issue.first.index.tolist() == [1, 2, 3, 4, 5]


def test_an_open_line_of_many_places_is_no_area(write, ask):
    raw = dxf.read(write("layer.dxf", drawing(polyline("路", *CORNERS, *CORNERS, closed=0))), ask())
    assert [shape.geom_type for shape in raw.shapes] == ["LineString"]
    assert (raw.crs, raw.issues) == ("", ())


def test_columns_have_chinese_names(write, ask):
    frame = dxf.read(write("layer.dxf", drawing(PLOT)), ask()).frame
    assert {"图层", "文字", "类型", "线型", "句柄"} <= set(frame)
    assert not {"Layer", "Text", "SubClasses", "Linetype", "EntityHandle"} & set(frame)


def test_a_drawing_tells_what_to_do_where_blocks_multiply(write, ask):
    """Nine times three corners, two lines a number and more: some of the limit's words."""
    path = write("layer.dxf", drawing(insert("A", 3, 3), block("A", PLOT)))
    count = drawn_vertices(path.read_bytes())
    assert len(dxf.read(path, ask(limits=ReadingLimits(max_vertices=count))).frame) == 9
    words = rf"^来文 的图块层层嵌套，展开后约有 {count:,} 个折点，上限 {count - 1:,} 个；请在 CAD"
    with pytest.raises(DataError, match=words):
        dxf.read(path, ask(limits=ReadingLimits(max_vertices=count - 1)))
