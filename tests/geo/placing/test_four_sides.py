"""四至: hand-worked blocks, gaps, sides, and roads of the plan."""

from itertools import permutations

import pytest
from shapely import LineString, Polygon, box

from geo.errors import DataError
from geo.placing.answering import answer
from geo.placing.model import AmbiguousPlacementError
from geo.placing.questions import BoundedBy, BoundSide


def bounded(*words, **more):
    """Ask for roads written as 一纬路 or 一纬路/北."""
    return BoundedBy(tuple(BoundSide(*each.split("/")) for each in words), **more)


@pytest.mark.parametrize("order", list(permutations(["一纬路", "二纬路", "一经路", "二经路"])))
def test_a_block_whatever_the_order(grid, local, order):
    found = answer(bounded(*order), grid)
    assert local(found.geometry).equals(box(0, 0, 1000, 600))
    assert (found.accuracy_m, found.gaps, found.warnings) == (20, (), ())


def test_the_basis_says_sides_and_lines(grid):
    asked = bounded("一纬路/以北", "二纬路/南", "一经路/以东", "二经路/西")
    assert answer(asked, grid, "体育公园").basis == (
        "体育公园：四至：一纬路以北、二纬路以南、一经路以东、二经路以西，沿各路线位围合；"
        "线位据主要道路：一纬路（±20 米）、二纬路（±20 米）、一经路（±20 米）、二经路（±20 米）"
    )


def test_a_side_that_is_not_so_is_refused(grid):
    asked = bounded("一纬路/北", "二纬路/北", "一经路", "二经路")
    with pytest.raises(DataError, match="围合的范围在二纬路以南，与所说“二纬路以北”不符"):
        answer(asked, grid)


def test_streets_that_stop_short_are_joined_and_told(streets, local):
    ground = streets(
        {
            "南路": [(0, 0), (1000, 0)],
            "北路": [(10, 600), (1000, 600)],
            "西路": [(0, 0), (0, 620)],
            "东路": [(1000, 20), (1000, 600)],
        }
    )
    found = answer(bounded("南路", "北路", "西路", "东路"), ground)
    assert local(found.geometry).equals(box(0, 0, 1000, 600))
    assert sorted((gap.between, round(gap.metres), gap.joined) for gap in found.gaps) == [
        (("东路", "南路"), 20, True),
        (("北路", "西路"), 10, True),
    ]
    assert found.accuracy_m == 30  # 20 of the lines and half of the wider joint
    assert "东路与南路图上未相接，相距 20 米，按相接处理" in found.warnings


def test_a_gap_is_closed_straight_and_shown(streets, local):
    ground = streets(
        {
            "南路": [(0, 0), (1000, 0)],
            "北路": [(0, 600), (700, 600)],
            "西路": [(0, 0), (0, 600)],
            "东路": [(1000, 0), (1000, 200)],
        }
    )
    found = answer(bounded("北路", "南路", "东路", "西路"), ground)
    (gap,) = found.gaps
    assert (gap.between, gap.joined) == (("东路", "北路"), False)
    assert gap.metres == pytest.approx(500)  # 300 east, 400 south
    assert local(gap.piece).equals(LineString([(700, 600), (1000, 200)]))
    corner = Polygon([(700, 600), (1000, 600), (1000, 200)])
    assert local(found.geometry).equals(box(0, 0, 1000, 600).difference(corner))
    assert found.accuracy_m == 270
    assert found.warnings == ("东路与北路图上未相接，相距 500 米，以直线闭合，请核对",)
    with pytest.raises(DataError, match="四至不能围合：.*相距 500 米.*超过允许的 400 米"):
        answer(bounded("北路", "南路", "东路", "西路", most_gap_m=400), ground)


def test_a_gap_within_a_road_is_closed_and_shown(streets, local):
    ground = streets(
        {
            "南路": [[(-50, 0), (400, 0)], [(600, 0), (1050, 0)]],
            "北路": [(-50, 600), (1050, 600)],
            "西路": [(0, -50), (0, 650)],
            "东路": [(1000, -50), (1000, 650)],
        }
    )
    found = answer(bounded("南路", "北路", "西路", "东路"), ground)
    assert local(found.geometry).equals(box(0, 0, 1000, 600))
    assert [gap.description for gap in found.gaps] == ["南路两段之间空缺 200 米"]
    assert found.accuracy_m == 120


