"""Base, theirs and ours beside each other."""

import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely.affinity import translate

from geo.exchange.comparing import CONFLICT, OURS, SAME, THEIRS, compare, same_value, verdict_of

ONE = ("projects", "P5-1-01")
RING = "POLYGON ((115 28, 115.01 28, 115.01 28.01, 115 28))"
TURNED = "MULTIPOLYGON Z (((115.01 28.01 3, 115.01 28 3, 115 28 3, 115.01 28.01 3)))"


def test_each_verdict_and_nothing_where_nobody_changed():
    base = {ONE: {"a": "x", "b": "x", "c": "x", "d": "x", "e": "x"}}
    theirs = {ONE: {"a": "y", "b": "x", "c": "y", "d": "y", "e": "x"}}
    ours = {ONE: {"a": "x", "b": "y", "c": "y", "d": "z", "e": "x"}}
    found = compare(base, theirs, ours)
    assert [(each.field, each.verdict) for each in found.differences] == [
        ("a", THEIRS), ("b", OURS), ("c", SAME), ("d", CONFLICT)
    ]  # fmt: skip
    assert found.differences[3][:6] == (*ONE, "d", "x", "y", "z")


def test_rows_that_came_and_rows_that_went():
    road = ("roads", "R-1")
    found = compare({ONE: {"a": 1}}, {road: {"a": 2}}, {ONE: {"a": 1}})
    assert (found.added, found.missing) == ((road,), (ONE,))
    assert [(each.item, each.verdict) for each in found.differences] == [("R-1", THEIRS)]


def test_a_field_that_was_not_asked_for_is_no_difference():
    assert compare({ONE: {"a": 1, "b": 2}}, {ONE: {"a": 1}}, {ONE: {"a": 1, "b": 3}})[0] == ()


def test_nothing_has_no_difference():
    assert compare({}, {}, {}) == ((), (), ())


def test_empty_text_is_none_and_a_whole_number_its_float():
    assert verdict_of("a", None, "", "x") == OURS
    assert verdict_of("a", 30, 30.0, 30) is None
    assert verdict_of("a", "30", 30, "30") == THEIRS


def test_a_shape_is_the_same_however_it_is_written():
    assert same_value("geometry", RING, TURNED)
    assert not same_value("remark", RING, TURNED)
    assert not same_value("geometry", RING, "POINT (115 28)")
    assert not same_value("geometry", RING, None)
    assert not same_value("geometry", RING, "no shape")


def test_a_metre_is_an_edit_and_a_millimetre_is_none():
    ring = shapely.from_wkt(RING)
    assert same_value("geometry", RING, translate(ring, 1e-8).wkt)
    assert not same_value("geometry", RING, translate(ring, 1e-5).wkt)


@given(st.sampled_from("xyz"), st.sampled_from("xyz"), st.sampled_from("xyz"))
def test_theirs_and_ours_change_places(base, theirs, ours):
    other = {THEIRS: OURS, OURS: THEIRS}
    one = verdict_of("a", base, theirs, ours)
    assert verdict_of("a", base, ours, theirs) == other.get(one, one)
