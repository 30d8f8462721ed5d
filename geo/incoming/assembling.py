"""Rows, shapes, ids and findings put together."""

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
from geo.incoming.findings import feature_issues, issue, row_issues, split_issue
from geo.incoming.ids import ids_of
from geo.incoming.model import Choices, Incoming, Issue, RepairReport
from geo.incoming.placing import Placed
from geo.incoming.repair import Repaired, repaired
from geo.incoming.splitting import split

ZONE_LOW, ZONE_HIGH = DISTRICT.meridian.wide
"""Degrees; what `geo.crs` says in metres: half a degree beyond the zone, China's latitudes."""

REASON = "原因"
"""Column of what could not be placed."""


def assembled(
    at: Placed, choices: Choices, district_ll: GeoDataFrame | None, name: str
) -> Incoming:
    """Return the layer: shapes repaired in WGS 84, unique ids, what could not be placed, a report.

    Parameters
    ----------
    at
        (n,) rows with their shapes and system, n at least 1.
    choices
        Datum and column of ids as chosen.
    district_ll
        See `geo.incoming.reading.read`.
    name
        The file's, for messages.

    Raises
    ------
    DataError
        If nothing lies where METRIC measures rightly.
    """
    done = repaired(at.shapes, at.guess.crs or LONLAT, choices.datum)
    ids = ids_of(at.frame, choices.id_column)
    rows = at.frame.set_axis(ids.index)
    parts = split(_features(rows, done))
    near = _in_zone(parts.frame_ll)
    if len(near) and not near.any():
        raise DataError(_far(at, name))
    issues = (
        *row_issues(rows, at, done, ids),
        *split_issue(rows, parts.ids),
        *feature_issues(parts.frame_ll, district_ll),
        *_far_issue(parts.frame_ll, near),
    )
    used = replace(choices, columns=at.columns, crs=at.guess.crs, id_column=ids.column)
    report = RepairReport(len(rows), int((done.reasons == "").sum()), issues)
    return Incoming(parts.frame_ll, report, _unplaced(rows, done), used, _notes(at))


def _features(rows: DataFrame, done: Repaired) -> GeoDataFrame:
    there = done.reasons == ""
    kept = rows if there.all() else rows[there]
    return GeoDataFrame(kept, geometry=done.shapes_ll[there], crs=LONLAT)


def _unplaced(rows: DataFrame, done: Repaired) -> DataFrame:
    absent = done.reasons != ""
    return rows[absent].assign(**{REASON: done.reasons[absent]})


def _in_zone(frame_ll: GeoDataFrame) -> NDArray[np.bool_]:
    """Which features have their middle where METRIC measures rightly."""
    west, south, east, north = shapely.bounds(frame_ll.geometry.to_numpy()).reshape(-1, 4).T
    middles = np.column_stack([(west + east) / 2, (south + north) / 2])
    return np.asarray(((middles >= ZONE_LOW) & (middles <= ZONE_HIGH)).all(axis=1))


def _far(at: Placed, name: str) -> str:
    return (
        f"{name} 没有任何要素落在本区坐标系的适用范围（{span_words()}）；"
        f"现按 {at.guess.crs[:40]} 读取（{at.guess.reason}），请核对坐标系"
    )


def _far_issue(frame_ll: GeoDataFrame, near: NDArray[np.bool_]) -> Iterator[Issue]:
    text = f"离中央经线 {DISTRICT.meridian.degrees}° 太远，长度和面积不准"
    yield from issue("far", text, DataFrame(frame_ll.drop(columns="geometry")), ~near)


def _notes(at: Placed) -> tuple[str, ...]:
    return () if at.guess.declared else (f"坐标系：{at.guess.crs}，{at.guess.reason}",)
