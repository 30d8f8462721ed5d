"""A DXF drawing through GDAL, its text made ASCII first and its nested blocks counted."""

import re
from pathlib import Path

import numpy as np
import shapely
from numpy.typing import NDArray
from pandas import DataFrame, Series

from geo.errors import DataError
from geo.importing.dxf_block_count import drawn_vertices
from geo.importing.encodings import text_of
from geo.importing.gdal import read_stream
from geo.importing.model import FIRST, Ask, Issue, Raw

_NAMES = {
    **{"Layer": "图层", "Text": "文字", "SubClasses": "类型", "Linetype": "线型"},
    **{"EntityHandle": "句柄", "PaperSpace": "图纸空间"},
}
_END = re.compile(rb"\n\s*0\s*\r?\n\s*EOF\s*\Z")
_CODES = re.compile(r"(?:\\U\+[0-9A-Fa-f]{4})+")
_TAIL = 64


def read(path: Path, ask: Ask) -> Raw:
    """Read every entity, blocks drawn out; closed lines become polygons, and that is told.

    Raises
    ------
    DataError
        If the drawing is cut short, its blocks draw out beyond the limits, or GDAL refuses it.
    """
    raw = path.read_bytes()
    if not _END.search(raw[-_TAIL:]):
        raise DataError(f"{ask.name} 不完整（没有以 EOF 结束）；请重新导出或重新发送")
    text = _ascii(text_of(raw, ask.choices.encoding, ask.name))
    _check_blocks(text, ask)
    own = path.with_name("ascii.dxf")
    own.write_bytes(text)
    return _told(read_stream(own, ask, "entities", driver="DXF"))


def _check_blocks(text: bytes, ask: Ask) -> None:
    try:
        vertices = drawn_vertices(text)
    except RecursionError as error:
        raise DataError(f"{ask.name} 的图块嵌套过深；请在 CAD 中炸开图块后重新导出") from error
    if vertices > ask.limits.max_vertices:
        raise DataError(
            f"{ask.name} 的图块层层嵌套，展开后约有 {vertices:,} 个折点，"
            f"上限 {ask.limits.max_vertices:,} 个；请在 CAD 中清理图块后重新导出"
        )


def _ascii(text: bytes) -> bytes:
    r"""Write other characters as DXF does, \U+7532: GDAL mistakes UTF-8 for the code page named."""
    if text.isascii():
        return text
    return re.sub(r"[^\x00-\x7f]+", _code, text.decode("utf-8")).encode("ascii")


def _code(found: re.Match[str]) -> str:
    units = found.group().encode("utf-16-be", "replace").hex("|", 2).upper()
    return "".join(f"\\U+{unit}" for unit in units.split("|"))


def _text(value: object) -> str:
    return _CODES.sub(_characters, value) if isinstance(value, str) else ""


def _characters(found: re.Match[str]) -> str:
    return bytes.fromhex(found.group().replace("\\U+", "")).decode("utf-16-be", "replace")


def _told(raw: Raw) -> Raw:
    frame = raw.frame.rename(columns=_NAMES)
    for name in ("图层", "文字"):
        values = frame[name]
        frame[name] = values.map({value: _text(value) for value in values.unique()})
    shapes, closed = _closed(raw.shapes if raw.shapes is not None else np.empty(0, object))
    return Raw(frame, shapes, raw.crs, (*raw.issues, *_issues(frame, closed)))


def _closed(shapes: NDArray[np.object_]) -> tuple[NDArray[np.object_], NDArray[np.bool_]]:
    """Shapes, lines that close as polygons, for plots are drawn so; and which those are."""
    lines = shapely.get_type_id(shapes) == shapely.GeometryType.LINESTRING
    closed = lines & shapely.is_closed(shapes) & (shapely.get_num_points(shapes) > 3)
    drawn = shapes.copy()
    places, line = shapely.get_coordinates(shapes[closed], return_index=True)
    with np.errstate(invalid="ignore"):  # places that are no numbers are set aside later
        drawn[closed] = shapely.polygons(shapely.linearrings(places, indices=line))
    return drawn, closed


def _issues(frame: DataFrame, closed: NDArray[np.bool_]) -> tuple[Issue, ...]:
    count = int(closed.sum())
    if not count:
        return ()
    first = frame[Series(closed, index=frame.index)].head(FIRST)
    return (Issue("closed", "闭合的线按面读取", count, first),)
