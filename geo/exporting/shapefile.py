"""Shapefiles as Chinese offices read them: GB18030, short field names, one kind of shape a file."""

import re
from collections.abc import Iterable

import numpy as np
import pandas as pd
from pandas import DataFrame, Series
from pandas.api import types

from geo.errors import DataError
from geo.exporting.column_types import kind_of
from geo.exporting.csv_text import csv_text
from geo.exporting.file_names import told_apart
from geo.exporting.gdal_files import room, write_layer
from geo.exporting.geometry_split import Part, by_kind, collections
from geo.exporting.preparation import Ready
from geo.exporting.qml import qml

ENCODING = "GB18030"
_MOST_FIELDS = 255

_LONGEST = 254
"""Bytes of a text."""

_LARGEST_INT = 10**17
_LARGEST_FLOAT = 1e20
"""GDAL writes a number into 24 places, with as many decimals as there is room for."""

_LONGEST_NAME = 10
_FIT = re.compile(r"[A-Za-z][A-Za-z0-9_]*")

_KNOWN = {
    "编号": "ID",
    "名称": "NAME",
    "类别": "KIND",
    "类型": "TYPE",
    "工作性质": "WORK",
    "位置": "PLACE",
    "数量": "QUANTITY",
    "单位": "UNIT",
    "来源": "SOURCE",
    "备注": "NOTE",
    "面积": "AREA",
    "长度": "LENGTH",
    "日期": "DATE",
    "等级": "GRADE",
    "分区": "ZONE",
    "条目": "CLAUSE",
    "专栏": "COLUMN",
    "依据": "BASIS",
    "学段": "STAGE",
    "状态": "STATUS",
    "说明": "REMARK",
    "结构": "STRUCTURE",
}
"""Common headers; the others are numbered."""


def shapefile_members(ready: Ready) -> tuple[dict[str, bytes], tuple[str, ...]]:
    """Files of a layer as shapefiles by their names, and what they cannot hold, in words.

    Returns
    -------
    tuple
        A shapefile for points, lines and areas each (`_点`, `_线`, `_面`), every one with .prj,
        .cpg and .qml; 字段对照表.csv; a CSV of the features without place, and one of all fields
        in full where a text is longer than the 254 bytes of dBASE.

    Raises
    ------
    DataError
        If there are more than 255 fields.
    """
    if ready.table.shape[1] > _MOST_FIELDS:
        raise DataError(
            f"图层“{ready.name}”有 {ready.table.shape[1]} 个字段，"
            f"Shapefile 至多 {_MOST_FIELDS} 个；请减少字段，或改用 GPKG"
        )
    fields = dict(zip(ready.table.columns, short_names(ready.table.columns), strict=True))
    narrow, cut = cut_texts(dbf_columns(ready.table))
    members = {f"{ready.stem}_字段对照表.csv": csv_text(_field_table(ready.table, fields)).encode()}
    for part in by_kind(ready.shapes):
        members |= _one(ready, part, narrow.rename(columns=fields), fields)
    members |= _beside(ready, complete=bool(cut))
    return members, _notes(ready, cut)


def _one(ready: Ready, part: Part, table: DataFrame, fields: dict[str, str]) -> dict[str, bytes]:
    name = f"{ready.stem}_{part.kind}"
    with room(f"{name}.shp") as folder:
        path = folder / f"{name}.shp"
        options = {"driver": "ESRI Shapefile", "encoding": ENCODING}
        write_layer(path, table.iloc[part.rows], part.shapes, ready.system, options)
        files = {file.name: file.read_bytes() for file in sorted(folder.iterdir())}
    column = fields[ready.style.column] if ready.style and ready.style.column else ""
    return {**files, f"{name}.qml": qml(ready.style, part.kind, column).encode()}


def _field_table(table: DataFrame, fields: dict[str, str]) -> DataFrame:
    kinds = [kind_of(table[name]) for name in fields]
    return DataFrame({"短字段名": list(fields.values()), "字段名": list(fields), "类型": kinds})


def _beside(ready: Ready, *, complete: bool) -> dict[str, bytes]:
    """Tables of what the shapefiles leave out."""
    tables = {}
    if not ready.placed.all():
        tables["未落图"] = ready.table[~ready.placed]
    if complete:
        tables["全部字段"] = ready.table
    return {f"{ready.stem}_{word}.csv": csv_text(rows).encode() for word, rows in tables.items()}


def _notes(ready: Ready, cut: dict[str, int]) -> tuple[str, ...]:
    notes = [
        f"字段“{name}”有 {count} 个值超过 254 字节，DBF 中已截断，全文见“全部字段.csv”"
        for name, count in cut.items()
    ]
    if missing := int(np.count_nonzero(~ready.placed)):
        notes.append(f"{missing} 个要素未落图，Shapefile 不收，见“未落图.csv”")
    if mixed := collections(ready.shapes):
        notes.append(f"{mixed} 个集合图形已按点、线、面分到各文件，属性相同")
    return tuple(notes)


def dbf_columns(table: DataFrame) -> DataFrame:
    """Columns in the types dBASE knows: date-times and what is too large for a number as text."""
    return DataFrame({name: _column(values) for name, values in table.items()}, index=table.index)


def cut_texts(table: DataFrame) -> tuple[DataFrame, dict[str, int]]:
    """Texts cut to 254 bytes between characters, and how many were cut in each column of those."""
    texts = [name for name in table.columns if isinstance(table[name].dtype, pd.StringDtype)]
    cut = {name: table[name].map(_cut, "ignore") for name in texts}
    counts = {name: int((cut[name].str.len() < table[name].str.len()).sum()) for name in texts}
    changed = {name: count for name, count in counts.items() if count}
    return table.assign(**{name: cut[name] for name in changed}), changed


def _column(values: Series) -> Series:
    if types.is_datetime64_dtype(values.dtype):
        return values.dt.strftime("%Y-%m-%d %H:%M:%S").astype("str")
    too_large = _LARGEST_INT if types.is_integer_dtype(values.dtype) else _LARGEST_FLOAT
    if not types.is_numeric_dtype(values.dtype) or types.is_bool_dtype(values.dtype):
        return values
    known = values.dropna()
    if known.empty or known.abs().max() < too_large:
        return values
    return Series([None if pd.isna(v) else str(v) for v in values.tolist()], values.index, "str")


def _cut(text: str) -> str:
    if len(text) * 4 <= _LONGEST:
        return text
    return text.encode(ENCODING)[:_LONGEST].decode(ENCODING, errors="ignore")


def short_names(names: Iterable[str]) -> list[str]:
    """(n,) field names as dBASE takes them: ASCII, ten bytes, unique whatever the case."""
    wanted = [_short(name, place) for place, name in enumerate(names, 1)]
    return told_apart(wanted, _LONGEST_NAME)


def _short(name: str, place: int) -> str:
    if _FIT.fullmatch(name):
        return name[:_LONGEST_NAME]
    return _KNOWN.get(name, f"F{place:02}")
