"""Which encoding a text is in: what it says itself, strict UTF-8, then GB18030."""

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, getincrementaldecoder, lookup
from collections.abc import Iterator
from contextlib import suppress

from geo.errors import DataError
from geo.importing.limits import MB

ENCODINGS = ("UTF-8", "GB18030", "Big5", "UTF-16", "Latin-1")
"""Offered to the planner, in the order in which they are tried; the last two only by hand."""

_USUAL = "GB18030"
"""Named where none fits."""

_FOREIGN, _LONG = re.compile(rb"[\xc4-\xdf]"), re.compile(rb"[\xe0-\xf7]")
"""First bytes of two, from Latin with hooks to Arabic, and of three or four, as Chinese has."""

_TEXTS = re.compile(
    r"(utf-(8|16|32)|cp\d|iso\d|gb|big5|hz|shift|euc|koi|mac|latin|ascii|johab|tis)"
)
"""Beginnings of Python's names of encodings of text."""

_SIGNS = re.compile(rb"(?:%s)+" % BOM_UTF8)

_MARKS = {BOM_UTF8: "UTF-8", BOM_UTF16_LE: "UTF-16", BOM_UTF16_BE: "UTF-16"}


def encoding_of(raw: bytes, declared: str = "") -> str:
    """Name of the encoding that fits all of `raw`, tried first as `declared`; else GB18030."""
    return next((name for name in _tried(raw, declared) if fits(raw, name)), _USUAL)


def text_of(raw: bytes, chosen: str, name: str) -> bytes:
    """Text as UTF-8, see `as_utf8`; of the encoding `chosen`, or found if that is ""."""
    for encoding in [chosen] if chosen else _tried(raw):
        with suppress(DataError):
            return as_utf8(raw, encoding, name)
    return as_utf8(raw, chosen or _USUAL, name)


def _tried(raw: bytes, declared: str = "") -> list[str]:
    marked = [name for mark, name in _MARKS.items() if raw.startswith(mark)]
    usual = [_USUAL, "UTF-8", "Big5"] if _by_chance(raw) else ENCODINGS[:3]
    return [*marked, *filter(None, [declared]), *usual]


def _by_chance(raw: bytes) -> bool:
    """Whether UTF-8 would fit with letters that no office here writes: 学校 in GBK is "ѧУ"."""
    return not raw.isascii() and not _LONG.search(raw) and bool(_FOREIGN.search(raw))


def alternatives(first: str) -> tuple[str, ...]:
    """Every encoding to choose from, `first` first."""
    return (first, *(name for name in ENCODINGS if name != first))


def fits(raw: bytes, encoding: str) -> bool:
    """Whether `raw` is text of `encoding` without one wrong byte."""
    try:
        for _ in _pieces(raw, encoding):
            pass
    except (ValueError, LookupError):
        return False
    return True


def as_utf8(raw: bytes, encoding: str, name: str, *, whole: bool = True) -> bytes:
    """Text of `encoding` as UTF-8 without a mark; piece by piece, so that memory stays small.

    `raw` may be empty; not `whole` is the beginning of a text, whose last character may be cut.

    Raises
    ------
    DataError
        If it is no such text.
    """
    if encoding == "UTF-8" and whole and fits(raw, encoding):
        return unmarked(raw)
    pieces = _pieces(raw, encoding, whole=whole)
    try:
        text = b"".join(piece.encode("utf-8", "replace") for piece in pieces)
    except (ValueError, LookupError) as error:
        raise DataError(f"{name} 不是 {encoding} 编码的文本；请换一种编码") from error
    return unmarked(text)


def unmarked(text: bytes) -> bytes:
    """Return UTF-8 without the marks at its beginning; some tools add one to one that is there."""
    marks = _SIGNS.match(text)
    return text[marks.end() :] if marks else text


def _pieces(raw: bytes, encoding: str, *, whole: bool = True) -> Iterator[str]:
    if not _TEXTS.match(lookup(encoding).name):
        raise LookupError  # Python calls packing, escaping and the like encodings too
    decoder = getincrementaldecoder(encoding)()
    for start in range(0, len(raw), MB):
        yield decoder.decode(raw[start : start + MB])
    yield decoder.decode(b"", final=whole)
