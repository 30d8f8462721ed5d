"""Names: none over another, along their lines, led to their marks, read as maps here are read."""

from itertools import combinations

import numpy as np
import pytest
from geopandas import GeoDataFrame
from hypothesis import given
from hypothesis import strategies as st
from shapely import LineString, Point, box

from geo.crs import to_lonlat
from layers import LAYERS
from layers.features import features_of
from sheets.labels.candidates import Name, around, halved
from sheets.labels.collision import Room, rect
from sheets.labels.curved import along
from sheets.labels.placement import screen_zoom, write_names
from sheets.map_extent import Ground
from sheets.render import compose
from sheets.request import SheetLayer

NORTH = Point(0, 0)


def name(shape, text="丁字路口", **changes):
    return Name(text, "plan", 7.2, shape, **changes)


def weighed(places):
    """Cost and spot of each place."""
    return [(c, spots.at(n)) for spots in places for n, c in enumerate(spots.costs.tolist())]


def best(places):
    return min(weighed(places), key=lambda found: found[0])[1]


def letters(shape, text="丁字路口", **changes):
    return best(along(name(shape, text, upon=True, **changes))).letters


def test_a_name_on_a_level_line_is_read_from_the_left():
    found = letters(LineString([(100, 50), (0, 50)]))
    assert [each.angle for each in found] == pytest.approx([0] * 4)
    assert [each.x for each in found] == sorted(each.x for each in found)
    assert [each.y for each in found] == pytest.approx([50] * 4)


@pytest.mark.parametrize("ends", [[(50, 0), (50, 100)], [(50, 100), (50, 0)]])
def test_a_name_on_an_upright_line_is_read_from_above_in_upright_letters(ends):
    found = letters(LineString(ends))
    assert [each.angle for each in found] == pytest.approx([0] * 4)
    assert [each.y for each in found] == sorted((each.y for each in found), reverse=True)


def test_letters_turn_with_the_line():
    found = letters(LineString([(0, 0), (100, 30)]))
    assert [each.angle for each in found] == pytest.approx([np.degrees(np.arctan(0.3))] * 4)


def test_a_plan_road_is_named_beside_its_line_not_on_it():
    line = LineString([(0, 50), (100, 50)])
    spot = best(along(name(line, radius=0.6)))
    assert all(abs(each.y - 50) > 7.2 / 72 * 25.4 / 2 for each in spot.letters)


def test_no_name_follows_a_sharp_corner():
    corner = LineString([(0, 0), (9, 0), (9, 9)])
    assert all(not spot.letters for _, spot in weighed(along(name(corner, "东西南北大道"))))


def test_a_line_too_short_is_named_like_a_point():
    assert not best(along(name(LineString([(50, 50), (52, 50)])))).letters


def test_names_beside_a_mark_cost_less_than_led_ones():
    spots = weighed(around(name(NORTH)))
    near = [cost for cost, spot in spots if spot.leader is None]
    assert max(near) < min(cost for cost, spot in spots if spot.leader)
    least = [spots.costs.min() for spots in around(name(NORTH, "第一二三四五六七八小学"))]
    assert len(least) == 4
    assert least == sorted(least)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("现代商务商贸带动区", ("现代商务", "商贸带动区")),
        ("梅湖·象湖生态文化旅游带", ("梅湖·象湖", "生态文化旅游带")),
        ("110千伏洪都变电站建设", ("110千伏洪都", "变电站建设")),
        ("青云谱社区卫生服务站", ("青云谱社区", "卫生服务站")),
        ("ABCDEFGHIJ", ("ABCDEFGHIJ",)),
    ],
)
def test_long_names_break_between_words(text, lines):
    assert halved(text) == lines


@given(st.text(st.sampled_from("甲乙丙丁12（）·"), min_size=1, max_size=20))
def test_a_broken_name_loses_nothing_but_its_dot(text):
    assert "".join(halved(text)).replace("·", "") == text.replace("·", "")


