"""Bounds of an installation: named, checked, said."""

import pytest

from geo.errors import DataError
from geo.incoming.limits import Limits
from views.limits import limits_of, words


def test_nothing_said_leaves_the_usual_bounds():
    assert limits_of("") == Limits()


def test_bounds_are_set_by_name():
    assert limits_of("max_rows = 1000000, max_columns=300") == Limits(
        max_rows=1_000_000, max_columns=300
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [("rows=5", "没有“rows”"), ("max_rows=many", "实为“many”"), ("max_rows=0", "大于 0")],
)
def test_what_is_no_bound_is_refused_by_name(text, told):
    with pytest.raises(DataError, match=told):
        limits_of(text)


def test_the_bounds_are_said_as_a_planner_reads_them():
    said = words(Limits(max_rows=1_000))
    assert "200 MB" in said
    assert "1,000 行" in said
