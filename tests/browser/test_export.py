"""Selection, filter result and analysis leave the page in the formats of other offices."""

from zipfile import ZipFile

import pyogrio
import pytest

pytestmark = pytest.mark.browser


def choose(seen, key, option):
    """Open a list and take an option; a page still being drawn may close the list again."""
    wanted = seen.page.get_by_role("option").filter(has_text=option).first
    for _ in range(12):
        seen.page.locator(f"[class*=st-key-{key}]").last.locator(
            "[role=combobox], input"
        ).first.click()
        seen.page.wait_for_timeout(500)
        if wanted.count():
            break
    wanted.click()
    seen.settle()


def pack(seen, target):
    with seen.page.expect_download(timeout=30_000) as waiting:
        seen.page.get_by_role("button", name="打包下载").click()
    waiting.value.save_as(target)
    with ZipFile(target) as archive:
        archive.extractall(target.parent / "out")
    return target.parent / "out"


def open_form(seen):
    seen.panel("出图")
    seen.page.locator(".st-key-panel-box summary", has_text="更多格式").click()
    seen.settle()


def test_filter_result_and_selection_come_out_as_geopackage_in_the_zone_asked_for(
    server, visit, tmp_path
):
    seen = visit(server).open("?col=专栏8&sel=education:P8-1-03")
    open_form(seen)
    box = seen.page.locator("[class*=st-key-out-what]").last
    seen.settle()
    for words in ("筛选结果（9 项规划项目）", "选中的要素"):
        box.locator("input").fill(words)
        seen.page.get_by_role("option").first.click()
        seen.settle()
    seen.page.keyboard.press("Escape")
    choose(seen, "out-format", "GPKG")
    choose(seen, "out-system", "4527")
    folder = pack(seen, tmp_path / "包.zip")
    whole = pyogrio.read_dataframe(next(folder.glob("筛选结果*.gpkg")), layer="筛选结果")
    one = pyogrio.read_dataframe(next(folder.glob("选中的要素*.gpkg")), layer="选中的要素")
    assert len(whole) == 9
    assert set(whole["专栏"]) == {"专栏8"}
    assert len(one) == 1
    assert one.crs.to_epsg() == 4527
    assert 39_380_000 < one.geometry.iloc[0].x < 39_400_000
    told = (folder / "说明.txt").read_text("utf-8-sig")
    assert "专栏：专栏8" in told


def test_the_answer_of_a_life_circle_comes_out_as_shapefile_with_its_table_of_names(
    server, visit, tmp_path
):
    seen = visit(server).open("circles")
    seen.page.locator(".st-key-lc-panel button").filter(has_text="导出").click()
    seen.settle()
    seen.page.locator("summary", has_text="更多格式").click()
    seen.settle()
    choose(seen, "lc-out-format", "Shapefile")
    folder = pack(seen, tmp_path / "包.zip")
    (shape,) = folder.rglob("*.shp")
    frame = pyogrio.read_dataframe(shape)
    assert len(frame) == 106
    assert "世茂云翰" in set(frame.iloc[:, 1])
    table = next(shape.parent.glob("*字段对照表.csv")).read_text("utf-8-sig")
    assert "完整度_%" in table
    assert "评价标准" in (folder / "说明.txt").read_text("utf-8-sig")
