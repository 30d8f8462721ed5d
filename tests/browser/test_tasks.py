"""What a planner does on the first day, in a browser, at a desk and on a telephone."""

import re
from urllib.parse import parse_qs, urlparse

import pymupdf
import pytest

pytestmark = pytest.mark.browser


def find(seen, words: str) -> None:
    """Search a name and take the first hit."""
    seen.page.locator(".st-key-panel-box [data-testid=stSelectbox] input").first.click()
    seen.page.keyboard.type(words)
    seen.page.get_by_role("option").filter(has_text=words).first.wait_for()
    seen.page.keyboard.press("Enter")
    seen.settle()


def test_plan_schools_within_500_m_of_an_estate(server, visit):
    """和光盛府 stands at the north end of 博文路: by its place 博文学校 is some 540 m away."""
    seen = visit(server).open()
    find(seen, "和光盛府")
    seen.page.get_by_role("button", name="以此做缓冲分析").click()
    seen.settle()
    text = seen.page.locator(".st-key-panel-box").inner_text()
    assert "直线距离筛查" in text
    near = seen.page.locator("[data-testid=stDataFrame]").first.text_content()
    assert "博文路" in near
    assert "博文学校新建" not in near
    seen.page.get_by_role("button", name="15 分钟 · 1000 米").click()
    seen.settle()
    seen.page.get_by_role("tab", name="1000 米").click()
    seen.page.wait_for_timeout(500)
    tables = seen.page.locator("[data-testid=stDataFrame]").all_text_contents()
    assert any("博文学校新建" in table and "规划·学校" in table for table in tables)
    rings = seen.frame().evaluate(
        "Object.values(map._layers).filter((l) => l.feature && "
        "l.feature.properties.layer === 'rings' && l.options.fill).length"
    )
    assert rings == 2


def test_the_sheet_comes_as_pdf_with_what_is_on_screen(server, visit, tmp_path):
    seen = visit(server).open("?col=专栏8")
    seen.panel("出图")
    with seen.page.expect_download(timeout=30_000) as waiting:
        seen.page.get_by_role("button", name="下载 PDF").click()
    target = tmp_path / "sheet.pdf"
    waiting.value.save_as(target)
    page = pymupdf.open(target)[0]
    assert (page.rect.width, page.rect.height) == pytest.approx((841.9, 595.3), abs=0.2)
    words = re.sub(r"\s", "", page.get_text())
    for wanted in ("青云谱区“十四五”规划一张图", "示意图，不作为划界、审批依据", "专栏：专栏8",
                   "京山小学还建", "内部使用·未经审核不得公开"):  # fmt: skip
        assert wanted in words
    assert "道路工程" not in words


def test_the_view_of_the_map_can_be_printed(server, visit):
    seen = visit(server).open()
    seen.frame().evaluate("void map.setView([28.6352, 115.9241], 15, {animate: false})")
    seen.frame().locator("a[title=以当前视野出图]").click()
    seen.settle()
    seen.page.get_by_text("图题、范围、用途与清晰度").click()
    seen.settle()
    seen.page.locator(".st-key-sheet-extent").click()
    assert seen.page.get_by_role("option", name="地图视野").count() == 1


def test_files_to_share_are_geojson_and_csv(server, visit, tmp_path):
    seen = visit(server).open("?col=专栏8")
    seen.panel("出图")
    for name, start in (("分区 GeoJSON", '{"type": "FeatureCollection"'), ("项目 CSV", "\ufeff")):
        with seen.page.expect_download() as waiting:
            seen.page.get_by_role("button", name=name).click()
        target = tmp_path / "file"
        waiting.value.save_as(target)
        assert target.read_text(encoding="utf-8").startswith(start)


def test_the_link_shown_holds_the_choices(server, visit):
    seen = visit(server).open("?col=专栏8&on-main-roads=false&sel=education:P8-1-03")
    seen.panel("出图")
    link = seen.page.locator("[data-testid=stCode]").inner_text().replace("\n", "").strip()
    query = parse_qs(urlparse(link).query)
    assert query["col"] == ["专栏8"]
    assert query["on-main-roads"] == ["false"]
    assert query["sel"] == ["education:P8-1-03"]


def test_a_bar_that_is_clicked_filters(server, visit):
    seen = visit(server).open()
    seen.panel("统计")
    seen.page.wait_for_selector("[data-testid=stVegaLiteChart] svg")
    seen.page.wait_for_timeout(500)
    seen.page.locator(".mark-rect path[aria-label*=专栏5]").click()
    seen.settle()
    seen.settle()
    assert "47 / 145" in seen.page.locator(".st-key-chips").inner_text()


def test_on_a_telephone_layer_search_and_card_work_without_sideways_scrolling(server, visit):
    seen = visit(server, 390, 844).open()
    seen.page.locator("[data-testid=stExpandSidebarButton]").click()
    seen.settle()
    seen.page.get_by_text("道路工程", exact=True).first.click()
    seen.settle()
    seen.page.locator("[data-testid=stSidebarCollapseButton] button").click()
    seen.page.wait_for_timeout(400)
    assert "roads" not in seen.drawn()
    find(seen, "博文学校")
    assert "±" in seen.page.locator(".pm-card").inner_text()
    wide = seen.page.evaluate("document.documentElement.scrollWidth")
    assert wide <= 390
    assert seen.errors == []


def test_no_english_stands_on_the_first_screen(server, visit):
    seen = visit(server).open("?on-facilities=true")
    seen.page.evaluate(  # drawn as an icon by its font, and drawn in Chinese by the style
        "document.querySelectorAll('[data-testid=stIconMaterial], [data-testid=stSkipToContent]')"
        ".forEach((each) => each.remove())"
    )
    text = seen.page.locator("[data-testid=stApp]").inner_text()
    words = set(re.findall(r"[A-Za-z]{3,}", text))
    assert words == set()
