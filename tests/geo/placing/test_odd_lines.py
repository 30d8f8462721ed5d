"""Whatever the lines are, a question has an answer that is valid or a refusal in words."""

from hypothesis import given, settings
from hypothesis import strategies as st

from geo.errors import DataError
from geo.placing.answering import answer
from geo.placing.questions import (
    AlongRoad,
    AtJunction,
    BesideRoads,
    BoundedBy,
    BoundSide,
    NearPlace,
    RoadSide,
)

PLACE = st.tuples(st.integers(0, 6), st.integers(0, 6)).map(lambda at: (100 * at[0], 100 * at[1]))
LINE = st.lists(PLACE, min_size=2, max_size=5)
ROAD = st.lists(LINE, min_size=1, max_size=3)
NAMES = ("甲", "乙", "丙", "丁")
SIDES = tuple(BoundSide(name, way) for name, way in zip(NAMES, ("东", "", "北", "西"), strict=True))
QUESTIONS = (
    AlongRoad("甲"),
    AlongRoad("甲", "乙", "丙"),
    AlongRoad("甲", "乙", "丙", choice=1),
    AtJunction("甲", "乙"),
    AtJunction("甲", "乙", "东北", choice=1),
    RoadSide("甲", "南", 60),
    RoadSide("甲", "东", 250, "乙", "丙", choice=1),
    BoundedBy(tuple(map(BoundSide, NAMES))),
    BoundedBy(tuple(map(BoundSide, NAMES[:3])), choice=1),
    BoundedBy(SIDES),
    BesideRoads((BoundSide("甲", "东"), BoundSide("乙", "南")), 90),
    NearPlace("甲", 50),
    NearPlace("甲", 50, "西北"),
)


def tried(question, ground):
    """The answer, or None with what the refusal says."""
    try:
        return answer(question, ground, "某项目"), ""
    except DataError as error:
        return None, str(error)


@settings(max_examples=150)
@given(st.tuples(ROAD, ROAD, ROAD, ROAD), st.sampled_from(QUESTIONS))
def test_an_answer_is_valid_or_a_refusal_in_words(streets_made, roads, question):
    streets, _ = streets_made
    found, refusal = tried(question, streets(dict(zip(NAMES, roads, strict=True))))
    if found is None:
        assert "请" in refusal
        return
    assert found.geometry.is_valid
    assert not found.geometry.is_empty
    assert found.accuracy_m >= 20
    assert found.basis.startswith("某项目：")
    assert all(gap.piece.length > 0 for gap in found.gaps)


@settings(max_examples=60)
@given(st.tuples(ROAD, ROAD, ROAD, ROAD), st.permutations(range(4)))
def test_order_and_direction_change_no_answer(streets_made, roads, order):
    """四至 of any lines, each reversed, in any order: the same area or the same refusal."""
    streets, _ = streets_made
    drawn = dict(zip(NAMES, roads, strict=True))
    turned = {name: [line[::-1] for line in road[::-1]] for name, road in drawn.items()}
    sides = tuple(map(BoundSide, NAMES))
    asked = BoundedBy(tuple(sides[at] for at in order), choice=1)
    first, _ = tried(BoundedBy(sides, choice=1), streets(drawn))
    again, _ = tried(asked, streets(turned))
    assert (first is None) == (again is None)
    if first is None:
        return
    assert again.geometry.symmetric_difference(first.geometry).area < 1e-11
    assert again.accuracy_m == first.accuracy_m
