"""What a 生活圈 sheet shares with the others: fixed scale, 图签, inset, vector files."""

from itertools import combinations

import pymupdf
import pytest
from shapely import box

from geo.crs import to_lonlat, to_metric
from geo.errors import DataError
from sheets.lifecircle.sheet import compose_circle, render_circle
from sheets.map_elements import imprint_mm
from sheets.paper import ATLAS, CIRCLE, columned, parted
from sheets.request import ORIENTATIONS, PAPERS
from sheets.title_block import Imprint


def corner_of(frames):
    """South-west quarter of the hand-made district: the map ends before its north-east."""
    outline = to_metric(frames["outline"])
    west, south, east, north = outline.total_bounds
    quarter = box(west, south, (west + east) / 2, (south + north) / 2)
    return tuple(float(v) for v in to_lonlat(outline.set_geometry([quarter])).total_bounds)


def test_a_fixed_scale_is_kept(ask, kit):
    request = ask(scale=40_000)
    assert compose_circle(request)[1] == 40_000
    assert "比例 1:40 000" in kit.texts_of(request)


def test_a_scale_that_cannot_hold_the_extent_is_refused(ask):
    with pytest.raises(DataError, match="按 1:5 000 只容"):
        compose_circle(ask(scale=5_000))


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("orientation", ORIENTATIONS)
@pytest.mark.parametrize("columns", [CIRCLE, ATLAS])
def test_the_imprint_stands_apart_at_the_foot_of_a_column(paper, orientation, columns):
    made = columned(paper, orientation, columns)
    *others, last = made.columns
    foot, above = parted(last, imprint_mm(last.width, made.factor))
    found = [made.map, made.notes, made.title, foot, above, *others]
    boxes = [box(b.x, b.y, b.x + b.width, b.y + b.height) for b in found]
    frame = box(*made.frame[:2], made.frame.x + made.frame.width, made.frame.y + made.frame.height)
    assert all(frame.buffer(1e-6).contains(each) for each in boxes)
    assert all(a.intersection(b).area < 1e-6 for a, b in combinations(boxes, 2))


@pytest.mark.parametrize("orientation", ORIENTATIONS)
def test_the_imprint_is_drawn_where_asked_for(ask, kit, orientation):
    signed = ask(imprint=Imprint("甲局", "乙"), orientation=orientation)
    assert {"编制单位", "制图", "校核", "审核", "日期", "甲局", "乙"} <= set(kit.texts_of(signed))
    assert "编制单位" not in kit.texts_of(ask(orientation=orientation))


@pytest.mark.parametrize("orientation", ORIENTATIONS)
def test_a_part_is_shown_in_the_whole(ask, kit, frames, orientation):
    part = ask(
        extent_ll=corner_of(frames), locator=frames["zones"], orientation=orientation, paper="A3"
    )
    assert "区位示意" in kit.texts_of(part)
    assert "区位示意" not in kit.texts_of(ask(locator=frames["zones"]))


def test_svg_and_pdf_hold_the_same_words(ask):
    svg = render_circle(ask(), "svg").decode()
    assert ">小学生活圈</text>" in svg
    page = pymupdf.open(stream=render_circle(ask(), "pdf"), filetype="pdf")[0]
    assert "小学生活圈" in page.get_text()


def test_sources_of_estates_are_named(ask, kit):
    estates = kit.estates().assign(source="百度POI，经某仓库转换")
    assert "百度POI" in "".join(kit.texts_of(ask(estates_ll=estates)))
