"""Services that stand and plan items in one frame, told apart by their kind."""

import pytest
from geopandas import GeoDataFrame
from shapely import Point

from geo.crs import METRIC
from geo.errors import UnexpectedCRSError
from geo.pooling import PLANNED, pool


def frame(*rows, crs=METRIC):
    columns = {"name": [row[0] for row in rows], "kind": [row[1] for row in rows]}
    return GeoDataFrame(columns, geometry=[row[2] for row in rows], crs=crs)


def test_plan_items_are_marked_and_the_unplaced_left_out():
    standing = frame(("甲校", "学校", Point(0, 0)))
    planned = frame(("乙校新建", "学校", Point(1, 1)), ("丙校新建", "学校", None))
    pooled = pool(standing, planned)
    assert list(pooled["kind"]) == ["学校", f"{PLANNED}学校"]
    assert list(pooled["name"]) == ["甲校", "乙校新建"]
    assert pooled.crs == standing.crs


def test_either_may_be_empty():
    one, none = frame(("甲校", "学校", Point(0, 0))), frame()
    assert len(pool(one, none)) == len(pool(none, one)) == 1
    assert len(pool(none, none)) == 0


def test_degrees_are_refused():
    degrees = frame(("甲校", "学校", Point(115.9, 28.6)), crs="EPSG:4326")
    with pytest.raises(UnexpectedCRSError):
        pool(degrees, frame())
