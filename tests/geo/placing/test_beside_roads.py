"""Corners between roads."""

import pytest
from shapely import box

from geo.errors import DataError
from geo.placing.answering import answer
from geo.placing.questions import BesideRoads, BoundSide


def beside(*words, within_m=300.0):
    return BesideRoads(tuple(BoundSide(*each.split("/")) for each in words), within_m)


def test_a_corner_of_two_streets(grid, local):
    found = answer(beside("一纬路/北", "二经路/西"), grid, "某村")
    assert local(found.geometry).equals(box(700, 0, 1000, 300))
    assert found.basis == (
        "某村：一纬路以北、二经路以西，距各路 300 米以内；"
        "线位据主要道路：一纬路（±20 米）、二经路（±20 米）"
    )
    assert found.accuracy_m == 20


def test_what_lies_between_two_streets(grid, local):
    found = answer(beside("一纬路/北", "二纬路/南", within_m=400), grid)
    assert local(found.geometry).equals(box(-100, 200, 1100, 400))


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (beside("一纬路/北", "二纬路/南", within_m=200), "各 200 米以内没有共同的范围；请放宽米数"),
        (beside("一纬路/北"), "要 2 至 8 条道路，现有 1 条"),
        (beside("一纬路/北", "二经路"), "没有说明在二经路哪一侧"),
        (beside("一纬路/北", "二经路/北"), "没有明确的“以北”一侧"),
    ],
)
def test_what_has_no_corner_is_refused(grid, asked, told):
    with pytest.raises(DataError, match=told):
        answer(asked, grid)