@given(st.floats(2, 90), st.floats(2, 90), st.floats(0.1, 20), st.floats(0.1, 20))
def test_what_is_taken_is_not_free(x, y, wide, tall):
    room, taken = Room((100, 100)), rect((x, y), wide, tall)
    room.take(taken)
    assert not room.free(taken)
    assert room.free(rect((x, y), 0.1, 0.1)) is False


def test_outside_the_field_is_not_free():
    room = Room((100, 50))
    assert room.free(rect((50, 25), 98, 48))
    assert not room.free(rect((50, 25), 99, 48)), "a millimetre is kept from the edge"
    assert not room.free(rect((50, 25), 101, 10))
    assert not room.free(rect((2, 25), 10, 10))


def test_ink_is_counted_by_the_millimetre():
    room = Room((100, 50))
    room.draw(LineString([(0, 25.2), (100, 25.2)]), 1.0)
    assert room.ink(rect((50, 25), 20, 4)) == pytest.approx(20, abs=1)
    assert room.ink(rect((50, 40), 20, 4)) == 0


def test_ink_of_many_places_is_that_of_each():
    room = Room((100, 50))
    room.draw(LineString([(0, 25.2), (100, 25.2)]), 1.0)
    places = [rect((x, y), 20, 4) for x in (2, 50, 99) for y in (1, 25, 40)]
    assert room.ink(np.array(places)).tolist() == [float(room.ink(each)) for each in places]
    room.draw(LineString([(0, 40.2), (100, 40.2)]), 1.0)
    assert room.ink(rect((50, 40), 20, 4)) == pytest.approx(20, abs=1), "what is drawn later too"


def test_a_mark_is_free_for_a_great_name_alone():
    room, place = Room((100, 50)), rect((50, 25), 4, 4)
    room.take(place, marks=True)
    assert not room.free(place)
    assert room.free(place, marks=False)
    room.take(place)
    assert not room.free(place, marks=False)


def test_zoom_doubles_with_the_scale():
    assert screen_zoom(10_000) - screen_zoom(20_000) == pytest.approx(1)
    assert screen_zoom(20_000) > 16 > screen_zoom(30_000)


def crowd(count):
    """Schools 120 m apart in a row: their names are twice as wide at 1:25 000."""
    points = [Point(394_000 + 120 * number, 3_167_500) for number in range(count)]
    columns = {"name": [f"第{chr(0x4E00 + n)}十小学校区" for n in range(count)], "work": "新建"}
    return to_lonlat(GeoDataFrame(columns, geometry=points, crs=4548))


def test_crowded_names_are_led_to_their_marks(ask):
    spec = next(each for each in LAYERS if each.layer_id == "education")
    canvas, _ = compose(ask())
    axes = canvas.figure.axes[1]
    layer = SheetLayer(spec, crowd(8))
    ground = Ground(box(392_000, 3_166_000, 396_000, 3_169_000), 25_000)
    before = len(axes.texts)
    write_names(axes, (layer,), ground, [], 1.0)
    assert len(axes.texts) == before + 8
    leaders = [each for each in axes.collections if each.get_zorder() == 6.6]
    assert leaders
    assert len(leaders[0].get_segments()) >= 2


@pytest.mark.parametrize("paper", ["A4", "A3", "A2"])
def test_no_two_names_of_the_real_plan_overlap(real_plan, ask, monkeypatch, paper):
    taken = []
    monkeypatch.setattr(
        "sheets.labels.placement._take",
        lambda room, spot: (taken.append(spot.rects), room.take(spot.rects)),
    )
    layers = tuple(SheetLayer(spec, features_of(real_plan, spec)) for spec in LAYERS)
    extent = tuple(float(value) for value in real_plan.zones.loc[["core"]].total_bounds)
    compose(ask(only=(), layers=layers, extent_ll=extent, paper=paper))
    assert len(taken) > 30
    for one, other in combinations(taken, 2):
        low = np.maximum(one[:, None, :2], other[None, :, :2])
        high = np.minimum(one[:, None, 2:], other[None, :, 2:])
        assert not (high - low > 1e-9).all(axis=2).any()
