"""Along a road between two others: hand-worked streets."""

import pytest
import shapely
from shapely import LineString, MultiLineString

from geo.errors import DataError
from geo.placing.answering import answer
from geo.placing.model import AmbiguousPlacementError
from geo.placing.questions import AlongRoad


def test_a_straight_stretch_between_two_streets(grid, local):
    found = answer(AlongRoad("一纬路", "一经路", "二经路"), grid, "强路")
    assert local(found.geometry).equals(LineString([(0, 0), (1000, 0)]))
    assert found.basis == (
        "强路：沿一纬路，一经路至二经路之间；"
        "线位据主要道路：一纬路（±20 米）、一经路（±20 米）、二经路（±20 米）"
    )
    assert (found.accuracy_m, found.gaps, found.warnings) == (20, (), ())
    assert [part.name for part in found.parts] == ["一纬路", "一经路", "二经路"]


def test_the_ends_may_be_named_in_either_order(grid):
    one, other = (
        answer(AlongRoad("一纬路", *ends), grid).geometry
        for ends in (("一经路", "二经路"), ("二经路", "一经路"))
    )
    assert one.equals(other)


def test_all_of_a_road_where_no_end_is_named(grid, local):
    found = answer(AlongRoad("一纬路"), grid)
    assert local(found.geometry).equals(LineString([(-100, 0), (1100, 0)]))
    assert "以图上所有为限" in found.basis


def test_a_road_that_stops_short_is_joined_and_told(streets, local):
    ground = streets(
        {
            "横路": [(0, 0), (1000, 0)],
            "甲路": [(200, 12), (200, 500)],
            "乙路": [(800, -9), (800, 9)],
        }
    )
    found = answer(AlongRoad("横路", "甲路", "乙路"), ground)
    assert local(found.geometry).equals(LineString([(200, 0), (800, 0)]))
    assert [(gap.between, gap.metres, gap.joined) for gap in found.gaps] == [
        (("甲路", "横路"), pytest.approx(12), True)
    ]
    assert local(found.gaps[0].piece).equals(LineString([(200, 0), (200, 12)]))
    assert found.accuracy_m == 26  # 20 of the lines and half of the joint


def test_roads_that_do_not_meet_say_how_far_apart_they_are(streets):
    ground = streets(
        {"横路": [(0, 0), (1000, 0)], "甲路": [(200, 45), (200, 500)], "乙路": [(800, 0), (800, 9)]}
    )
    with pytest.raises(
        DataError, match=r"横路与甲路图上不相接：最近处相距 45 米（甲路在横路北面）"
    ):
        answer(AlongRoad("横路", "甲路", "乙路"), ground)
    wider = answer(AlongRoad("横路", "甲路", "乙路", tolerance_m=50), ground)
    assert wider.gaps[0].metres == pytest.approx(45)


def test_a_name_that_is_not_there_is_told_with_those_like_it(grid):
    with pytest.raises(
        DataError, match=r"没有道路“三纬路”（相近的有：一纬路、二纬路.*补入主要道路"
    ):
        answer(AlongRoad("三纬路", "一经路", "二经路"), grid)


@pytest.mark.parametrize(
    ("ends", "told"),
    [
        (("一经路", ""), "只给了起、讫道路之一"),
        (("一经路", "一经路"), "起、讫都是一经路"),
        (("一纬路", "一经路"), "不能以自己为起讫"),
    ],
)
def test_ends_that_are_none_are_refused(grid, ends, told):
    with pytest.raises(DataError, match=told):
        answer(AlongRoad("一纬路", *ends), grid)


def test_two_streets_that_cross_at_the_same_place_leave_nothing(streets):
    ground = streets(
        {"横路": [(0, 0), (900, 0)], "甲路": [(300, -50), (300, 0)], "乙路": [(300, 0), (300, 60)]}
    )
    with pytest.raises(DataError, match="交于同一处"):
        answer(AlongRoad("横路", "甲路", "乙路"), ground)


TWICE = {
    "横路": [(0, 0), (2000, 0)],
    "弯路": [(200, -100), (200, 300), (1000, 300), (1000, -100)],
    "末路": [(1600, -100), (1600, 100)],
}


def test_a_road_met_twice_leaves_a_choice(streets, local):
    ground = streets(TWICE)
    with pytest.raises(
        AmbiguousPlacementError, match=r"有 2 处.*1\. 长 600 米.*2\. 长 1,400 米"
    ) as told:
        answer(AlongRoad("横路", "弯路", "末路"), ground)
    near, far = (local(each.geometry) for each in told.value.choices)
    assert near.equals(LineString([(1000, 0), (1600, 0)]))
    assert far.equals(LineString([(200, 0), (1600, 0)]))
    chosen = answer(AlongRoad("横路", "弯路", "末路", choice=2), ground)
    assert local(chosen.geometry).equals(far)
    with pytest.raises(DataError, match="没有第 3 个选择"):
        answer(AlongRoad("横路", "弯路", "末路", choice=3), ground)


def test_both_ways_round_a_ring_are_choices(streets):
    ring = [(0, 0), (1000, 0), (1000, 400), (0, 400), (0, 0)]
    ground = streets(
        {"环路": ring, "甲路": [(300, -50), (300, 50)], "乙路": [(700, -50), (700, 50)]}
    )
    with pytest.raises(AmbiguousPlacementError) as told:
        answer(AlongRoad("环路", "甲路", "乙路"), ground)
    assert [each.words.split("，")[0] for each in told.value.choices] == [
        "长 400 米",
        "长 2,400 米",
    ]


