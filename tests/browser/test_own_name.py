"""On one's own machine a name is asked once, and what was typed is written under it."""

import pytest
from playwright.sync_api import expect

from tools.headless import ROOT, running
from tools.visit import begin

pytestmark = pytest.mark.browser
PAGE = str(ROOT / "tests/views/door/pen_page.py")


@pytest.fixture
def own(tmp_path):
    written = tmp_path / "written.txt"
    told = {"PLANMAP_HOME": str(tmp_path / "home"), "WRITTEN": str(written)}
    with running(PAGE, told=told) as (origin, _):
        yield origin, written


def said(written):
    return written.read_text("utf-8") if written.exists() else ""


def page_of(browser, origin, width=1440, height=900):
    seen = begin(browser, origin, width, height)
    seen.page.goto(origin)
    seen.settle()
    return seen


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (390, 844)])
def test_the_first_writing_asks_the_name_and_then_writes_what_was_typed(
    browser, own, width, height
):
    origin, written = own
    seen = page_of(browser, origin, width, height)
    page = seen.page
    expect(page.get_by_role("button", name="填写姓名")).to_be_visible()
    page.get_by_label("片段内容").fill("强五路")
    page.get_by_role("button", name="片段", exact=True).click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="确定").click()
    expect(dialog.get_by_text("请填写姓名")).to_be_visible()
    assert not written.exists()
    dialog.get_by_label("姓名", exact=True).fill("王晓明")
    dialog.get_by_role("button", name="确定").click()
    expect(dialog).to_have_count(0)
    expect(page.get_by_role("button", name="王晓明")).to_be_visible()
    expect(page.get_by_label("片段内容")).to_have_value("强五路")
    seen.until(written.exists)
    seen.settle()
    assert written.read_text("utf-8") == "fragment:强五路 王晓明\n"
    assert (seen.outside, seen.errors) == ([], [])


def test_so_does_a_button_of_the_whole_page(browser, own):
    origin, written = own
    seen = page_of(browser, origin)
    seen.page.get_by_role("button", name="按下").click()
    dialog = seen.page.get_by_role("dialog")
    dialog.get_by_label("姓名", exact=True).fill("王晓明")
    dialog.get_by_label("姓名", exact=True).press("Enter")
    expect(dialog).to_have_count(0)
    seen.until(written.exists)
    seen.settle()
    assert written.read_text("utf-8") == "button 王晓明\n"


def test_a_dialog_that_is_closed_writes_nothing_then_or_later(browser, own):
    origin, written = own
    seen = page_of(browser, origin)
    page = seen.page
    page.get_by_role("button", name="片段", exact=True).click()
    page.get_by_role("dialog").get_by_role("button", name="关闭").click()
    seen.settle()
    page.get_by_role("button", name="填写姓名").click()
    page.get_by_label("姓名", exact=True).fill("李四")
    page.get_by_role("button", name="确定").click()
    expect(page.get_by_role("button", name="李四")).to_be_visible()
    seen.settle()
    assert not written.exists()


def test_the_name_is_remembered_and_can_be_changed(browser, own):
    origin, written = own
    for name in ("王晓明", "王小明"):
        seen = page_of(browser, origin)
        page = seen.page
        page.locator(".st-key-pm-who button").click()
        page.get_by_label("姓名", exact=True).fill(name)
        page.get_by_role("button", name="确定").click()
        expect(page.locator(".st-key-pm-who button").first).to_contain_text(name)
        seen.settle()
        page.get_by_role("button", name="按下").click()
        seen.until(lambda told=name: told in said(written))
    other = page_of(browser, origin)
    expect(other.page.get_by_role("button", name="王小明")).to_be_visible()
    assert written.read_text("utf-8") == "button 王晓明\nbutton 王小明\n"


def test_a_server_open_to_others_says_why_nothing_is_written(browser, tmp_path):
    more = {"server.address": "0.0.0.0"}
    with running(PAGE, more=more, told={"WRITTEN": str(tmp_path / "none")}) as (origin, _):
        page = page_of(browser, origin).page
        expect(page.get_by_text("没有开通登录").first).to_be_visible()
        expect(page.get_by_role("button", name="片段", exact=True)).to_have_count(0)
        page.get_by_role("button", name="未登录").click()
        expect(page.get_by_label("姓名", exact=True)).to_have_count(0)
