"""The page 生活圈 as a planner uses it: gaps, what a school changes, a scenario, an own network."""

import json
import re

import pymupdf
import pyogrio
import pytest
from geopandas import GeoDataFrame
from playwright.sync_api import expect
from shapely import LineString

from geo.data_folder import SHIPPED
from geo.datums import shapes_from_wgs84
from geo.plan_data import load_plan

pytestmark = pytest.mark.browser


@pytest.fixture
def circles(server, visit):
    """Open the page; wait for its map."""
    return lambda query="": visit(server).open(f"circles{query}")


def choose(seen, label, option):
    seen.page.get_by_role("combobox", name=label).first.click()
    seen.page.get_by_role("option").filter(has_text=option).first.click()
    seen.settle()


def panel(seen, name):
    seen.page.locator(".st-key-lc-panel button").filter(has_text=name).click()
    seen.settle()


def headline(seen):
    return seen.page.locator("[data-testid=stMarkdown]").first.inner_text()


def number(text, pattern):
    return int(re.search(pattern, text).group(1))


def test_which_estates_lack_a_primary_school_and_what_bowen_changes(circles):
    """Opening the page answers the first question; three clicks answer the second."""
    seen = circles()
    assert not seen.outside
    before = number(headline(seen), r"(\d+) 处未达标")
    listed = seen.page.locator("[data-testid=stDataFrame]").first
    assert listed.is_visible()
    assert seen.drawn()["served"] == 106
    choose(seen, "设施情景", "规划后")
    after = headline(seen)
    assert number(after, r"(\d+) 处未达标") == before - number(after, r"新增达标 (\d+) 处")
    panel(seen, "规划前后")
    table = seen.page.locator("[data-testid=stDataFrame]").first
    expect(table).to_contain_text("博文学校新建")  # written once its canvas is drawn
    expect(table).to_contain_text("世茂云翰")


def test_nothing_leaves_the_origin_and_the_frame_stays(circles):
    seen = circles()
    seen.frame().evaluate("window.__tag = 1")
    view = seen.view()
    choose(seen, "设施类别", "初中")
    seen.page.locator("[data-testid=stNumberInputStepUp]").first.click()
    seen.settle()
    assert "初中 步行 1050 米" in headline(seen)
    assert seen.frame().evaluate("window.__tag") == 1
    assert seen.view() == view
    assert not seen.outside
    assert not [error for error in seen.errors if "404" not in error]


def test_an_estate_on_the_map_shows_its_distances(circles):
    seen = circles()
    seen.click_feature("c001")
    seen.settle()
    card = seen.page.locator(".pm-card").inner_text()
    assert "万溪农民公寓" in card


def test_a_school_is_tried_by_a_click_and_compared_on_two_maps(circles):
    seen = circles()
    panel(seen, "方案")
    seen.page.get_by_label("新方案名称").fill("方案甲")
    seen.page.get_by_role("button", name="新建").click()
    seen.settle()
    box = seen.page.locator("iframe[title*=st_folium]").first.bounding_box()
    seen.page.mouse.click(box["x"] + 330, box["y"] + 300)
    seen.settle()
    seen.page.get_by_role("button", name="在此增加").click()
    seen.settle()
    assert "方案：方案甲" in seen.page.get_by_role("combobox", name="设施情景").first.input_value()
    seen.until(lambda: seen.drawn().get("services") == 23)
    seen.page.get_by_text("并排两张地图").click()
    seen.settle()
    seen.page.wait_for_function(
        "document.querySelectorAll('iframe[title*=st_folium]').length === 2"
    )


def test_an_own_network_is_brought_and_named(circles, tmp_path):
    """A street grid of 300 m over the district, given in degrees."""
    lons = [115.88 + 0.003 * step for step in range(24)]
    lats = [28.59 + 0.0027 * step for step in range(28)]
    runs = [[[lon, lats[0]], [lon, lats[-1]]] for lon in lons]
    runs += [[[lons[0], lat], [lons[-1], lat]] for lat in lats]
    features = [
        {
            "type": "Feature",
            "properties": {"name": "<img src=x onerror=alert(1)>"},
            "geometry": {"type": "LineString", "coordinates": run},
        }
        for run in runs
    ]
    path = tmp_path / "街坊路.geojson"
    path.write_text(
        json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8"
    )
    seen = circles()
    assert "另有 1 处未接入路网" in headline(seen)
    panel(seen, "数据")
    bring(seen, path, "导入道路中心线（线图层）", "lc-network")
    seen.page.locator(".st-key-lc-network-go button").click()
    seen.page.get_by_text("读入 52 行").first.wait_for(timeout=30_000)
    seen.settle()
    assert "导入图层“街坊路” 路网" in seen.page.locator(".pm-mark").first.inner_text()
    assert "106 处小区中" in headline(seen)
    assert "未接入" not in headline(seen)
    assert (
        "Upload" not in seen.page.locator("[data-testid=stFileUploaderDropzone]").first.inner_text()
    )