def test_carriageways_bound_by_the_inner_one(streets, local):
    ground = streets(
        {
            "南路": [[(-50, 0), (1050, 0)], [(1050, -25), (-50, -25)]],
            "北路": [(-50, 600), (1050, 600)],
            "西路": [[(0, -50), (0, 650)], [(-30, 650), (-30, -50)]],
            "东路": [(1000, -50), (1000, 650)],
        }
    )
    found = answer(bounded("东路", "西路", "南路", "北路"), ground)
    assert local(found.geometry).equals(box(0, 0, 1000, 600))


def test_three_roads_and_eight(streets, local):
    corners = [
        (0, 0),
        (400, -80),
        (800, 0),
        (900, 300),
        (800, 700),
        (400, 780),
        (0, 700),
        (-90, 300),
    ]
    sides = {f"{at}路": [corners[at], corners[(at + 1) % 8]] for at in range(8)}
    found = answer(bounded(*reversed(sides)), streets(sides))
    assert local(found.geometry).equals(Polygon(corners))
    three = {"甲": [(0, 0), (900, 0)], "乙": [(900, 0), (0, 800)], "丙": [(0, 800), (0, 0)]}
    found = answer(bounded("丙", "甲", "乙"), streets(three))
    assert local(found.geometry).area == pytest.approx(900 * 800 / 2)


def test_a_diagonal_road_takes_the_side_it_has(streets):
    drawn = {
        "南路": [(-900, 0), (900, 0)],
        "北路": [(-900, 600), (900, 600)],
        "西路": [(-400, -100), (500, 800)],
        "东路": [(800, -100), (800, 700)],
    }
    right = bounded("南路", "北路", "西路/东", "东路/西")
    assert answer(right, streets(drawn)).warnings == ()
    slanting = bounded("南路", "北路", "西路/南", "东路/西")  # it lies to the south-east of it
    assert answer(slanting, streets(drawn)).warnings == ()
    with pytest.raises(DataError, match="在西路以东南，与所说“西路以北”不符"):
        answer(bounded("南路", "北路", "西路/北", "东路/西"), streets(drawn))


def test_a_side_far_askew_is_told(streets):
    drawn = {
        "南路": [(-900, 0), (900, 0)],
        "北路": [(-900, 600), (900, 600)],
        "西路": [(-100, -100), (220, 700)],
        "东路": [(800, -100), (800, 700)],
    }
    found = answer(bounded("南路", "北路", "西路/南", "东路"), streets(drawn))
    assert found.warnings == ("西路在此斜向，范围在其东面；请核对方位",)


TWO_BLOCKS = {
    "南路": [(-100, 0), (1100, 0)],
    "北路": [(-100, 600), (1100, 600)],
    "西路": [(0, -100), (0, 700)],
    "弯路": [(500, -100), (500, 700), (850, 700), (850, -100)],
}


def test_two_blocks_are_choices_until_sides_tell(streets, local):
    ground = streets({**TWO_BLOCKS, "西路": [[(0, -99), (0, 700)], [(1050, -99), (1050, 700)]]})
    with pytest.raises(AmbiguousPlacementError, match=r"有 2 处.*30\.0 公顷.*12\.0 公顷") as told:
        answer(bounded("南路", "北路", "西路", "弯路"), ground)
    assert [local(each.geometry).bounds[0] for each in told.value.choices] == [0, 850]
    second = answer(bounded("南路", "北路", "西路", "弯路", choice=2), ground)
    assert local(second.geometry).equals(box(850, 0, 1050, 600))
    told = answer(bounded("南路", "北路", "西路/东", "弯路"), ground)
    assert local(told.geometry).equals(box(0, 0, 500, 600))


def test_a_road_whose_middle_is_missing_is_told(streets):
    ground = streets({**TWO_BLOCKS, "南路": [[(-99, 0), (-50, 0)], [(1200, 0), (1300, 0)]]})
    with pytest.raises(DataError, match="没有共同围成一块.*南路两段之间空缺 1,250 米"):
        answer(bounded("南路", "北路", "西路", "弯路"), ground)


def test_roads_that_enclose_nothing_are_refused(streets):
    star = {f"{at}": [(0, 0), place] for at, place in enumerate([(900, 0), (0, 900), (-900, 0)])}
    with pytest.raises(DataError, match="没有共同围成一块"):
        answer(bounded(*star), streets(star))


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (["一纬路", "二纬路"], "四至要 3 至 8 条道路，现有 2 条"),
        (["一纬路"] * 9, "现有 9 条"),
        (["一纬路", "二纬路", "一纬路"], "一纬路出现了两次"),
        (["一纬路", "二纬路", "无路"], "没有道路“无路”"),
    ],
)
def test_what_cannot_be_asked_is_refused(grid, names, told):
    with pytest.raises(DataError, match=told):
        answer(bounded(*names), grid)
