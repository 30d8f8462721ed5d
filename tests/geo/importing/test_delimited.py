"""CSV and TXT from offices and web services."""

import time
from csv import writer

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.errors import DataError
from geo.importing import delimited
from geo.importing.delimited import DELIMITERS
from geo.importing.formats import FORMATS
from geo.importing.limits import ReadingLimits
from geo.importing.model import Ask, ReadingChoices

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


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_in_cells_of_uneven_rows_stay_in_their_cells(read, end):
    raw = read(f'a,b\n"x{end}y",2\n3\n')
    assert raw.frame["a"].tolist() == [f"x{end}y", "3"]
    assert raw.frame["b"].tolist()[0] == 2


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
        read("a,b\n" + "1,2\n" * 3, limits=ReadingLimits(max_cells=5))


CELL = st.text(st.characters(codec="utf-8", exclude_characters="\r\n\0\ufeff"), max_size=8)


@given(st.lists(st.tuples(CELL, CELL), max_size=5))
def test_every_row_of_a_written_table_comes_back(tmp_path_factory, rows):
    path = tmp_path_factory.mktemp("t") / "t.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer(file).writerows([("甲甲", "乙乙"), *rows])
    frame = delimited.read(path, Ask("t", ReadingChoices(header=1, delimiter=","))).frame
    kept = [row for row in rows if any(cell.strip() for cell in row)]
    assert len(frame) == len(kept)


@pytest.mark.parametrize("rows", [1, 3, 1000])
def test_so_many_rows_as_asked_for_are_read(write, ask, rows):
    path = write("layer.csv", "a,b\n" + "1,x\n" * 5)
    assert len(delimited.read(path, ask(rows=rows)).frame) == min(rows, 5)


def test_limits_of_rows_are_not_met_by_a_look(write, ask):
    path = write("layer.csv", "a,b\n" + "1,x\n" * 5)
    assert len(delimited.read(path, ask(rows=2, limits=ReadingLimits(max_rows=2))).frame) == 2
    assert len(delimited.read(path, ask(limits=ReadingLimits(max_rows=5, max_cells=10))).frame) == 5
    with pytest.raises(DataError, match="来文 超过 4 行"):
        delimited.read(path, ask(limits=ReadingLimits(max_rows=4)))
    with pytest.raises(DataError, match="来文 有 10 个单元格，上限 9 个"):
        delimited.read(path, ask(limits=ReadingLimits(max_cells=9)))


def test_the_delimiter_is_that_on_which_most_rows_agree(write, ask):
    """Commas part two rows in two, semicolons three rows in two; one cell agrees on nothing."""
    text = "甲;乙\n1,5;2\n3,5;4\n"
    assert delimited.delimiter_of(write("a.csv", text), ask()) == ";"
    assert delimited.delimiter_of(write("a.csv", "甲\n乙\n"), ask()) == ","
    assert delimited.delimiter_of(write("a.csv", "a|b,c\n1|2,3\n"), ask()) == ","
    assert delimited.delimiter_of(write("a.csv", "a;b\n"), ask(delimiter="|")) == "|"


def test_blanks_of_any_kind_part_words_and_those_at_the_edges_do_not(read):
    raw = read(" 名称  经度\u3000纬度 \n甲 115.9\t28.6\n")
    assert raw.frame.to_dict("list") == {"名称": ["甲"], "经度": [115.9], "纬度": [28.6]}


def test_levelled_rows_are_told_with_the_first_five(read):
    raw = read("a,b\n" + "1\n" * 7 + "2,3\n")
    (issue,) = raw.issues
    assert issue.text == "单元格数与表头不同的行，已补空或移到“多出的单元格”列"
    assert (issue.count, len(issue.first), len(raw.frame)) == (7, 5, 8)
    assert list(raw.frame) == ["a", "b"]


def test_a_column_with_the_name_of_the_further_cells_stays(read):
    raw = read("a,多出的单元格\n1,2,3\n4,5\n")
    assert raw.frame["多出的单元格"].tolist() == [2, 5]
    assert raw.frame.iloc[0, 2] == 3


