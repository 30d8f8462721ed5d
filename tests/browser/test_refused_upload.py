"""An upload that the server does not take: the page says why, and stays where it is."""

import pytest

from tools.headless import running

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def small():
    with running(told={"PLANMAP_SESSION_UPLOAD_MB": "1"}) as (origin, _):
        yield origin


def give(seen, size: int) -> None:
    given = {"name": "大.csv", "mimeType": "text/csv", "buffer": b"a" * size}
    seen.page.locator("[data-testid=stFileUploader] input").first.set_input_files(given)


def test_the_panel_of_imports_says_why(small, visit):
    seen = visit(small).open("?pal=" + "规范色")
    seen.panel("导入")
    give(seen, 3 * 2**19)
    seen.page.get_by_text("未接收：本页上传的文件合计将超过 1 MB").wait_for(timeout=30_000)
    seen.settle()
    assert seen.page.locator("[data-testid=stFileUploader]").count() == 1


def test_the_page_of_circles_stays(small, visit):
    seen = visit(small).open("circles")
    seen.page.locator(".st-key-lc-panel button").filter(has_text="标准").click()
    seen.settle()
    give(seen, 3 * 2**19)
    seen.page.get_by_text("未接收：本页上传的文件合计将超过 1 MB").wait_for(timeout=30_000)
    seen.settle()
    assert seen.page.url.endswith("/circles") or "/circles?" in seen.page.url
    assert seen.page.get_by_text("下载标准表 CSV").count() == 1