def bring(seen, path, words, key):
    """Give a file to the form under an expander of the panel 数据."""
    seen.page.get_by_text(words).click()
    seen.page.wait_for_timeout(400)
    seen.page.locator(f"[class*=st-key-{key}-file] input[type=file]").set_input_files(path)
    seen.page.locator(f".st-key-{key}-go").wait_for(timeout=30_000)
    seen.settle()


def test_a_file_of_several_layers_asks_which(circles, tmp_path):
    """Two layers of lines in one file: the page names both, and reads the one that is chosen."""
    path = tmp_path / "道路.gpkg"
    for name, lon in (("现状*路", 115.9), ("规划_路", 115.92)):
        run = LineString([(lon, 28.6), (lon, 28.65)])
        frame = GeoDataFrame({"name": [name]}, geometry=[run], crs=4326)
        pyogrio.write_dataframe(frame, path, layer=name)
    seen = circles()
    panel(seen, "数据")
    bring(seen, path, "导入道路中心线（线图层）", "lc-network")
    box = seen.page.locator("[class*=st-key-lc-network-layer]")
    assert seen.unfold(box) == ["现状*路", "规划_路"]
    seen.page.get_by_role("option", name="规划_路").click()
    seen.settle()
    seen.page.locator(".st-key-lc-network-go button").click()
    seen.page.get_by_text("读入 1 行").first.wait_for(timeout=30_000)
    seen.settle()
    assert "导入图层“规划_路” 路网" in seen.page.locator(".pm-mark").first.inner_text()
    assert "--" not in seen.page.locator("[data-testid=stMain]").inner_text()


def test_estates_of_a_map_service_are_warned_of_and_put_right(circles, tmp_path):
    """The estates of the plan in GCJ-02, 604 m off: once told, the figures are the plan's."""
    estates = load_plan(SHIPPED).communities
    estates = estates[estates["in_district"]]
    shifted = shapes_from_wgs84(estates.geometry, "GCJ-02")
    path = tmp_path / "小区.geojson"
    given = GeoDataFrame({"名称": estates["name"].tolist()}, geometry=list(shifted), crs=4326)
    given.to_file(path)
    seen = circles()
    before = headline(seen)
    panel(seen, "数据")
    bring(seen, path, "导入需求图层（点或面，可带人口列）", "lc-demand")
    form = seen.page.locator(".st-key-lc-panel-box")
    form.get_by_text("按 GCJ-02 纠偏").first.wait_for(timeout=30_000)
    datum = seen.page.locator("[class*=st-key-lc-demand-datum]")
    seen.unfold(datum)
    seen.page.get_by_role("option", name="GCJ-02").click()
    seen.settle()
    seen.page.locator(".st-key-lc-demand-go button").click()
    seen.page.get_by_text("读入 106 行").first.wait_for(timeout=30_000)
    seen.settle()
    assert seen.page.locator(".st-key-lc-from-lc-demand input").input_value() == "导入：小区"
    assert headline(seen).replace("需求点", "小区") == before.replace("需求点", "小区")


def test_the_sheet_of_the_circle_comes_as_pdf(circles, tmp_path):
    seen = circles()
    panel(seen, "导出")
    with seen.page.expect_download(timeout=30_000) as waiting:
        seen.page.get_by_role("button", name="下载 PDF").click()
    target = tmp_path / "circle.pdf"
    waiting.value.save_as(target)
    page = pymupdf.open(target)[0]
    assert (page.rect.width, page.rect.height) == pytest.approx((1190.6, 841.9), abs=0.2)
    words = re.sub(r"\s", "", page.get_text())
    for wanted in ("小学步行500米", "主干路骨架路网，不含街坊路", "学区决定入学", "未达标"):
        assert wanted in words


def test_the_page_fits_a_telephone(server, visit):
    seen = visit(server, width=390, height=844).open("circles")
    wide = seen.page.evaluate("document.documentElement.scrollWidth")
    assert wide <= 390
    assert "小学 步行 500 米" in headline(seen)
