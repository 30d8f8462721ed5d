"""What a file is, by its content; its name may say anything."""

import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from pathlib import Path, PurePath
from typing import NamedTuple

from geo.errors import DataError
from geo.importing.encodings import unmarked
from geo.importing.model import Kind


class About(NamedTuple):
    """Word for a kind of file, the endings its name may have, and how the page offers it."""

    text: str
    suffixes: tuple[str, ...]
    offered: str = ""


KINDS: dict[Kind, About] = {
    "shapefile": About("Shapefile", (".shp",), "Shapefile（zip）"),
    "gpkg": About("GeoPackage", (".gpkg",), "GPKG"),
    "geojson": About("GeoJSON", (".geojson", ".json"), "GeoJSON"),
    "kml": About("KML", (".kml",), "KML/KMZ"),
    "parquet": About("GeoParquet", (".parquet", ".geoparquet", ".pq"), "GeoParquet"),
    "text": About("文本表格（CSV/TXT）", (".csv", ".txt", ".tsv"), "CSV/TXT"),
    "xlsx": About("Excel 工作簿", (".xlsx", ".xlsm"), "XLSX"),
    "dxf": About("DXF 图纸", (".dxf",), "DXF"),
    "zip": About("压缩包", (".zip", ".kmz")),
}

OFFERED = "、".join(about.offered for about in KINDS.values() if about.offered)
"""The formats in a sentence."""

SUFFIXES = tuple(suffix for about in KINDS.values() for suffix in about.suffixes)
"""Endings of all of them, with the dot."""

_BEGINS: dict[bytes, Kind] = {
    b"SQLite format 3\0": "gpkg",
    b"PAR1": "parquet",
    b"\x00\x00\x27\x0a": "shapefile",
    b"PK": "zip",
}
_REFUSED = {
    b"\xd0\xcf\x11\xe0": "旧版（.xls）或加密的 Office 文件；请在 Excel 中去掉密码，另存为 .xlsx",
    b"AC10": "DWG 图纸；请在 CAD 中另存为 DXF",
    b"AutoCAD Binary DXF": "二进制 DXF；请在 CAD 中另存为文本（ASCII）DXF",
    b"Rar!": "RAR 压缩包；请改用 zip 压缩",
    b"7z\xbc\xaf": "7z 压缩包；请改用 zip 压缩",
    b"\x1f\x8b": "gzip 压缩包；请改用 zip 压缩",
    b"%PDF": "PDF；请向来文单位索要矢量数据",
    b"\x89PNG": "图片；请向来文单位索要矢量数据",
    b"\xff\xd8\xff": "图片；请向来文单位索要矢量数据",
}
_HEAD = 4096
_DXF = re.compile(rb"\s*(?:999\s*\n[^\n]*\n\s*)*0\s*\n\s*SECTION", re.ASCII)


def kind_of(path: Path, name: str) -> Kind:
    """Kind of the file at `path`; `name` is its name in messages.

    Raises
    ------
    DataError
        If the content is of no kind that is read.
    """
    with path.open("rb") as file:
        head = file.read(_HEAD)
    for begin, advice in _REFUSED.items():
        if head.startswith(begin):
            raise DataError(f"{name} 的内容是{advice}")
    for begin, kind in _BEGINS.items():
        if head.startswith(begin):
            return kind
    return _written(head, name)


def misnamed(kind: Kind, name: str) -> str:
    """Sentence for the planner where a name's ending is not that of the content, else ""."""
    suffix = PurePath(name).suffix.lower()
    if not suffix or suffix in KINDS[kind].suffixes:
        return ""
    return f"扩展名是 {suffix}，内容是{KINDS[kind].text}；已按内容读取"


def _written(head: bytes, name: str) -> Kind:
    if head.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return "text"
    text = unmarked(head).lstrip()
    if b"\0" in text or not text:
        readable = "、".join(about.text for about in KINDS.values())
        raise DataError(f"{name} 的内容不是可读的图层或表格；请给 {readable}")
    if text.startswith(b"{"):
        return "geojson"
    if text.startswith(b"<"):
        return _marked_up(text, name)
    return "dxf" if _DXF.match(text) else "text"


def _marked_up(text: bytes, name: str) -> Kind:
    if re.search(rb"<(\w+:)?kml\b", text) or text.startswith((b"<?xml", b"<!DOCTYPE kml")):
        return "kml"
    if re.search(rb"<osm\b", text):
        raise DataError(
            f"{name} 的内容是 OpenStreetMap 数据；请作为步行路网读取（“生活圈”的“数据”面板）"
        )
    raise DataError(f"{name} 的内容是网页或其他 XML，不是 KML；请重新导出")
