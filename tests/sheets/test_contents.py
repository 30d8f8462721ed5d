"""What stands on a sheet, and what must not."""

import threading

import pymupdf
import pytest
from geopandas import GeoDataFrame
from matplotlib import rc_context
from matplotlib.collections import LineCollection
from matplotlib.colors import to_hex
from shapely import Point

from geo.crs import to_lonlat, to_metric
from sheets.page_files import SETTINGS
from sheets.render import compose, render
from sheets.request import INTERNAL, PUBLIC

MARK = "内部使用·未经审核不得公开"
RING_BLUE = "#1f5fbf"


def words_of(request):
    page = pymupdf.open(stream=render(request, "pdf"), filetype="pdf")[0]
    return page.get_text().replace("\n", "")


def texts_of(request):
    return [each.get_text() for each in compose(request)[0].sheet.texts]


def map_of(request):
    canvas, _ = compose(request)
    return next(each for each in canvas.figure.axes if each is not canvas.sheet)


def edges_of(axes):
    return {to_hex(patch.get_edgecolor()) for patch in axes.patches}


def rings(*radii):
    centre = Point(394_000, 3_167_500)
    shapes = [centre.buffer(radius) for radius in radii]
    columns = {"radius_m": list(radii), "feature_id": [""] * len(radii)}
    return to_lonlat(GeoDataFrame(columns, geometry=shapes, crs="EPSG:4548"))


def test_pdf_text_can_be_searched(ask):
    words = words_of(ask(title="青云谱区测试规划图", subtitle="副题在此"))
    for expected in ("青云谱区测试规划图", "副题在此", "空间结构", "一核：洪都新城核心区", "比例"):
        assert expected in words
    for expected in ("资料来源", "CGCS2000", "中央经线 117°E", "2021—2025", "2025-06-30", "坐标北"):
        assert expected in words
    assert "示意图，不作为划界、审批依据" in words


def test_names_on_the_map_can_be_searched(ask):
    assert "丙校" in words_of(ask())


def test_legend_lists_only_what_the_map_field_shows(ask):
    said = texts_of(ask())
    assert "学校与体育 · 新建" in said, "alone of its layer, it says which"
    assert not any("还建" in words for words in said), "the school outside the field"
    assert "区界（示意）" in said
    assert "区界（示意）" not in texts_of(ask(only=("zones",)))


def test_internal_sheet_is_marked(ask):
    assert MARK in texts_of(ask(mode=INTERNAL))
    assert not any("审图号" in words for words in texts_of(ask(mode=INTERNAL)))


def test_public_sheet_has_no_outline_and_asks_for_its_number(ask):
    request = ask(mode=PUBLIC)
    said = texts_of(request)
    assert MARK not in said
    assert any("审图号" in words for words in said)
    assert "区界（示意）" not in said
    assert "#3a3a3a" not in edges_of(map_of(request))


def test_public_sheet_with_a_number_may_show_the_outline(ask):
    request = ask(mode=PUBLIC, review_number="赣S(2025)001号")
    assert any("赣S(2025)001号" in words for words in texts_of(request))
    assert "#3a3a3a" in edges_of(map_of(request))


def test_public_sheet_without_a_number_does_not_give_the_outline_away(ask, frames):
    district = to_metric(frames["outline"]).total_bounds
    patches = map_of(ask(only=("zones",), mode=PUBLIC)).patches
    reach = max(patch.get_path().vertices[:, 0].max() for patch in patches)
    assert reach < district[2] - 50


def test_rings_are_drawn_and_named(ask):
    request = ask(rings=rings(500.0, 1000.0), rings_title="缓冲圈 500、1000 米（直线距离筛查）")
    assert RING_BLUE in edges_of(map_of(request))
    assert "缓冲圈 500、1000 米（直线距离筛查）" in texts_of(request)
    assert RING_BLUE not in edges_of(map_of(ask()))


def test_new_road_is_dashed_as_in_its_spec(ask):
    with rc_context(SETTINGS):
        axes = map_of(ask(only=("roads",)))
    below, line = [each for each in axes.collections if isinstance(each, LineCollection)]
    assert to_hex(below.get_color()[0]) == "#ffffff", "the ground is cleared below it"
    assert line.get_linewidth()[0] == pytest.approx(4.5 * 0.75)
    offset, dashes = line.get_linestyle()[0]
    assert (offset, tuple(dashes)) == (0, (9 * 0.75, 5 * 0.75)), "pixels to points, 9 5"


def test_empty_layers_and_no_layers_still_make_a_sheet(ask, frames):
    frames["education"] = frames["education"].iloc[:0]
    assert "新建" not in texts_of(ask(only=("education",)))
    assert render(ask(only=()), "png").startswith(b"\x89PNG")


def test_filter_in_force_is_printed(ask):
    assert any("筛选：专栏8" in words for words in texts_of(ask(filter_text="专栏8")))


def test_the_day_of_the_ledger_is_printed_before_the_filter(ask):
    asked = ask(ledger_words="台账截至 2024-05-31", filter_text="时限：逾期未完工")
    words = "".join(texts_of(asked))
    assert "台账截至 2024-05-31。筛选：时限：逾期未完工。" in words
    assert "台账" not in "".join(texts_of(ask()))


def test_openstreetmap_is_credited_where_its_roads_are_drawn(ask, frames):
    frames["main-roads"] = frames["roads"].assign(grade="A", source="源自 OpenStreetMap，ODbL")
    assert any("OpenStreetMap" in words for words in texts_of(ask()))


def test_sheets_drawn_at_once_are_the_same_as_one_by_one(ask):
    request = ask()
    alone, found = render(request, "pdf"), []
    threads = [
        threading.Thread(target=lambda: found.append(render(request, "pdf"))) for _ in range(3)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [alone] * 3


def test_a_road_that_is_a_project_and_a_main_road_is_named_once(ask, frames):
    """甲路 stands in both layers of the hand-made frames, or is put there."""
    frames["main-roads"] = frames["roads"].assign(grade="A", source="手工")
    said = texts_of(ask())
    names = [str(name) for name in frames["roads"]["name"]]
    assert all(said.count(name) <= 2 for name in names), "rim and text, once"
