"""A shapefile: lengths checked, the encoding found in its bytes, a lost index made anew."""

import re
import shutil
import struct
from array import array
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import numpy as np
from pandas import DataFrame

from geo.errors import DataError
from geo.importing.encodings import ENCODINGS, alternatives, encoding_of
from geo.importing.gdal import heard, raw_of, read_table, warned
from geo.importing.header_rows import unique
from geo.importing.model import Ask, Issue, Layer, Raw

_BYTES = "ISO-8859-1"
"""Shows each byte as one character, so that bytes can be had back: GDAL itself refuses a whole
table for one wrong byte, and knows GB18030 only where iconv does."""

_HEAD = 100
"""Bytes of the header, alike in both files but for the length; ESRI Shapefile, July 1998, p. 3."""


class _Field(NamedTuple):
    name: bytes
    kind: bytes
    start: int
    width: int


class _Table(NamedTuple):
    """The header of a .dbf."""

    rows: int
    head: int
    width: int
    fields: tuple[_Field, ...]


def layers(path: Path, ask: Ask) -> tuple[Layer, ...]:
    """Return the one layer, with the count that its table states."""
    return (Layer("", _header(path.with_suffix(".dbf"), ask.name).rows),)


def encodings(path: Path, ask: Ask) -> tuple[str, ...]:
    """The encoding of the attributes by .cpg, strict UTF-8, GB18030; then the alternatives."""
    table = _header(path.with_suffix(".dbf"), ask.name)
    text = _text(path.with_suffix(".dbf"), table, ask.limits.max_rows)
    found = alternatives(encoding_of(text, _declared(path.with_suffix(".cpg"))))
    return tuple(name for name in found if name != "UTF-16")


def read(path: Path, ask: Ask) -> Raw:
    """Read the layer.

    Raises
    ------
    DataError
        If parts are missing or cut short, the limits are exceeded, or the encoding is wrong.
    """
    table = _header(path.with_suffix(".dbf"), ask.name)
    ask.limits.check(ask.name, columns=len(table.fields))
    if ask.rows is None:
        ask.limits.check(ask.name, rows=table.rows)
    _check_shapes(path, ask.name)
    restored = _restored(path, ask)
    encoding = ask.choices.encoding or encodings(path, ask)[0]
    with heard() as told:
        frame, odd = _whatever_days(_told_apart(path, table), table, ask, encoding)
    return raw_of(frame)._replace(issues=(*restored, *odd, *warned(told)))


def _whatever_days(
    path: Path, table: _Table, ask: Ask, encoding: str
) -> tuple[DataFrame, tuple[Issue, ...]]:
    """Read; where a day is in no calendar, all days as the texts that they are, and said so."""
    try:
        return _frame(path, ask, encoding), ()
    except DataError as error:
        days = [at for at, field in enumerate(table.fields) if field.kind == b"D"]
        if not days or type(error.__cause__) is not ValueError:
            raise
    with_texts = _rewritten(path, "days", {32 * at + 43: b"C" for at in days})
    names = "、".join(table.fields[at].name.decode("utf-8", "replace") for at in days)
    words = f"日期列（{names}）里有不存在的日期，整列按原文（年月日八位数字）保留"
    return _frame(with_texts, ask, encoding), (Issue("days", words, len(days), DataFrame()),)


def _rewritten(path: Path, purpose: str, pieces: Mapping[int, bytes]) -> Path:
    """Copy a shapefile, maybe a link to the sender's, beside it; put bytes into its table."""
    own = path.parent / purpose
    own.mkdir(exist_ok=True)  # looked at before
    for part in path.parent.glob(f"{path.stem}.*"):
        shutil.copyfile(part, own / part.name)
    with (own / path.name).with_suffix(".dbf").open("r+b") as file:
        for at, piece in pieces.items():
            file.seek(at)
            file.write(piece)
    return own / path.name


def _restored(path: Path, ask: Ask) -> tuple[Issue, ...]:
    """Make the index where there is none; the line of the report that says so."""
    if path.with_suffix(".shx").is_file():
        return ()
    restore_index(path, ask)
    return (Issue("index", "缺少 .shx，已按 .shp 重建索引", 1, DataFrame()),)


def _told_apart(path: Path, table: _Table) -> Path:
    """Return a shapefile without two fields of one name: GDAL gives both the values of one."""
    names = [field.name.upper() for field in table.fields]
    if len(set(names)) == len(names):
        return path
    apart = [
        _fitting(name, at) for at, name in enumerate(unique([n.decode(_BYTES) for n in names]))
    ]
    pieces = {32 * at + 32: name.ljust(11, b"\0") for at, name in enumerate(apart)}
    return _rewritten(path, "apart", pieces)


def _fitting(name: str, at: int) -> bytes:
    """Return a field's name of ten bytes at most, its number where it is longer."""
    raw = name.encode(_BYTES)
    return raw if len(raw) <= 10 else f"F{at + 1}".encode()


