"""What the pages of an atlas say: subjects, places, distances, and what is not invented."""

import pytest
import shapely

from geo.crs import to_metric
from geo.errors import DataError
from sheets.atlas.atlas_spec import make_atlas
from sheets.atlas.model import FOCUS, REACHED
from sheets.atlas.reached_estates import basis


def test_a_zone_lists_its_projects_and_hides_them_in_the_background(ask):
    pages = make_atlas(ask("zones")).pages
    assert [page.number for page in pages] == ["分区-1", "分区-2"]
    west, east = pages
    assert [row[0] for row in west.table[1:]] == ["丁路", "甲校新建"]
    assert [row[0] for row in east.table[1:]] == ["丁路"], "a road through both stands on both"
    assert ("circle-zones", ("core",)) in west.hidden
    assert ("education", ("P8-1-01",)) in west.hidden
    assert ("规划所述范围", "西半") in west.facts


def test_a_placed_project_is_centred_with_its_doubt(ask):
    page = next(p for p in make_atlas(ask("projects")).pages if p.name == "甲校新建")
    disc = shapely.from_wkt(page.doubt.wkt)
    assert page.doubt.radius_m == 800
    assert disc.area * 111_320**2 * 0.8776 == pytest.approx(3.14159 * 800**2, rel=0.01)
    middle = (
        (page.extent_ll[0] + page.extent_ll[2]) / 2,
        (page.extent_ll[1] + page.extent_ll[3]) / 2,
    )
    place = shapely.from_wkt(page.layers[0].rows[0].wkt)
    assert middle == pytest.approx((place.x, place.y), abs=2e-5)
    assert page.layers[0].spec.layer_id == FOCUS
    assert page.clause == "专栏8（一）学校"
    assert ("规划所述位置", "规划未写明") in page.facts


def test_a_project_known_well_has_no_circle(ask):
    page = next(p for p in make_atlas(ask("projects")).pages if p.name == "丁路")
    assert page.doubt is None
    assert page.hidden == (("roads", ("P5-1-01",)),)


def test_an_unplaced_project_gets_no_mark(ask, plan):
    page = next(p for p in make_atlas(ask("projects")).pages if p.name == "戊路")
    assert page.layers == ()
    assert page.doubt is None
    assert page.place == "未落图"
    assert page.banner == "未落图：规划所述位置“全区范围内”不足以落图，图上不标示本项目"
    assert ("规模", "3.5 公里") in page.facts
    assert page.extent_ll == pytest.approx(tuple(plan.boundary.total_bounds), abs=1e-4)


def test_unplaced_projects_may_be_left_to_the_index(ask):
    atlas = make_atlas(ask("projects", unplaced=False))
    assert [page.name for page in atlas.pages] == ["丁路", "甲校新建"]
    assert [each.name for each in atlas.omitted] == ["戊路", "乙校新建"]


def test_a_school_lists_what_its_rings_reach(ask):
    page = next(p for p in make_atlas(ask("schools")).pages if p.name == "庚小学")
    assert page.table[1:] == (("1", "子苑", "300", "300", "±50"),), "at exactly 300 m: within"
    assert [disc.radius_m for disc in page.rings] == [300, 500, 1000]
    near = next(layer for layer in page.layers if layer.spec.layer_id == REACHED)
    assert [(row.name, row.value) for row in near.rows] == [("子苑", "300")]
    words = "".join(page.remarks)
    assert "直线距离筛查，未考虑路网" in words
    assert "以学区划分为准" in words
    assert "300 米 1 处（1 处内外不定）" in words


def test_schools_of_the_plan_say_how_rough_their_place_is(ask):
    atlas = make_atlas(ask("schools"))
    assert [page.name for page in atlas.pages] == ["庚小学", "甲校新建"], "none from outside"
    page = atlas.pages[1]
    assert [row[1] for row in page.table[1:]] == ["丑苑", "子苑", "寅苑"]
    assert [row[2] for row in page.table[1:]] == ["400", "700", "900"]
    assert "本校位置误差 ±800 米" in "".join(page.remarks)
    assert "学段：九年一贯制" in page.subtitle
    assert [(each.name, each.why) for each in atlas.omitted] == [
        ("乙校新建", "规划学校未落图，无从画圈")
    ]


def test_rings_are_as_wide_as_they_say(ask):
    page = make_atlas(ask("schools")).pages[0]
    layer = page.layers[0].sheet_layer()
    (place,) = to_metric(layer.frame).geometry
    ring = to_metric(layer.frame.set_geometry([shapely.from_wkt(page.rings[2].wkt)], crs=4326))
    assert ring.geometry.iloc[0].exterior.distance(place) == pytest.approx(1000, abs=0.5)


def test_the_background_is_paler_than_what_a_page_is_about(ask):
    background = make_atlas(ask("projects")).background
    assert {layer.spec.layer_id: layer.opacity for layer in background} == {
        "circle-zones": 0.55, "education": 0.5, "main-roads": 1.0, "outline": 1.0,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "told"),
    [({"circles": None}, "圈的半径"), ({"none": True}, "没有可绘的图幅")],
)
def test_nothing_to_draw_is_refused(ask, plan, changes, told):
    if changes.pop("none", False):
        wanted = ask("projects", projects_ll=plan.projects.iloc[:0])
    else:
        wanted = ask("schools", **changes)
    with pytest.raises(DataError, match=told):
        make_atlas(wanted)


def test_unknown_subject_is_refused(ask):
    with pytest.raises(DataError, match="没有图册内容“moons”"):
        make_atlas(ask("moons"))


def test_a_shared_source_is_named_once():
    assert basis(["5 分钟 (甲)", "10 分钟 (甲)"]) == "5 分钟、10 分钟（甲）"
    assert basis(["300 米", "500 米"]) == "300 米；500 米"
