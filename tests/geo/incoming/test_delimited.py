"""CSV and TXT from offices and web services."""

import time
from csv import writer

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.errors import DataError
from geo.incoming import delimited
from geo.incoming.delimited import DELIMITERS
from geo.incoming.limits import Limits
from geo.incoming.model import Ask, Choices

ROWS = [["名称", "经度", "纬度"], ["甲校", "115.91", "28.62"], ["乙校", "115.92", "28.63"]]


@pytest.fixture
def read(write, ask):
    def from_text(text, written="utf-8", **choices):
        return delimited.read(write("layer.csv", text, written), ask(**choices))

    return from_text


@pytest.mark.parametrize("delimiter", DELIMITERS)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "utf-16"])
def test_delimiter_and_encoding_are_found(write, ask, delimiter, encoding):
    text = "\r\n".join(delimiter.join(row) for row in ROWS)
    raw = delimited.read(write("layer.csv", text, encoding), ask())
    assert raw.frame["名称"].tolist() == ["甲校", "乙校"]
    assert raw.frame["纬度"].tolist() == [28.62, 28.63]
    assert raw.issues == ()
    assert delimited.delimiter_of(write("l.csv", text, encoding), ask()) == delimiter


def test_quoted_cells_hold_commas_line_ends_and_quotes(read):
    raw = read('名称,经度\n"甲,""校""\n东",115.9\n')
    assert raw.frame["名称"].tolist() == ['甲,"校"\n东']


def test_a_header_over_several_lines_and_a_title(read):
    raw = read('一览表,,\n名称,"经度\n（度）",纬度\n甲,115.9,28.6\n')
    assert list(raw.frame) == ["名称", "经度 （度）", "纬度"]
    assert len(raw.frame) == 1


def test_survey_points_without_header_and_between_blanks(read):
    raw = read("J1   3167000.12  393420.5\nJ2\t3167001 393421\n")
    assert raw.frame.to_numpy().tolist() == [["J1", 3167000.12, 393420.5], ["J2", 3167001, 393421]]


def test_uneven_rows_are_levelled_and_told(read):
    raw = read("a,b,c\n1,2\n3,4,5\n6,7,8,9,10\n")
    assert raw.frame["a"].tolist() == [1, 3, 6]
    assert raw.frame["多出的单元格"].tolist() == ["", "", "9 10"]
    (issue,) = raw.issues
    assert (issue.key, issue.count, issue.first["a"].tolist()) == ("ragged", 2, [1, 6])
    assert "多出的单元格" not in read("a,b\n1\n2,3\n").frame


def test_a_quote_left_open(read):
    with pytest.raises(DataError, match="双引号是否成对"):
        read('a,b\n1,"2\n3,4\n')


@pytest.mark.parametrize("text", ["a,b\n", "a,b"])
def test_names_alone_are_an_empty_table(read, text):
    assert read(text).frame.shape == (0, 2)


def test_choices_go_before_what_is_found(read):
    assert list(read("a;b,c\n1;2,3\n", delimiter=",").frame) == ["a;b", "c"]
    assert list(read("x,y\na,b\n1,2\n", header=2).frame) == ["a", "b"]
    assert list(read("x,y\n1,2\n", header=0).frame) == ["列1", "列2"]
    assert read("名称,b\n甲,1\n", "gbk", encoding="Big5").frame.columns[0] != "名称"
    with pytest.raises(DataError, match="不是 UTF-8 编码"):
        read("名称,b\n甲,1\n", "gbk", encoding="UTF-8")


def test_first_rows_alone_are_read_from_the_beginning(write, ask):
    path = write("layer.csv", "名称,b\n" + "甲,1\n" * 2_000_000, "gbk")
    start = time.process_time()
    assert len(delimited.read(path, ask(rows=5, encoding="GB18030")).frame) == 5
    assert time.process_time() - start < 1


def test_two_million_rows_end_in_seconds(write, ask):
    path = write("layer.csv", "lng,lat\n" + "115.91,28.62\n" * 2_000_000)
    start = time.process_time()
    with pytest.raises(DataError, match="超过 500,000 行（要素）；请先筛选或分成几个文件"):
        delimited.read(path, ask())
    assert time.process_time() - start < 3


def test_uneven_rows_without_end(write, ask):
    path = write("layer.csv", "a,b\n" + "1\n" * 1_000_000)
    start = time.process_time()
    with pytest.raises(DataError, match="超过 500,000 行"):
        delimited.read(path, ask())
    assert time.process_time() - start < 5


def test_limits_hold(read):
    with pytest.raises(DataError, match="有 201 列（字段），上限 200 列"):
        read(",".join(f"c{i}" for i in range(201)) + "\n" + ",".join("1" * 201))
    with pytest.raises(DataError, match="个单元格，上限 5 个"):
        read("a,b\n" + "1,2\n" * 3, limits=Limits(max_cells=5))


CELL = st.text(st.characters(codec="utf-8", exclude_characters="\r\n\0\ufeff"), max_size=8)


@given(st.lists(st.tuples(CELL, CELL), max_size=5))
def test_every_row_of_a_written_table_comes_back(tmp_path_factory, rows):
    path = tmp_path_factory.mktemp("t") / "t.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer(file).writerows([("甲甲", "乙乙"), *rows])
    frame = delimited.read(path, Ask("t", Choices(header=1, delimiter=","))).frame
    kept = [row for row in rows if any(cell.strip() for cell in row)]
    assert len(frame) == len(kept)
