"""Shapefiles as Chinese offices read them: GB18030, short field names, one kind of shape a file."""

import numpy as np
from pandas import DataFrame

from geo.errors import DataError
from geo.outgoing.csv_text import csv_text
from geo.outgoing.dbf import cut_texts, dbf_columns
from geo.outgoing.gdal_files import room, write_layer
from geo.outgoing.kinds import kind_of
from geo.outgoing.model import Style
from geo.outgoing.prepare import Ready
from geo.outgoing.qml import qml
from geo.outgoing.short_names import short_names
from geo.outgoing.split import Part, by_kind, collections

FIELD_TABLE = "字段对照表.csv"
ENCODING = "GB18030"
_MOST_FIELDS = 255


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
    narrow, cut = cut_texts(dbf_columns(ready.table), ENCODING)
    members = {f"{ready.stem}_{FIELD_TABLE}": csv_text(_field_table(ready.table, fields)).encode()}
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
    return {**files, f"{name}.qml": _qml(ready.style, part.kind, fields)}


def _qml(style: Style | None, kind: str, fields: dict[str, str]) -> bytes:
    return qml(style, kind, fields[style.column] if style and style.column else "").encode()


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