def _frame(path: Path, ask: Ask, encoding: str) -> DataFrame:
    frame = read_table(path, ask, driver="ESRI Shapefile", encoding=_BYTES)
    try:
        return _decoded(frame, encoding)
    except LookupError as error:
        raise DataError(f"不认识编码“{encoding}”；请改选 {'、'.join(ENCODINGS)}") from error


def _decoded(frame: DataFrame, encoding: str) -> DataFrame:
    """Bytes as text; a character cut off at a field's end becomes a mark."""

    def text(value: object) -> object:
        return value.encode(_BYTES).decode(encoding, "replace") if isinstance(value, str) else value

    names = [name if name == "geometry" else str(text(name)) for name in frame]
    frame = frame.set_axis(unique(names), axis="columns")
    texts = {
        name: frame[name].map({value: text(value) for value in frame[name].unique()})
        for name in frame.select_dtypes(["str", "object"])
    }
    return frame.assign(**texts)


def _header(path: Path, name: str) -> _Table:
    if not path.is_file():
        raise DataError(f"{name} 缺少 .dbf；请把 .shp、.shx、.dbf、.prj 一起压缩成 zip 后再导入")
    size = path.stat().st_size
    with path.open("rb") as file:
        rows, head, width = struct.unpack("<xxxxIHH", file.read(12).ljust(12, b"\0"))
        fields = file.read(max(0, head - 12))[20:]
    if size < 12 or size < head + rows * width:
        raise DataError(f"{name} 的 .dbf 不完整（没有传完）；请重新导出或重新发送")
    return _Table(rows, head, width, _fields(fields))


def _fields(raw: bytes) -> tuple[_Field, ...]:
    fields, start = [], 1
    for at in range(0, len(raw) - 31, 32):
        name, kind, width = raw[at : at + 11].split(b"\0")[0], raw[at + 11 : at + 12], raw[at + 16]
        fields.append(_Field(name, kind, start, width))
        start += width
    return tuple(fields)


def _text(path: Path, table: _Table, most: int) -> bytes:
    """Every name and text value, one a line."""
    names = b"\n".join(field.name for field in table.fields)
    texts = [field for field in table.fields if field.kind == b"C" and field.width]
    rows = min(table.rows, most)
    if not rows or not texts or table.fields[-1].start + table.fields[-1].width > table.width:
        return names
    records = np.memmap(path, np.uint8, "r", table.head, (rows, table.width))
    return b"\n".join([names, *(_values(records, field) for field in texts)])


def _values(records: np.ndarray, field: _Field) -> bytes:
    """Values of a field; the last character of a value that fills it may be cut, so it is left."""
    cells = np.ascontiguousarray(records[:, field.start : field.start + field.width])
    values = cells.view(f"S{field.width}").ravel()
    return b"\n".join(_whole(value, field.width) for value in np.unique(values).tolist())


def _whole(value: bytes, width: int) -> bytes:
    """Up to the last ASCII byte, which ends a character, where the value fills its field."""
    if len(value) < width:
        return value
    known = re.match(rb".*[\x00-\x7f]", value, re.DOTALL)
    return known.group() if known else b""


def _declared(path: Path) -> str:
    """The encoding that a .cpg names: "UTF-8", "936", "GBK", "ANSI 1252"."""
    if not path.is_file():
        return ""
    word = path.read_text("ascii", "ignore").strip().upper()
    code = re.sub(r"^(ANSI|CP|WINDOWS)[ _-]*", "", word)
    return {"936": "GB18030", "GBK": "GB18030", "GB2312": "GB18030", "65001": "UTF-8"}.get(
        code, f"cp{code}" if code.isdigit() else code
    )


def _check_shapes(path: Path, name: str) -> None:
    with path.open("rb") as file:
        head = file.read(28)
    if len(head) < 28 or path.stat().st_size < 2 * struct.unpack(">I", head[24:])[0]:
        raise DataError(f"{name} 的 .shp 不完整（没有传完）；请重新导出或重新发送")


def restore_index(path: Path, ask: Ask) -> None:
    """Write the .shx beside a .shp of our own.

    Raises
    ------
    DataError
        If a shape is cut short, or there are more than allowed.
    """
    with path.open("rb") as file:
        content = file.read()
    entries, at = array("I"), _HEAD
    while at + 8 <= len(content):
        words = struct.unpack_from(">I", content, at + 4)[0]
        entries.extend((at // 2, words))
        at += 8 + 2 * words
        ask.limits.check(ask.name, rows=len(entries) // 2)
    if at > len(content):
        raise DataError(f"{ask.name} 的 .shp 不完整（没有传完）；请重新导出或重新发送")
    head = bytearray(content[:_HEAD])
    struct.pack_into(">I", head, 24, (_HEAD + 4 * len(entries)) // 2)
    path.with_suffix(".shx").write_bytes(bytes(head) + struct.pack(f">{len(entries)}I", *entries))
