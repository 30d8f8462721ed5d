"""Texts into plain values: what is counted, what is refused, and where that is."""

import pytest

from geo.errors import DataError
from geo.project_file.model import ProjectLimits
from geo.project_file.parsing import parse

USUAL = ProjectLimits()


@pytest.mark.parametrize(
    ("text", "brackets"),
    [
        ('{"a": [], "b": []}', 3),
        ('{"a": {}, "b": {}}', 3),
        ('{"a": [{}], "b": {"c": [[]]}}', 6),
        ('{"a": "[{"}', 3),
    ],
)
def test_lists_and_objects_are_counted_together_before_anything_is_parsed(text, brackets):
    """Each takes memory; those within texts are counted too, which errs on the safe side."""
    assert parse(text, ProjectLimits(brackets=brackets))
    with pytest.raises(
        DataError, match=f"有 {brackets} 个列表和对象，超过 {brackets - 1} 个；请去掉"
    ):
        parse(text, ProjectLimits(brackets=brackets - 1))


def test_a_file_as_large_as_the_limit_is_read_and_a_byte_more_is_not():
    """A Chinese character takes three bytes, so a text is measured as it would be written."""
    text = '{"a": "县"}'
    size = len(text) + 2
    for content in (text, text.encode()):
        assert parse(content, ProjectLimits(megabytes=size / 1e6)) == {"a": "县"}
        with pytest.raises(DataError, match="项目文件有 0.0 MB，超过 1.1e-05 MB"):
            parse(content, ProjectLimits(megabytes=(size - 1) / 1e6))


def test_a_megabyte_is_a_million_bytes():
    content = b'{"a": 1}'.ljust(1_000_001)
    assert parse(content[:-1], ProjectLimits(megabytes=1)) == {"a": 1}
    with pytest.raises(DataError, match="项目文件有 1.0 MB，超过 1 MB"):
        parse(content, ProjectLimits(megabytes=1))


def test_the_size_is_told_in_millions_of_bytes():
    with pytest.raises(DataError, match="项目文件有 3.5 MB，超过 2 MB；请去掉不需要的导入图层"):
        parse(b" " * 3_500_000, ProjectLimits(megabytes=2))


def test_a_mark_of_the_encoding_is_no_part_of_the_text():
    for content in (b"\xef\xbb\xbf{}", "\ufeff{}", b"\xef\xbb\xbf\xef\xbb\xbf{}", "\ufeff\ufeff{}"):
        assert parse(content, USUAL) == {}


def test_nothing_but_the_mark_is_passed_over():
    for content in (b"X{}", "X{}", b"\xef\xbb\xbfX{}"):
        with pytest.raises(DataError, match="第 1 行第 1 个字符：不是有效的 JSON"):
            parse(content, USUAL)


def test_lists_in_lists_and_figures_have_an_end():
    with pytest.raises(DataError, match="^项目文件：括号嵌套过深；"):
        parse('{"a": ' + "[" * 100_000, USUAL)
    with pytest.raises(DataError, match="^项目文件：有过长的数字；"):
        parse('{"a": ' + "9" * 5_000 + "}", USUAL)


def test_a_byte_of_another_encoding_is_named_by_its_place():
    with pytest.raises(DataError, match="项目文件第 6 字节不是 UTF-8 编码"):
        parse(b'{"a":"\xff"}', USUAL)


def test_a_fault_of_the_form_is_named_by_line_and_letter():
    with pytest.raises(DataError, match="项目文件第 2 行第 6 个字符：不是有效的 JSON"):
        parse('{"a": 1,\n"b": }', USUAL)


@pytest.mark.parametrize("inner", ['{"a": 1, "a": 2}', '{"b": 0, "a": 1, "c": 3, "a": 1}'])
def test_a_name_that_occurs_twice_is_told_at_any_depth(inner):
    with pytest.raises(DataError, match="名称“a”在同一对象中出现两次"):
        parse(f'{{"x": [{inner}]}}', USUAL)


def test_the_same_name_in_two_objects_is_no_fault():
    assert parse('{"a": {"a": 1}, "b": {"a": 2}}', USUAL) == {"a": {"a": 1}, "b": {"a": 2}}


@pytest.mark.parametrize("word", ["NaN", "Infinity", "-Infinity"])
def test_words_for_numbers_that_are_none_are_refused(word):
    with pytest.raises(DataError, match=f"项目文件：{word} 不是数"):
        parse(f'{{"a": [{word}]}}', USUAL)


@pytest.mark.parametrize(("text", "told"), [("[]", "0 项的列表"), ('"x"', "x"), ("3", "3")])
def test_the_outermost_value_is_an_object(text, told):
    with pytest.raises(DataError, match=f"最外层应为对象，实为 {told}；"):
        parse(text, USUAL)


def test_halves_of_letters_are_counted_and_not_refused_here():
    assert parse('{"a": "\\ud800"}', USUAL) == {"a": "\ud800"}
    assert parse('{"a": "\ud800"}', USUAL) == {"a": "\ud800"}
