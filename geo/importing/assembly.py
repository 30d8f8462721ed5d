"""Rows, shapes and ids put together, and what was found and done as lines of the report."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import shapely
from geopandas import GeoDataFrame
from numpy.typing import NDArray
from pandas import DataFrame

from geo.crs import LONLAT, span_words
from geo.district import DISTRICT
from geo.errors import DataError
from geo.importing.datum_hint import middles
from geo.importing.geometry_types import WORDS, split
from geo.importing.georeferencing import Placed
from geo.importing.ids import Ids, ids_of
from geo.importing.model import FIRST, Incoming, Issue, ReadingChoices, RepairReport
from geo.importing.repair import Repaired, repaired

ZONE_LOW, ZONE_HIGH = DISTRICT.meridian.wide
"""Degrees; what `geo.crs` says in metres: half a degree beyond the zone, China's latitudes."""

REASON = "原因"
"""Column of what could not be placed."""

_SHOWN = 6
"""Columns of the first rows."""


def assembled(
    at: Placed, choices: ReadingChoices, district_ll: GeoDataFrame | None, name: str
) -> Incoming:
    """Return the layer: shapes repaired in WGS 84, unique ids, what could not be placed, a report.

    `at` has (n,) rows, n at least 1; district as in `geo.importing.layer_reading.read`.

    Raises
    ------
    DataError
        If nothing lies where METRIC measures rightly.
    """
    done = repaired(at.shapes, at.guess.crs or LONLAT, choices.datum)
    ids = ids_of(at.frame, choices.id_column)
    rows = at.frame.set_axis(ids.index)
    there = done.reasons == ""
    kept = rows if there.all() else rows[there]
    parts = split(GeoDataFrame(kept, geometry=done.shapes_ll[there], crs=LONLAT))
    near = _in_zone(parts.frame_ll)
    if len(near) and not near.any():
        raise DataError(_far(at, name))
    issues = (
        *row_issues(rows, at, done, ids),
        *split_issue(rows, parts.ids),
        *feature_issues(parts.frame_ll, district_ll, near),
    )
    used = replace(choices, columns=at.columns, crs=at.guess.crs, id_column=ids.column)
    report = RepairReport(len(rows), int(there.sum()), issues)
    unplaced = rows[~there].assign(**{REASON: done.reasons[~there]})
    notes = () if at.guess.declared else (f"坐标系：{at.guess.crs}，{at.guess.reason}",)
    return Incoming(parts.frame_ll, report, unplaced, used, notes)


def _in_zone(frame_ll: GeoDataFrame) -> NDArray[np.bool_]:
    """Which features have their middle where METRIC measures rightly."""
    places_ll = middles(frame_ll.geometry.to_numpy())
    return np.asarray(((places_ll >= ZONE_LOW) & (places_ll <= ZONE_HIGH)).all(axis=1))


def _far(at: Placed, name: str) -> str:
    return (
        f"{name} 没有任何要素落在本区坐标系的适用范围（{span_words()}）；"
        f"现按 {at.guess.crs[:40]} 读取（{at.guess.reason}），请核对坐标系"
    )


def issue(key: str, text: str, frame: DataFrame, marks: NDArray[np.bool_]) -> Iterator[Issue]:
    """Yield one line with the first of the marked rows, or nothing where none is marked."""
    count = int(marks.sum())
    if count:
        yield Issue(key, text, count, DataFrame(frame[marks].iloc[:FIRST, :_SHOWN]))


def row_issues(frame: DataFrame, at: Placed, done: Repaired, ids: Ids) -> Iterator[Issue]:
    """Yield what concerns rows as they stood in the file; `frame` is theirs, by id."""
    for reason in dict.fromkeys(done.reasons[done.reasons != ""].tolist()):
        yield from issue("unplaced", f"未上图：{reason}", frame, done.reasons == reason)
    yield from issue("invalid", "图形自相交等无效，已修复", frame, done.mended)
    repeated = f"编号（列“{ids.column}”）重复，已加后缀区分"
    yield from issue("duplicate_id", repeated, frame, ids.repeated)
    yield from issue("height", "带有高程，只保留平面位置", frame, at.with_height)


def feature_issues(
    frame_ll: GeoDataFrame, district_ll: GeoDataFrame | None, near: NDArray[np.bool_]
) -> Iterator[Issue]:
    """Yield what concerns features on the map; `near` are those where metres are right."""
    dimensions = shapely.get_dimensions(frame_ll.geometry.to_numpy())
    counts = [int((dimensions == dimension).sum()) for dimension in range(3)]
    attributes = DataFrame(frame_ll.drop(columns="geometry"))
    if sum(count > 0 for count in counts) > 1:
        told = "、".join(f"{word} {n:,} 个" for word, n in zip(WORDS, counts, strict=True) if n)
        rarer = dimensions != int(np.argmax(counts))
        text = f"图形类型混杂（{told}），全部保留，可按类型分层"
        yield Issue("mixed", text, len(frame_ll), attributes[rarer].iloc[:FIRST, :_SHOWN])
    if district_ll is not None:
        outside = ~_touches(frame_ll, district_ll)
        yield from issue("outside", "在区界以外，已保留", attributes, outside)
    far = f"离中央经线 {DISTRICT.meridian.degrees}° 太远，长度和面积不准"
    yield from issue("far", far, attributes, ~near)


def split_issue(frame: DataFrame, ids: list[str]) -> Iterator[Issue]:
    """Yield the line about collections among rows, by their ids."""
    text = "一个要素含多种图形，已按点、线、面拆成多行"
    yield from issue("collection", text, frame, frame.index.isin(ids))


def _touches(frame_ll: GeoDataFrame, district_ll: GeoDataFrame) -> NDArray[np.bool_]:
    district = district_ll.union_all()
    shapely.prepare(district)
    return np.asarray(shapely.intersects(district, frame_ll.geometry.to_numpy()))
