"""Which encoding a text is in: what it says itself, strict UTF-8, then GB18030."""

from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, getincrementaldecoder
from collections.abc import Iterator

from geo.errors import DataError
from geo.incoming.limits import MB

ENCODINGS = ("UTF-8", "GB18030", "Big5", "UTF-16", "Latin-1")
"""Offered to the planner, in the order in which they are tried; the last two only by hand."""

_MARKS = {BOM_UTF8: "UTF-8", BOM_UTF16_LE: "UTF-16", BOM_UTF16_BE: "UTF-16"}


def encoding_of(raw: bytes, declared: str = "") -> str:
    """Name of the encoding that fits all of `raw`; GB18030 where none does.

    Parameters
    ----------
    raw
        The text; may be empty.
    declared
        What the file says; goes first if it fits.
    """
    marked = [name for mark, name in _MARKS.items() if raw.startswith(mark)]
    tried = [*marked, *filter(None, [declared]), *ENCODINGS[:3]]
    return next((name for name in tried if fits(raw, name)), "GB18030")


def alternatives(first: str) -> tuple[str, ...]:
    """Every encoding to choose from, `first` first."""
    return (first, *(name for name in ENCODINGS if name != first))


def fits(raw: bytes, encoding: str) -> bool:
    """Whether `raw` is text of `encoding` without one wrong byte."""
    try:
        for _ in _pieces(raw, encoding):
            pass
    except (UnicodeError, LookupError):
        return False
    return True


def as_utf8(raw: bytes, encoding: str, name: str, *, whole: bool = True) -> bytes:
    """Text of `encoding` as UTF-8 without a mark; piece by piece, so that memory stays small.

    Parameters
    ----------
    raw
        The text; may be empty.
    encoding
        What it is in.
    name
        The file's name, for the message.
    whole
        False for the beginning of a text, whose last character may be cut.

    Raises
    ------
    DataError
        If it is no such text.
    """
    pieces = _pieces(raw, encoding, whole=whole)
    try:
        text = b"".join(piece.encode("utf-8", "replace") for piece in pieces)
    except (UnicodeError, LookupError) as error:
        raise DataError(f"{name} 不是 {encoding} 编码的文本；请换一种编码") from error
    return text.removeprefix(BOM_UTF8)


def _pieces(raw: bytes, encoding: str, *, whole: bool = True) -> Iterator[str]:
    decoder = getincrementaldecoder(encoding)()
    for start in range(0, len(raw), MB):
        yield decoder.decode(raw[start : start + MB])
    yield decoder.decode(b"", final=whole)
