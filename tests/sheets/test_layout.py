"""The parts of a sheet: on the page, none over another, drawn only where asked for."""

from itertools import combinations

import pytest
from shapely import box

from sheets.paper import layout
from sheets.render import compose
from sheets.request import ORIENTATIONS, PAPERS, PUBLIC
from sheets.scale import SCALES
from sheets.title_block import Imprint


def words(request):
    return [each.get_text() for each in compose(request)[0].sheet.texts]


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("orientation", ORIENTATIONS)
@pytest.mark.parametrize("imprint", [False, True])
@pytest.mark.parametrize("locator", [False, True])
def test_parts_stay_inside_the_frame_and_apart(paper, orientation, imprint, locator):
    made = layout(paper, orientation, imprint=imprint, locator=locator)
    found = (made.title, made.map, made.legend, made.scale, made.notes, made.imprint, made.locator)
    boxes = [box(b.x, b.y, b.x + b.width, b.y + b.height) for b in found if b is not None]
    frame = box(*made.frame[:2], made.frame.x + made.frame.width, made.frame.y + made.frame.height)
    assert len(boxes) == 5 + imprint + locator
    assert all(each.area > 400 for each in boxes)
    assert all(frame.buffer(1e-6).contains(each) for each in boxes)
    assert all(a.intersection(b).area < 1e-6 for a, b in combinations(boxes, 2))


def test_no_imprint_unless_it_is_asked_for(ask):
    assert not {"编制单位", "制图", "校核", "审核", "日期"} & set(words(ask()))


def test_an_imprint_has_all_fields_filled_or_not(ask):
    said = words(ask(imprint=Imprint(office="甲局", checked="乙")))
    assert {"编制单位", "制图", "校核", "审核", "日期", "甲局", "乙"} <= set(said)
    assert set(words(ask(imprint=Imprint()))) >= {"编制单位", "日期"}


def test_an_imprint_knows_whether_it_is_filled():
    assert not Imprint(office="  ").filled()
    assert Imprint(day="2025 年 6 月").filled()


def test_a_field_too_long_is_refused():
    with pytest.raises(ValueError, match="审核.*61 字，最多 60 字"):
        Imprint(approved="长" * 61)


def part_of(frames):
    """West half of the hand-made district: at 1:15 000 an A3 ends 560 m short of its east edge."""
    return tuple(float(value) for value in frames["zones"].iloc[:1].total_bounds)


def test_a_part_is_shown_in_the_whole_and_the_whole_is_not(ask, frames):
    assert "区位示意" in words(ask(extent_ll=part_of(frames), paper="A3"))
    assert "区位示意" not in words(ask())


def test_the_whole_may_be_given(ask, frames):
    request = ask(only=("roads",), extent_ll=part_of(frames), paper="A3")
    assert "区位示意" not in words(request)
    asked = ask(
        only=("roads",), extent_ll=part_of(frames), paper="A3",
        locator=frames["outline"],
    )  # fmt: skip
    assert "区位示意" in words(asked)


def test_the_inset_of_a_public_sheet_does_not_give_the_outline_away(ask, frames):
    request = ask(extent_ll=part_of(frames), paper="A3", mode=PUBLIC)
    inset = compose(request)[0].figure.axes[-1]
    shapes = [each for each in inset.patches if len(each.get_path()) > 5]
    assert len(shapes) == 2
    assert max(each.get_path().vertices[:, 0].max() for each in shapes) < 396_000 - 50


def test_period_system_and_notes_are_said(ask, monkeypatch):
    said = "".join(words(ask()))
    for expected in ("规划期限：2021—2025 年", "CGCS2000", "117°E", "示意图", "位置精度"):
        assert expected in said
    monkeypatch.setattr("sheets.sheet_notes.PERIOD", "")
    assert "规划期限" not in "".join(words(ask()))


def test_usual_scales_are_offered():
    assert {5_000, 10_000, 15_000, 20_000, 25_000, 30_000, 50_000} <= set(SCALES)
