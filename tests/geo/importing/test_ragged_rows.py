"""Rows of a CSV brought to one number of cells."""

import pytest

from geo.errors import DataError
from geo.importing.delimited import levelled
from geo.importing.limits import ReadingLimits


def test_short_rows_are_filled_and_long_ones_keep_what_they_have_more(ask):
    body = b"1,2,3\n4\n5,6,7, x ,,y\n8,9,10,, \n"
    found = levelled(body, ",", 3, ask())
    lines = ["1,2,3,", "4,,,", "5,6,7, x  y", "8,9,10,", ""]
    assert found.body.decode().split("\r\n") == lines
    assert (found.longer, found.rows) == (True, [1, 2])


def test_even_rows_stay_and_blank_ones_go(ask):
    found = levelled("1;2\n\n ; \n3;甲\n".encode(), ";", 2, ask())
    assert found == ("1,2,\r\n3,甲,\r\n".encode(), False, [])


def test_what_is_more_stays_more_though_later_rows_are_even(ask):
    found = levelled(b"1,2,3\n4,5\n", ",", 2, ask())
    assert (found.longer, found.rows) == (True, [0])


def test_quoted_cells_stay_one_cell(ask):
    found = levelled(b'"a,b","c\nd"\n', ",", 2, ask())
    assert found.body == b'"a,b","c\nd",\r\n'


def test_an_open_quote_is_told_with_its_line(ask):
    with pytest.raises(DataError, match="^来文 第 2 行（不计表头）附近无法解析；请检查双引号"):
        levelled(b'1,2\n3,"4\n', ",", 2, ask())


def test_rows_are_counted_against_the_limit_without_blank_ones(ask):
    body = b"1,2\n\n3,4\n"
    assert levelled(body, ",", 2, ask(limits=ReadingLimits(max_rows=2))).rows == []
    with pytest.raises(DataError, match="来文 超过 1 行"):
        levelled(body, ",", 2, ask(limits=ReadingLimits(max_rows=1)))


def test_lines_may_end_as_on_any_system(ask):
    for end in ("\n", "\r\n", "\r"):
        found = levelled(f'1,2{end}3{end}"a{end}b",4{end}'.encode(), ",", 2, ask())
        assert found.body == f'1,2,\r\n3,,\r\n"a{end}b",4,\r\n'.encode()
        assert found.rows == [1]