def test_both_carriageways_are_taken(streets, local):
    ground = streets(
        {
            "横路": [[(0, 0), (1000, 0)], [(1000, 20), (0, 20)]],
            "甲路": [(200, -100), (200, 100)],
            "乙路": [[(800, -100), (800, 100)], [(816, 100), (816, -100)]],
        }
    )
    found = answer(AlongRoad("横路", "甲路", "乙路"), ground)
    assert local(found.geometry).equals(
        MultiLineString([[(200, 0), (808, 0)], [(200, 20), (808, 20)]])
    )
    assert found.accuracy_m == 33  # crossings lie hypot(8, 10) = 12.8 from the middle of theirs


def test_parts_are_walked_over_a_fork_and_a_short_break(streets, local):
    ground = streets(
        {
            "横路": [[(0, 0), (500, 0)], [(500, 0), (490, 0)], [(500, 0), (500, 200)],
                    [(520, 0), (1000, 0)]],
            "甲路": [(100, -90), (100, 90)],
            "乙路": [(900, -90), (900, 90)],
        }
    )  # fmt: skip
    found = answer(AlongRoad("横路", "甲路", "乙路"), ground)
    assert local(found.geometry).equals(LineString([(100, 0), (900, 0)]))
    assert [gap.description for gap in found.gaps] == ["横路两段之间空缺 20 米"]
    assert found.accuracy_m == 30


def test_a_wide_break_is_not_drawn_but_told(streets, local):
    ground = streets(
        {
            "横路": [[(0, 0), (300, 0)], [(700, 0), (1000, 0)]],
            "甲路": [(100, -90), (100, 90)],
            "乙路": [(900, -90), (900, 90)],
        }
    )
    found = answer(AlongRoad("横路", "甲路", "乙路"), ground)
    assert local(found.geometry).equals(
        MultiLineString([[(100, 0), (300, 0)], [(700, 0), (900, 0)]])
    )
    assert found.warnings == ("横路两段之间空缺 400 米，线位不明，未画",)
    assert (found.gaps[0].joined, found.accuracy_m) == (False, 20)


def test_lines_of_one_name_drawn_twice_and_backwards_count_once(streets, local):
    drawn = {
        "横路": [[(0, 0), (600, 0)], [(600, 0), (0, 0)], [(1000, 0), (600, 0)]],
        "甲路": [(100, -90), (100, 90)],
        "乙路": [(900, 90), (900, -90)],
    }
    found = answer(AlongRoad("横路", "甲路", "乙路"), streets(drawn))
    assert local(found.geometry).equals(LineString([(100, 0), (900, 0)]))
    assert shapely.is_valid(found.geometry)


def test_all_of_a_road_has_its_carriageways_and_joins_what_follows(streets, local):
    ground = streets({"路": [[(0, 0), (500, 0)], [(500, 25), (0, 25)], [(515, 0), (900, 0)]]})
    found = answer(AlongRoad("路"), ground)
    assert local(found.geometry).equals(MultiLineString([[(0, 0), (900, 0)], [(0, 25), (500, 25)]]))
    assert [gap.metres for gap in found.gaps] == [pytest.approx(15)]


def test_an_unknown_accuracy_is_told(streets):
    ground = streets({"横路": [(0, 0), (600, 0)]}, accuracy_m=None)
    found = answer(AlongRoad("横路"), ground)
    assert found.accuracy_m == 1
    assert found.warnings == ("横路所在图层未注明位置精度，未计入精度下限；请据来源填写",)


def test_an_end_that_overshoots_is_no_second_meeting(streets, local):
    ground = streets(
        {
            "横路": [(0, 0), (900, 0)],
            "甲路": [(200, -300), (200, 90)],
            "乙路": [(700, -9), (700, 9)],
        }
    )
    found = answer(AlongRoad("横路", "甲路", "乙路", tolerance_m=100), ground)
    assert local(found.geometry).equals(LineString([(200, 0), (700, 0)]))
    assert found.gaps == ()


def test_a_slip_of_the_pen_is_closed_and_not_told(streets, local):
    ground = streets(
        {
            "横路": [[(0, 0), (500, 0)], [(500.4, 0), (900, 0)]],
            "甲路": [(200, 0.3), (200, 90)],
            "乙路": [(700, -9), (700, 9)],
        }
    )
    found = answer(AlongRoad("横路", "甲路", "乙路"), ground)
    assert local(found.geometry).length == pytest.approx(500)
    assert (found.gaps, found.warnings, found.accuracy_m) == ((), (), 20)


@pytest.mark.parametrize("tolerance_m", [-1, 501, float("nan"), float("inf")])
def test_a_tolerance_that_is_none_is_refused(grid, tolerance_m):
    with pytest.raises(DataError, match="容差 .* 米无效；请填 0 至 500 之间的数"):
        answer(AlongRoad("一纬路", tolerance_m=tolerance_m), grid)


def test_a_line_of_no_length_is_no_road(streets):
    ground = streets({"点路": [(0, 0), (0, 0)], "横路": [(0, 0), (9, 0)]})
    with pytest.raises(DataError, match="没有道路“点路”"):
        answer(AlongRoad("点路"), ground)
