"""The work goes out of one browser and comes back in another, whole."""

import json

import pytest

pytestmark = pytest.mark.browser


def download(seen, button, target):
    with seen.page.expect_download(timeout=30_000) as waiting:
        seen.page.get_by_role("button", name=button).click()
    waiting.value.save_as(target)
    return target


def test_a_project_file_restores_filter_palette_and_own_standard(server, visit, tmp_path):
    one = visit(server).open("?col=专栏8&pal=色觉友好&on-outline=false")
    one.panel("出图")
    path = download(one, "工程文件", tmp_path / "工程.json")
    assert json.loads(path.read_text("utf-8"))["choices"]["col"] == ["专栏8"]
    two = visit(server).open()
    assert "outline" in two.drawn()
    two.panel("出图")
    two.page.locator("input[type=file]").first.set_input_files(path)
    two.settle()
    two.page.get_by_role("button", name="打开", exact=True).click()
    two.settle()
    two.settle()
    assert "9 / 145" in two.page.locator(".st-key-chips").inner_text()
    assert "outline" not in two.drawn()


def test_a_file_that_is_no_project_is_refused_in_words(server, visit, tmp_path):
    path = tmp_path / "别的.json"
    path.write_text('{"type": "FeatureCollection", "features": []}', encoding="utf-8")
    seen = visit(server).open()
    seen.panel("出图")
    seen.page.locator("input[type=file]").first.set_input_files(path)
    seen.settle()
    seen.page.get_by_role("button", name="打开", exact=True).click()
    seen.settle()
    assert seen.page.locator("[data-testid=stAlert]").count() == 1
    assert "145 / 145" in seen.page.locator(".st-key-chips").inner_text()


def test_the_offline_page_opens_from_disk_without_a_request(server, visit, tmp_path):
    seen = visit(server).open("?col=专栏8")
    seen.panel("出图")
    path = download(seen, "离线网页", tmp_path / "一张图.html")
    assert path.stat().st_size < 2 * 2**20
    page = seen.page.context.new_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(path.as_uri())
    page.wait_for_timeout(800)
    assert "京山小学还建" in page.content()
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