def test_the_encodings_are_offered_the_found_one_first(write, ask):
    found = FORMATS["text"].encodings(write("a.csv", "名称,经度\n", "gbk"), ask())
    assert found[:2] == ("GB18030", "UTF-8")
    assert FORMATS["text"].layers(write("a.csv", "x"), ask()) == (("", -1),)


def test_the_first_rows_of_a_long_text_end_with_a_whole_line(monkeypatch, write, ask):
    """Of twelve bytes the third line is cut: only the first two are looked at."""
    monkeypatch.setattr(delimited, "_BEGINNING", 12)
    path = write("a.csv", "a,b\n1,2\n345,6\n")
    assert delimited.read(path, ask(rows=9)).frame.to_dict("list") == {"a": [1], "b": [2]}
    assert len(delimited.read(path, ask()).frame) == 2
    whole = write("b.csv", "a,b\n1,2\n3,4")
    assert len(delimited.read(whole, ask(rows=9)).frame) == 2


def test_header_and_delimiter_are_found_in_whole_lines(monkeypatch, write, ask):
    monkeypatch.setattr(delimited, "_SAMPLE", 10)
    path = write("a.csv", "a;b\n1;2\n3;4,5,6,7\n")
    assert delimited.delimiter_of(path, ask()) == ";"
    assert delimited.read(path, ask()).frame["a"].tolist() == [1, 3]


@pytest.mark.parametrize(
    ("lines", "mark", "rows"),
    [
        (["a,b", "c,d", "e", "f"], ",", 2),  # as many of one width as of the other: the wider
        (["a,b,c", "d,e", "f,g"], ",", 2),  # the more usual width, not the widest
        (["a", "b", "c"], ",", 0),
        (['"a,b",c', "d,e"], ",", 2),
        ([], ",", 0),
        (["", ""], ",", 0),
        ([" a  b", "c\td ", "e"], " ", 2),
        (["a b", "c,d"], ",", 1),
    ],
)
def test_rows_agree_on_the_most_usual_number_of_cells(lines, mark, rows):
    assert delimited._agreeing(lines, mark) == rows


def test_rows_are_counted_across_the_pieces_that_are_read(monkeypatch, write, ask):
    """A piece is 64 bytes, sixteen rows of four."""
    monkeypatch.setattr(delimited, "_BLOCK", 64)
    path = write("a.csv", "a,b\n" + "1,2\n" * 40)
    assert len(delimited.read(path, ask(limits=ReadingLimits(max_rows=40))).frame) == 40
    with pytest.raises(DataError, match="来文 超过 39 行"):
        delimited.read(path, ask(limits=ReadingLimits(max_rows=39)))
    assert len(delimited.read(path, ask(rows=33)).frame) == 33


@pytest.mark.parametrize("rows", [None, 5])
def test_a_wrong_encoding_names_the_file(write, ask, rows):
    path = write("a.csv", "名称,b\n甲,1\n", "gbk")
    with pytest.raises(DataError, match="^来文 不是 UTF-8 编码的文本"):
        delimited.read(path, ask(rows=rows, encoding="UTF-8"))
    assert delimited.read(path, ask(rows=rows)).frame["名称"].tolist() == ["甲"]


def test_the_beginning_of_a_text_may_end_within_a_letter(monkeypatch, write, ask):
    """Three bytes a letter: after fourteen the second name is cut."""
    monkeypatch.setattr(delimited, "_BEGINNING", 14)
    path = write("a.csv", "a,b\n甲,1\n乙,2\n")
    assert delimited.read(path, ask(rows=9, encoding="UTF-8")).frame["a"].tolist() == ["甲"]
    monkeypatch.setattr(delimited, "_BEGINNING", 11)
    assert delimited.read(path, ask(rows=9, encoding="UTF-8")).frame["a"].tolist() == ["甲"]


def test_names_over_two_lines_are_parted_by_their_own_delimiter(read):
    raw = read('名称;"经度\n（度）"\n甲;115.9\n', delimiter=";")
    assert raw.frame.to_dict("list") == {"名称": ["甲"], "经度 （度）": [115.9]}


def test_cells_that_say_null_are_text(read):
    assert read("a,b\nNA,x\n,null\n").frame.to_dict("list") == {"a": ["NA", ""], "b": ["x", "null"]}
