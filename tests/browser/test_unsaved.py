"""Work that the store does not take: told, asked for before it is left, kept as a file."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

UNSAVED = ".st-key-pm-keep"
DIALOG = "[role=dialog]"


@pytest.fixture
def unstored(storeless, lined):
    """A page of a server that cannot store works."""
    return lined(storeless)


def test_leaving_asks_while_work_is_unsaved_and_only_then(unstored, parcel):
    seen = unstored.open()
    assert seen.page.locator(UNSAVED).count() == 0
    seen.page.reload()
    seen.frame()
    assert seen.asked == []
    seen.bring(parcel)
    expect(seen.page.locator(UNSAVED)).to_contain_text("有未保存的工作")
    expect(seen.page.get_by_text("正在自动重试")).to_be_visible()
    assert seen.page.locator(".pm-saved small").inner_text() == ""
    seen.page.reload()
    seen.frame()
    assert seen.asked == ["beforeunload"]
    expect(seen.page.get_by_text("未能打开地址中的工作")).to_be_visible()
    assert seen.page.locator(UNSAVED).count() == 0


def test_a_lost_line_promises_nothing_that_is_not_saved(unstored, parcel):
    seen = unstored.open()
    seen.bring(parcel)
    expect(seen.page.locator(UNSAVED)).to_contain_text("有未保存的工作")
    seen.line.cut()
    box = seen.page.locator(DIALOG)
    expect(box).to_contain_text("与服务器的连接断开了", timeout=30_000)
    assert "请不要刷新或关闭本页" in box.inner_text()
    assert "不会丢" not in box.inner_text()
    seen.line.mend()
    expect(box).to_have_count(0, timeout=30_000)


def test_saving_from_the_head_of_the_page_ends_the_asking(unstored, tmp_path, parcel):
    seen = unstored.open()
    seen.bring(parcel)
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
    assert seen.layers()[0] == "地块"
    seen.page.get_by_text("地块", exact=True).first.wait_for()
    seen.panel("导入")
    seen.page.get_by_role("button", name="移除").click()
    seen.settle()
    seen.settle()
    seen.page.reload()
    seen.frame()
    assert seen.asked == []


def test_work_on_the_other_page_is_asked_for_too(unstored):
    seen = unstored
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
