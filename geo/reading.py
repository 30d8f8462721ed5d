"""Read CSV and GeoJSON files into records of text cells; file-level faults stop here."""

import csv
import io
import json
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

from geo.disk_space import reason
from geo.errors import DataError

WGS84_NAMES = ("CRS84", "EPSG::4326", "EPSG:4326")
"""How the outdated `crs` member of a GeoJSON file may end and still mean WGS 84."""


MOST_COLUMNS = 1_000
"""Columns of a table of the plan or of the standard; each name is held against all others."""


class Record(NamedTuple):
    """One row of a file: where it stands, its cells as stripped text, its GeoJSON geometry."""

    where: str
    cells: dict[str, str]
    geometry: dict[str, Any] | None = None


def read_records(path: Path) -> list[Record]:
    """Read a `.csv` or `.geojson` file into records, in file order.

    Parameters
    ----------
    path
        An UTF-8 file, with or without BOM. CSV is comma separated with a header.

    Returns
    -------
    list[Record]
        At least one; blank CSV rows are left out but counted, so that `where` names the row as
        a spreadsheet shows it (the header is row 1).

    Raises
    ------
    DataError
        The file is missing, empty, not UTF-8, not parseable, or declares another CRS.
    """
    text = _read_text(path)
    records = (
        _geojson_records(path.name, text)
        if path.suffix == ".geojson"
        else csv_records(path.name, text)
    )
    if not records:
        raise DataError(f"{path.name}: 文件里没有任何数据行; 请补上数据或换回原文件")
    return records


def _read_text(path: Path) -> str:
    try:
        raw = path.read_bytes()
    except FileNotFoundError as error:
        raise DataError(
            f"{path.name}: 在目录 {path.parent.name} 中找不到该文件; 请把文件放回该目录"
        ) from error
    except OSError as error:
        raise DataError(f"{path.name}: 无法读取 ({reason(error)})") from error
    text = _decode(path.name, raw)
    if not text.strip():
        raise DataError(f"{path.name}: 文件是空的 ({len(raw)} 字节); 请换回原文件")
    return text


def _decode(file: str, raw: bytes) -> str:
    try:
        return raw.decode("utf-8-sig").lstrip("\ufeff")
    except UnicodeDecodeError as error:
        row = raw.count(b"\n", 0, error.start) + 1
        raise DataError(
            f"{file} 第 {row} 行: 字节 0x{raw[error.start]:02x} 不是 UTF-8 编码; "
            "请在 Excel 中另存为 “CSV UTF-8 (逗号分隔)”, GeoJSON 请按 UTF-8 导出"
        ) from error


def csv_records(file: str, text: str) -> list[Record]:
    """Rows of a CSV text with their line numbers; `file` is its name in messages."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        rows = [[cell.strip() for cell in row] for row in reader]
    except csv.Error as error:
        raise DataError(
            f"{file} 文本第 {reader.line_num} 行: 引号或字段无法解析 ({error}); "
            "请检查该行的双引号是否成对"
        ) from error
    if len(rows[0]) > MOST_COLUMNS:
        raise DataError(
            f"{file} 第 1 行: 有 {len(rows[0]):,} 列, 超过 {MOST_COLUMNS} 列; 请删去不用的列"
        )
    header = _header(file, rows[0])
    return [
        Record(f"第 {number} 行", _cells(file, header, row, number))
        for number, row in enumerate(rows[1:], start=2)
        if any(row)
    ]


def _header(file: str, row: list[str]) -> list[str]:
    names = _without_tail(row)
    if len(names) == 1 and any(mark in names[0] for mark in ";\t|；，"):
        raise DataError(
            f'{file} 第 1 行: 表头 "{names[0]}" 没有用英文逗号分隔; '
            "请另存为逗号分隔的 CSV (不是分号或制表符)"
        )
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise DataError(f"{file} 第 1 行: 列名重复 {', '.join(twice)}; 每个列名只能出现一次")
    return names


def _cells(file: str, header: list[str], row: list[str], number: int) -> dict[str, str]:
    if len(row) < len(header) or len(_without_tail(row)) > len(header):
        raise DataError(
            f"{file} 第 {number} 行: 有 {len(row)} 个单元格, 表头有 {len(header)} 个; "
            "单元格内含逗号时请用英文双引号括起来"
        )
    return dict(zip(header, row, strict=False))


def _without_tail(row: list[str]) -> list[str]:
    width = max((at for at, cell in enumerate(row, 1) if cell), default=0)
    return row[:width]


def _geojson_records(file: str, text: str) -> list[Record]:
    try:
        content = json.loads(text, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        raise DataError(
            f"{file} 第 {error.lineno} 行第 {error.colno} 个字符: 从这里起不是有效的 JSON; "
            "请重新导出该文件"
        ) from error
    except (ValueError, RecursionError) as error:
        raise DataError(
            f"{file}: 不是有效的 JSON ({_json_fault(error)}); 请重新导出该文件"
        ) from error
    if not isinstance(content, dict) or not isinstance(content.get("features"), list):
        raise DataError(f"{file}: 顶层不是 FeatureCollection; 请按 GeoJSON 要素集合导出")
    _refuse_other_crs(file, content.get("crs"))
    return [
        _feature_record(file, number, feature)
        for number, feature in enumerate(content["features"], start=1)
    ]


def _feature_record(file: str, number: int, feature: object) -> Record:
    where = f"第 {number} 个要素"
    if not isinstance(feature, dict) or not isinstance(feature.get("properties"), dict):
        raise DataError(f"{file} {where}: 没有 properties 对象; 请按 GeoJSON 要素导出")
    cells = {name: _as_text(value) for name, value in feature["properties"].items()}
    geometry = feature.get("geometry")
    return Record(where, cells, geometry if isinstance(geometry, dict) else None)


def _as_text(value: object) -> str:
    return "" if value is None else str(value).strip()


def _json_fault(error: Exception) -> str:
    """What is wrong with JSON that is well-formed; Python says it in English."""
    if isinstance(error, _ConstantError):
        return str(error)
    return "嵌套过深" if isinstance(error, RecursionError) else "有位数过多的数值"


class _ConstantError(ValueError):
    """A constant of JavaScript, such as NaN."""


def _refuse_constant(name: str) -> NoReturn:
    raise _ConstantError(f"{name} 不是 JSON 数值")


def _refuse_other_crs(file: str, member: object) -> None:
    if member is None or json.dumps(member).rstrip('"}').endswith(WGS84_NAMES):
        return
    raise DataError(
        f"{file}: crs 成员为 {json.dumps(member, ensure_ascii=False)}, 应为 WGS 84 (EPSG:4326); "
        "请转换为 WGS 84 经纬度后重新导出, 并去掉 crs 成员"
    )
