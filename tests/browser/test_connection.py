"""A line that is cut, a server that starts anew, work that is not saved: told in Chinese."""

import json

import pytest
from playwright.sync_api import expect

from tools.headless import running
from tools.line import line_to

pytestmark = pytest.mark.browser

POINT = {
    "type": "Feature",
    "properties": {"名称": "甲"},
    "geometry": {"type": "Point", "coordinates": [115.92, 28.62]},
}
POINTS = {
    "name": "地块.geojson",
    "mimeType": "application/json",
    "buffer": json.dumps({"type": "FeatureCollection", "features": [POINT]}).encode(),
}
AS_SHIPPED = {"runner.enforceSerializableSessionState": "false"}
"""The check of tests falls over keys of a session that is gone, which the browser still sends."""

UNSAVED = ".st-key-pm-keep"
DIALOG = "[role=dialog]"


@pytest.fixture(scope="module")
def patient():
    """A server that keeps a lost session for four hours."""
    with running(more={"server.disconnectedSessionTTL": 14_400}) as (origin, _):
        yield origin


@pytest.fixture
def cuttable(patient, visit):
    with line_to(patient) as line:
        seen = visit(line.origin)
        seen.asked = []
        seen.page.on("dialog", lambda box: (seen.asked.append(box.type), box.accept()))
        seen.line = line
        yield seen


def bring(seen):
    seen.panel("导入")
    seen.page.locator("input[type=file]").first.set_input_files(POINTS)
    seen.settle()
    seen.page.get_by_role("button", name="读入并上图").click()
    seen.settle()
    seen.settle()


def layers(seen):
    return seen.page.locator("[data-testid=stSidebar] [data-testid=stCheckbox]").all_inner_texts()


def test_a_lost_line_is_told_in_chinese_and_the_work_is_there_afterwards(cuttable):
    seen = cuttable.open("?kind=%E5%AD%A6%E6%A0%A1")
    bring(seen)
    seen.panel("出图")
    seen.page.locator("summary").filter(has_text="图题").click()
    seen.settle()  # what unfolds moves: a click meant for it may fall beside it
    seen.page.get_by_text("加图签").click()
    seen.settle()
    seen.page.get_by_label("制图").fill("王工")
    seen.page.get_by_label("制图").press("Enter")
    seen.settle()
    seen.line.cut()
    box = seen.page.locator(DIALOG)
    expect(box).to_contain_text("与服务器的连接断开了", timeout=30_000)
    told = box.inner_text()
    assert "自动重连" in told
    assert "保留 4 小时" in told
    assert "Streamlit" not in told
    assert "internet" not in told
    seen.line.mend()
    expect(box).to_have_count(0, timeout=30_000)
    seen.settle()
    assert layers(seen)[0] == "地块"
    assert "类别：学校" in seen.page.locator(".st-key-chips").inner_text()
    assert seen.page.get_by_label("制图").input_value() == "王工"
    assert seen.page.locator(".pm-gone").count() == 0


def test_leaving_asks_while_work_is_unsaved_and_only_then(cuttable):
    seen = cuttable.open()
    assert seen.page.locator(UNSAVED).count() == 0
    seen.page.get_by_role("button", name="专栏8").click()
    seen.settle()
    seen.page.reload()
    seen.frame()
    assert seen.asked == []
    bring(seen)
    expect(seen.page.locator(UNSAVED)).to_contain_text("有未保存的工作")
    seen.page.reload()
    seen.frame()
    assert seen.asked == ["beforeunload"]
    assert seen.page.locator(UNSAVED).count() == 0


def test_saving_from_the_head_of_the_page_ends_the_asking(cuttable, tmp_path):
    seen = cuttable.open()
    bring(seen)
    with seen.page.expect_download() as waiting:
        seen.page.get_by_role("button", name="保存工程").click()
    waiting.value.save_as(tmp_path / "工程.json")
    expect(seen.page.locator(UNSAVED)).to_have_count(0)
    seen.page.reload()
    seen.frame()
    assert seen.asked == []
    seen.panel("出图")
    seen.page.locator("input[type=file]").first.set_input_files(tmp_path / "工程.json")
    seen.settle()
    seen.page.get_by_role("button", name="打开", exact=True).click()
    seen.settle()
    seen.settle()
    assert layers(seen)[0] == "地块"
    assert seen.page.locator(UNSAVED).count() == 0
    seen.page.get_by_text("地块", exact=True).first.wait_for()
    seen.panel("导入")
    seen.page.get_by_role("button", name="移除").click()
    seen.settle()
    seen.settle()
    seen.page.reload()
    seen.frame()
    assert seen.asked == []


def test_work_on_the_other_page_is_asked_for_too(cuttable):
    seen = cuttable
    seen.page.goto(f"{seen.origin}/circles")
    seen.frame()
    seen.settle()
    seen.page.locator(".st-key-lc-panel button").filter(has_text="方案").click()
    seen.settle()
    seen.page.get_by_label("新方案名称").fill("方案一")
    seen.page.get_by_role("button", name="新建").click()
    seen.settle()
    expect(seen.page.locator(UNSAVED)).to_contain_text("有未保存的工作")
    with seen.page.expect_download():
        seen.page.get_by_role("button", name="保存工程").click()
    expect(seen.page.locator(UNSAVED)).to_have_count(0)


def test_a_server_that_starts_anew_says_what_is_lost(visit):
    with running() as (first, _), line_to(first) as line:
        seen = visit(line.origin).open()
        bring(seen)
        seen.panel("出图")
        line.cut()
        expect(seen.page.locator(DIALOG)).to_contain_text("断开", timeout=30_000)
        with running(more=AS_SHIPPED) as (second, _):  # it knows no session of the first
            line.to = int(second.rpartition(":")[2])
            line.mend()
            told = seen.page.locator(".pm-gone")
            expect(told).to_contain_text("打开工程文件", timeout=30_000)
            seen.settle()
            assert "地块" not in layers(seen)
            seen.panel("项目表")
            assert seen.page.locator("[data-testid=stException]").count() == 0
            assert seen.page.locator("[data-testid=stDataFrame]").count() == 1
            told.get_by_role("button").click()
            assert told.count() == 0


def test_a_page_that_is_not_there_is_told_in_chinese(server, visit):
    seen = visit(server).open("nothing")
    expect(seen.page.locator(DIALOG)).to_contain_text("没有这个页面")
    expect(seen.page.locator(DIALOG)).to_contain_text("地址中的页面不存在")
