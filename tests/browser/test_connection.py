"""A line that is cut, a server that starts anew: the work is there; what is not saved is told."""

import os
import signal
from time import sleep

import pytest
from playwright.sync_api import expect

from tools.headless import free_port, running
from tools.line import line_to

pytestmark = pytest.mark.browser

AS_SHIPPED = {"runner.enforceSerializableSessionState": "false"}
"""The check of tests falls over keys of a session that is gone, which the browser still sends."""

SAVED = ".pm-saved"
DIALOG = "[role=dialog]"
CHOSEN = ".st-key-panel button[aria-checked=true]"
SOON = "from views.sessions import janitor\njanitor.TICK_S = 0.2\n"


@pytest.fixture(scope="module")
def patient():
    """A server that keeps a lost session for four hours."""
    with running(more={"server.disconnectedSessionTTL": 14_400}) as (origin, _):
        yield origin


@pytest.fixture
def cuttable(patient, lined):
    return lined(patient)


def sign(seen):
    """Fill in who drew the sheet."""
    seen.panel("出图")
    seen.page.locator("summary").filter(has_text="图题").click()
    seen.settle()  # what unfolds moves: a click meant for it may fall beside it
    seen.page.get_by_text("加图签").click()
    seen.settle()
    seen.page.get_by_label("制图").fill("王工")
    seen.page.get_by_label("制图").press("Enter")
    seen.settle()


def test_a_lost_line_is_told_in_chinese_and_the_work_is_there_afterwards(cuttable, parcel):
    seen = cuttable.open("?kind=%E5%AD%A6%E6%A0%A1")
    seen.bring(parcel)
    sign(seen)
    expect(seen.page.locator(SAVED)).to_contain_text("已自动保存")
    seen.line.cut()
    box = seen.page.locator(DIALOG)
    expect(box).to_contain_text("与服务器的连接断开了", timeout=30_000)
    told = box.inner_text()
    assert "自动重连" in told
    assert "已自动保存" in told
    assert "不会丢" in told
    assert "Streamlit" not in told
    assert "internet" not in told
    seen.line.mend()
    expect(box).to_have_count(0, timeout=30_000)
    seen.settle()
    assert seen.layers()[0] == "地块"
    assert "类别：学校" in seen.page.locator(".st-key-chips").inner_text()
    assert seen.page.get_by_label("制图").input_value() == "王工"
    assert seen.page.locator(".pm-gone").count() == 0


def test_a_reload_asks_nothing_and_brings_the_work_back(cuttable, parcel):
    seen = cuttable.open()
    seen.page.get_by_role("button", name="专栏8").click()
    seen.settle()
    seen.bring(parcel)
    expect(seen.page.locator(SAVED)).to_contain_text("已自动保存")
    seen.page.get_by_role("button", name="专栏6").click()
    seen.settle()
    seen.page.reload()
    seen.frame()
    expect(seen.page.locator(SAVED)).to_contain_text("地块")
    assert seen.asked == []
    assert seen.layers()[0] == "地块"
    chips = seen.page.locator(".st-key-chips").inner_text()
    assert "专栏8" in chips
    assert "专栏6" in chips, "what the address holds is newer than what was saved"


def test_a_server_that_starts_anew_says_what_is_lost(visit, parcel):
    with running() as (first, _), line_to(first) as line:
        seen = visit(line.origin).open()
        seen.bring(parcel)
        seen.panel("出图")
        line.cut()
        expect(seen.page.locator(DIALOG)).to_contain_text("断开", timeout=30_000)
        with running(more=AS_SHIPPED) as (second, _):  # it knows no session of the first
            line.to = int(second.rpartition(":")[2])
            line.mend()
            told = seen.page.locator(".pm-gone")
            expect(told).to_contain_text("打开工程文件", timeout=30_000)
            seen.settle()
            assert "地块" not in seen.layers()
            seen.panel("项目表")
            assert seen.page.locator("[data-testid=stException]").count() == 0
            assert seen.page.locator("[data-testid=stDataFrame]").count() == 1
            told.get_by_role("button").click()
            assert told.count() == 0


def test_a_server_killed_under_an_open_page_leads_to_the_same_work_and_panel(
    visit, tmp_path, parcel
):
    told, port = {"PLANMAP_HOME": str(tmp_path)}, free_port()
    with running(more=AS_SHIPPED, told=told, port=port) as (origin, process):
        seen = visit(origin).open()
        seen.bring(parcel)
        expect(seen.page.locator(SAVED)).to_contain_text("已自动保存")
        seen.panel("统计")
        os.kill(process, getattr(signal, "SIGKILL", signal.SIGTERM))
        expect(seen.page.locator(DIALOG)).to_contain_text("断开", timeout=30_000)
    with running(more=AS_SHIPPED, told=told, port=port):
        expect(seen.page.locator(DIALOG)).to_have_count(0, timeout=60_000)
        expect(seen.page.get_by_text("已打开“地块")).to_be_visible()
        expect(seen.page.locator(SAVED)).to_contain_text("地块")
        expect(seen.page.locator(CHOSEN)).to_have_count(1)  # those of before are taken away
        seen.settle()
        assert seen.layers()[0] == "地块"
        expect(seen.page.locator(CHOSEN)).to_contain_text("统计")
        assert seen.page.locator(".pm-gone").count() == 0
        seen.panel("项目表")
        assert seen.page.locator("[data-testid=stDataFrame]").count() == 1
        assert seen.page.locator("[data-testid=stException]").count() == 0


def test_a_line_cut_for_longer_than_a_session_is_kept_loses_nothing(visit, parcel):
    short = AS_SHIPPED | {"server.disconnectedSessionTTL": 1}
    with running(more=short, first=SOON) as (origin, _), line_to(origin) as line:
        seen = visit(line.origin).open()
        seen.bring(parcel)
        expect(seen.page.locator(SAVED)).to_contain_text("已自动保存")
        line.cut()
        expect(seen.page.locator(DIALOG)).to_contain_text("断开", timeout=30_000)
        sleep(3)
        line.mend()
        expect(seen.page.get_by_text("已打开“地块")).to_be_visible(timeout=60_000)
        seen.settle()
        assert seen.layers()[0] == "地块"
        assert seen.page.locator(".pm-gone").count() == 0
        seen.panel("导入")
        seen.page.get_by_role("button", name="移除").click()
        seen.settle()
        assert "地块" not in seen.layers()


def test_another_browser_goes_on_with_the_work_and_the_first_is_told(visit, patient, parcel):
    first = visit(patient).open()
    first.bring(parcel)
    expect(first.page.locator(SAVED)).to_contain_text("已自动保存")
    other = visit(patient).open()
    other.page.get_by_role("button", name="恢复上次工作").click()
    expect(other.page.locator(SAVED)).to_contain_text("地块")
    other.settle()
    other.panel("导入")
    other.page.get_by_role("button", name="移除").click()
    told = first.page.locator(".st-key-pm-behind")
    expect(told).to_contain_text("另一处")
    told.get_by_role("button", name="打开新的").click()
    expect(told).to_have_count(0)
    first.settle()
    assert "地块" not in first.layers()


def test_a_page_that_is_not_there_is_told_in_chinese(server, visit):
    seen = visit(server)
    seen.page.goto(f"{server}/nothing")
    expect(seen.page.get_by_role("heading")).to_have_text("没有这个网页")
