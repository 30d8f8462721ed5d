"""What was found in a layer and done to it, as lines of the report."""

from collections.abc import Iterator

import numpy as np
import shapely
from geopandas import GeoDataFrame
from numpy.typing import NDArray
from pandas import DataFrame

from geo.incoming.ids import Ids
from geo.incoming.model import FIRST, Issue
from geo.incoming.placing import Placed
from geo.incoming.repair import Repaired
from geo.incoming.splitting import WORDS

_SHOWN = 6
"""Columns of the first rows."""


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


def feature_issues(frame_ll: GeoDataFrame, district_ll: GeoDataFrame | None) -> Iterator[Issue]:
    """Yield what concerns features on the map."""
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


def split_issue(frame: DataFrame, ids: list[str]) -> Iterator[Issue]:
    """Yield the line about collections among rows, by their ids."""
    text = "一个要素含多种图形，已按点、线、面拆成多行"
    yield from issue("collection", text, frame, frame.index.isin(ids))


def _touches(frame_ll: GeoDataFrame, district_ll: GeoDataFrame) -> NDArray[np.bool_]:
    district = district_ll.union_all()
    shapely.prepare(district)
    return np.asarray(shapely.intersects(district, frame_ll.geometry.to_numpy()))
