"""Filtering keeps what meets every criterion and explains an empty result."""

from dataclasses import replace

import pytest
from geopandas import GeoDataFrame
from hypothesis import given
from hypothesis import strategies as st
from shapely import Point

from geo.filtering import Criteria, apply, chosen_values, explain_empty


def projects():
    rows = [
        ("a", "专栏5", "（一）路网", "广州路", "道路", "新建", "core", ("core", "belt"), True),
        ("b", "专栏5", "（一）路网", "ABC 路", "道路", "改造提升", "belt", ("belt",), True),
        ("c", "专栏5", "（二）市场", "某市场", "市场", "新建", "", (), False),
        ("d", "专栏8", "（一）学校", "博文学校新建", "学校", "新建", "core", ("core",), True),
    ]
    names = ["project_id", "column", "clause", "name", "kind", "work", "zone", "zones_touched"]
    frame = GeoDataFrame([row[:-1] for row in rows], columns=names).set_index("project_id")
    frame = frame.assign(location="城南", source_note="", basis="沿路", remark="")
    shapes = [Point(115.9, 28.6) if row[-1] else None for row in rows]
    return frame.set_geometry(shapes, crs="EPSG:4326")


PROJECTS = projects()
COLUMNS = ("column", "clause", "kind", "work")


def made(**wanted):
    """Criteria from values by column and the other criteria, in one."""
    values = chosen_values({name: wanted.pop(name) for name in COLUMNS if name in wanted})
    return Criteria(values, **wanted)


CRITERIA = st.builds(
    made,
    column=st.sampled_from([(), ("专栏5",), ("专栏8",), ("专栏5", "专栏8")]),
    kind=st.sampled_from([(), ("道路",), ("学校", "市场"), ("无",)]),
    work=st.sampled_from([(), ("新建",)]),
    zones=st.sampled_from([(), ("core",), ("belt", ""), ("",)]),
    placed=st.sampled_from(["all", "placed", "unplaced"]),
    text=st.sampled_from(["", "路", "学校 新建", "zzz"]),
)


def kept(**criteria):
    return "".join(apply(PROJECTS, made(**criteria)).index)


@pytest.mark.parametrize(
    ("criteria", "expected"),
    [
        ({}, "abcd"),
        ({"column": ("专栏5",)}, "abc"),
        ({"clause": ("（一）路网", "（一）学校")}, "abd"),
        ({"kind": ("道路", "市场")}, "abc"),
        ({"work": ("新建",)}, "acd"),
        ({"zones": ("belt",)}, "ab"),  # a crosses two zones
        ({"zones": ("",)}, "c"),
        ({"placed": "placed"}, "abd"),
        ({"placed": "unplaced"}, "c"),
        ({"text": "abc"}, "b"),
        ({"text": "ＡＢＣ　路"}, "b"),
        ({"text": "  "}, "abcd"),
        ({"text": "新建 博文"}, "d"),
        ({"text": "路网 道路"}, "ab"),
        ({"column": ("专栏5",), "work": ("新建",), "placed": "placed"}, "a"),
        ({"kind": ("没有",)}, ""),
    ],
)
def test_criteria_hold_together(criteria, expected):
    assert kept(**criteria) == expected


def test_an_empty_result_tells_which_criterion_to_drop():
    criteria = made(column=("专栏8",), kind=("道路",), placed="placed")
    assert apply(PROJECTS, criteria).empty
    assert explain_empty(PROJECTS, criteria) == {"column": 2, "kind": 1, "placed": 0}


def test_no_criterion_has_nothing_to_drop():
    assert explain_empty(PROJECTS, Criteria()) == {}


def test_no_project_at_all():
    none = PROJECTS.iloc[:0]
    criteria = Criteria(zones=("core",), placed="placed", text="路")
    assert apply(none, criteria).empty
    assert list(explain_empty(none, criteria).values()) == [0, 0, 0]


@given(CRITERIA)
def test_filtering_twice_changes_nothing(criteria):
    once = apply(PROJECTS, criteria)
    assert apply(once, criteria).index.equals(once.index)


@given(CRITERIA)
def test_the_result_is_the_intersection_of_the_single_criteria(criteria):
    expected = set(PROJECTS.index)
    singles = [Criteria(values=(each,)) for each in criteria.values]
    singles += [
        replace(Criteria(), **{name: getattr(criteria, name)})
        for name in ("zones", "placed", "text")
    ]
    for single in singles:
        expected &= set(apply(PROJECTS, single).index)
    assert set(apply(PROJECTS, criteria).index) == expected


@given(CRITERIA, st.permutations(range(4)))
def test_the_order_of_rows_does_not_matter(criteria, order):
    shuffled = apply(PROJECTS.iloc[order], criteria)
    assert set(shuffled.index) == set(apply(PROJECTS, criteria).index)


@given(CRITERIA)
def test_dropping_a_criterion_never_loses_a_project(criteria):
    count = len(apply(PROJECTS, criteria))
    assert all(more >= count for more in explain_empty(PROJECTS, criteria).values())
