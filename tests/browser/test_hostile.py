"""Attributes that try to be markup: shown as they are, run nowhere."""

from urllib.parse import quote

import pytest

from tests.browser.conftest import BAD

pytestmark = pytest.mark.browser


def test_nothing_from_data_runs_in_page_or_map(hostile_server, visit):
    seen = visit(hostile_server).open("?on-facilities=true")
    seen.frame().evaluate("void map.setView([28.6352, 115.9241], 15, {animate: false})")
    seen.settle()
    box = seen.page.locator("iframe[title*=st_folium]").bounding_box()
    for share in (0.3, 0.5, 0.7):
        seen.page.mouse.move(box["x"] + box["width"] * share, box["y"] + box["height"] / 2)
        seen.page.wait_for_timeout(150)
    seen.click_feature("P8-1-03")
    seen.settle()
    seen.page.get_by_role("button", name="专栏8").click()
    seen.settle()
    for panel in ("未落图", "统计", "缓冲", "出图"):
        seen.panel(panel)
    assert [frame.evaluate("window.__ran") for frame in seen.page.frames] == [None] * len(
        seen.page.frames
    )
    assert seen.outside == []


def test_the_markup_is_shown_as_text(hostile_server, visit):
    seen = visit(hostile_server).open("?sel=education:P8-1-03")
    seen.settle()
    assert BAD[0] in seen.page.locator(".pm-card").inner_text()
    assert seen.page.locator(".pm-card img").count() == 0


def test_values_in_chips_are_text_too(hostile_server, visit):
    """A zone and a kind whose names are Markdown images: no image, no request."""
    name = "![x](http://outside.invalid/p.png) [y](javascript:alert(1))"
    seen = visit(hostile_server).open(f"?zone={quote(name)}")
    seen.settle()
    assert "![x]" in seen.page.locator(".st-key-chips").inner_text()
    assert seen.page.locator(".st-key-chips img").count() == 0
    assert seen.outside == []


def test_nothing_from_data_runs_on_the_page_of_life_circles(hostile_server, visit):
    seen = visit(hostile_server).open("circles")
    seen.click_feature("c001")
    seen.settle()
    assert seen.page.locator(".pm-card img").count() == 0
    for panel in ("矩阵", "规划前后", "测距", "选址", "标准", "导出"):
        seen.page.locator(".st-key-lc-panel button").filter(has_text=panel).click()
        seen.settle()
    ran = [frame.evaluate("window.__ran") for frame in seen.page.frames]
    assert ran == [None] * len(seen.page.frames)
    assert seen.outside == []
