"""Encodings in the order of the house."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.errors import DataError
from geo.importing.encodings import alternatives, as_utf8, encoding_of, fits, text_of, unmarked

TEXT = "名称,青云谱区某学校"


@pytest.mark.parametrize("encoding", ["UTF-8", "GB18030", "UTF-16"])
def test_an_encoding_is_found(encoding):
    raw = TEXT.encode(encoding)
    assert encoding_of(raw) == encoding
    assert as_utf8(raw, encoding, "表.csv") == TEXT.encode()


def test_a_mark_goes_before_and_does_not_stay():
    raw = TEXT.encode("utf-8-sig")
    assert encoding_of(raw, "GB18030") == "UTF-8"
    assert as_utf8(raw, "UTF-8", "表.csv") == TEXT.encode()


def test_what_the_file_says_counts_if_it_fits():
    assert encoding_of("é".encode("cp1252"), "cp1252") == "cp1252"
    assert encoding_of(TEXT.encode("gbk"), "UTF-8") == "GB18030"
    assert encoding_of(b"abc", "no-such") == "UTF-8"


def test_what_fits_nothing_is_called_gb18030():
    assert encoding_of(b"\xff\xff\xff") == "GB18030"


def test_a_wrong_choice_is_refused():
    with pytest.raises(DataError, match="表.csv 不是 UTF-8 编码的文本"):
        as_utf8(TEXT.encode("gbk"), "UTF-8", "表.csv")


def test_a_text_may_be_cut_in_a_character():
    raw = "学校".encode()[:-1]
    assert as_utf8(raw, "UTF-8", "表", whole=False) == "学".encode()
    assert not fits(raw, "UTF-8")


def test_the_found_one_stands_first():
    assert alternatives("GB18030")[:2] == ("GB18030", "UTF-8")
    assert len(set(alternatives("cp1252"))) == len(alternatives("cp1252"))


@given(st.text(st.characters(codec="gb18030"), min_size=1))
def test_every_text_comes_back(text):
    clean = text.removeprefix("\ufeff")
    for encoding in ("UTF-8", "GB18030"):
        assert as_utf8(clean.encode(encoding), encoding, "") == clean.encode().removeprefix(
            b"\xef\xbb\xbf"
        )


def test_what_is_found_and_what_is_converted_agree():
    for text, encoding in (("学校", "UTF-8"), ("学校", "GB18030"), ("学校", "UTF-16")):
        raw = text.encode(encoding)
        assert text_of(raw, "", "表") == as_utf8(raw, encoding_of(raw), "表") == "学校".encode()
    assert text_of("學校".encode("big5"), "Big5", "表") == "學校".encode()
    with pytest.raises(DataError, match="表 不是 GB18030 编码的文本"):
        text_of(b"\xff\xff\xff", "", "表")


@pytest.mark.parametrize(
    ("text", "encoding"),
    [("学校", "GB18030"), ("名称,学校", "GB18030"), ("area m²", "UTF-8"), ("学", "UTF-8")],
)
def test_chinese_that_is_utf8_by_chance_is_chinese(text, encoding):
    raw = text.encode(encoding)
    assert encoding_of(raw) == encoding
    assert text_of(raw, "", "表").decode() == text


def test_a_name_of_no_encoding_fits_nothing():
    assert not fits(b"a", "UTF\x008")


@pytest.mark.parametrize(
    "word",
    [
        "zlib",
        "bz2",
        "hex",
        "base64",
        "rot13",
        "idna",
        "punycode",
        "unicode_escape",
        "undefined",
        "x",
    ],
)
def test_what_python_calls_an_encoding_may_be_none_of_text(word):
    assert not fits(b"61", word)
    assert encoding_of(b"61", word) == "UTF-8"
    with pytest.raises(DataError, match="不是"):
        as_utf8(b"61", word, "来文")


@pytest.mark.parametrize("word", ["cp936", "cp1252", "ISO-8859-1", "GBK", "Big5", "utf-8"])
def test_encodings_of_text_are_taken(word):
    assert fits(b"61", word)


def test_a_second_mark_goes_too():
    mark = b"\xef\xbb\xbf"
    assert as_utf8(mark * 2 + b"a", "UTF-8", "来文") == b"a"
    assert unmarked(mark * 3 + b"a" + mark) == b"a" + mark


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_either_mark_of_utf16_is_known(encoding):
    raw = "\ufeff学校".encode(encoding)
    assert encoding_of(raw) == "UTF-16"
    assert text_of(raw, "", "表").decode() == "学校"


def test_encodings_are_offered_in_the_order_they_are_tried():
    assert alternatives("UTF-8") == ("UTF-8", "GB18030", "Big5", "UTF-16", "Latin-1")
    assert alternatives("cp1252") == ("cp1252", *alternatives("UTF-8"))


def test_a_letter_may_lie_across_the_pieces_that_are_read():
    """A piece is a mebibyte; three bytes a letter do not divide it."""
    text = "a" + "学" * 400_000
    assert as_utf8(text.encode(), "UTF-8", "表") == text.encode()
    assert as_utf8(text.encode("gb18030"), "GB18030", "表") == text.encode()
    assert fits(text.encode("gb18030"), "GB18030")


def test_a_chosen_encoding_is_not_left_for_another():
    with pytest.raises(DataError, match="^表 不是 Big5 编码的文本；请换一种编码$"):
        text_of(b"\xff\xff", "Big5", "表")
    assert text_of("é".encode("latin-1"), "Latin-1", "表") == "é".encode()


def test_the_end_of_a_text_may_not_be_cut_unless_it_is_a_beginning():
    raw = "学校".encode("gb18030")[:-1]
    assert as_utf8(raw, "GB18030", "表", whole=False) == "学".encode()
    with pytest.raises(DataError, match="表 不是 GB18030"):
        as_utf8(raw, "GB18030", "表")
    halves = "a𠮷".encode("utf-16-le")[:-2]
    with pytest.raises(DataError, match="表 不是 UTF-16"):
        as_utf8(b"\xff\xfe" + halves, "UTF-16", "表")


@pytest.mark.parametrize(
    ("raw", "encoding"),
    [
        (b"abc", "UTF-8"),
        ("é学".encode(), "UTF-8"),  # a letter of three bytes: meant as UTF-8
        ("éж".encode(), "GB18030"),  # of two bytes alone, from Latin with hooks on: by chance
        ("±5 m²".encode(), "UTF-8"),  # Latin-1's own signs begin with C2
    ],
)
def test_utf8_by_chance_is_told_by_its_first_bytes(raw, encoding):
    assert encoding_of(raw) == encoding
