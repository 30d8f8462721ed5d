"""The policy of the page in a real browser: nothing of ours runs into it, what is foreign does."""

import re
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from tools.headless import running

pytestmark = pytest.mark.browser

HEARD = """window.__broken = []; document.addEventListener('securitypolicyviolation', (e) =>
    window.__broken.push(`${e.effectiveDirective} ${e.blockedURI}`));"""
TOLD = "Content Security Policy"
"""In the words on the console: the frame of the map writes its document anew, and hears nothing."""

PROBE = "script-src wasm-eval"
"""Streamlit's protobuf asks whether WebAssembly may run, and does without."""

MAP = ("项目表", "未落图", "统计", "缓冲", "导入", "出图")
CIRCLES = ("缺口", "矩阵", "规划前后", "测距", "方案", "选址", "标准", "数据", "导出")
POINTS = "名称,人口,lon,lat\n甲,3,115.91,28.62\n乙,4,115.92,28.63\n"


def broken(seen) -> set[str]:
    """What the policy has stopped in the page and its frames."""
    heard = set(seen.page.evaluate("window.__broken")) - {PROBE}
    return heard | {words for words in seen.errors if TOLD in words}


@pytest.fixture
def seen(server, visit):
    found = visit(server)
    found.page.add_init_script(HEARD)
    return found


def test_no_panel_of_the_map_meets_the_policy(seen):
    seen.open()
    for name in MAP:
        seen.panel(name)
        for head in seen.page.locator("[data-testid=stExpander] summary").all():
            if head.is_visible():
                head.click()
                seen.settle()
        assert broken(seen) == set(), name
    for name in ("分区 GeoJSON", "下载 PDF", "离线网页（双击即开，无需外网）"):
        with seen.page.expect_download() as download:
            seen.page.get_by_role("button", name=name, exact=True).click()
        assert download.value.path().stat().st_size > 1000
    assert broken(seen) == set()


def test_an_import_and_its_table_do_not_meet_the_policy(seen):
    seen.open()
    seen.panel("导入")
    given = {"name": "点.csv", "mimeType": "text/csv", "buffer": POINTS.encode()}
    seen.page.locator("[data-testid=stFileUploader] input").set_input_files(given)
    seen.page.get_by_text("读入并上图").click()
    seen.page.get_by_text("2 个要素").first.wait_for()
    seen.page.get_by_role("button", name="表格与筛选").click()
    seen.settle()
    assert broken(seen) == set()


def test_no_panel_of_the_circles_meets_the_policy(seen):
    seen.open("circles")
    for name in CIRCLES:
        seen.page.locator(".st-key-lc-panel button").filter(has_text=name).first.click()
        seen.settle()
        assert broken(seen) == set(), name


def test_an_online_background_may_load_its_tiles(seen):
    seen.open("?bg=OpenStreetMap")
    seen.until(lambda: any("tile.openstreetmap.org" in url for url in seen.outside))
    assert broken(seen) == set()


@pytest.mark.parametrize("place", ["page", "map"])
def test_an_image_of_elsewhere_is_not_asked_for(seen, place):
    seen.open()
    where = seen.page.main_frame if place == "page" else seen.frame()
    where.evaluate("document.body.append(Object.assign(new Image(), {src: 'http://a.invalid/x'}))")
    seen.until(lambda: any("http://a.invalid/x" in words for words in broken(seen)))
    assert [url for url in seen.outside if "a.invalid" in url] == []


@pytest.mark.parametrize("place", ["page", "map"])
def test_a_script_in_an_attribute_does_not_run(seen, place):
    seen.open()
    where = seen.page.main_frame if place == "page" else seen.frame()
    where.evaluate("document.body.insertAdjacentHTML('beforeend', `<img src=x onerror='__ran=1'>`)")
    seen.until(lambda: any("inline event handler" in words for words in broken(seen)))
    assert where.evaluate("window.__ran") is None


class Portal(BaseHTTPRequestHandler):
    """Another site of the office: a page that shows what it is asked for in a frame."""

    def do_GET(self):
        framed = self.path.partition("?")[2]
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        page = f'<!doctype html><iframe src="{framed}" width="1200" height="800"></iframe>'
        self.wfile.write(page.encode())

    def log_message(self, *_):
        """Say nothing."""


@pytest.fixture(scope="module")
def portal():
    site = ThreadingHTTPServer(("127.0.0.1", 0), Portal)
    thread = Thread(target=site.serve_forever, daemon=True)
    thread.start()
    yield f"http://localhost:{site.server_port}"
    site.shutdown()
    thread.join()
    site.server_close()


def test_another_site_cannot_frame_the_page(portal, server, browser):
    page = browser.new_context().new_page()
    said = re.compile("frame-ancestors|refused to connect")
    with page.expect_console_message(lambda message: said.search(message.text)):
        page.goto(f"{portal}/?{server}/")
    assert page.frame_locator("iframe").locator("[data-testid=stApp]").count() == 0
    page.context.close()


def test_a_portal_that_is_named_can(portal, browser):
    with running(told={"PLANMAP_FRAMES": portal}) as (origin, _):
        page = browser.new_context().new_page()
        page.goto(f"{portal}/?{origin}/")
        page.frame_locator("iframe").locator("iframe[title*=st_folium]").wait_for(timeout=30_000)
        page.context.close()
