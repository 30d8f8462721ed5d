"""An atlas is begun, stopped, gone on with and taken away; a report is written."""

import shutil

import docx
import pymupdf
import pytest
from playwright.sync_api import expect

from tools.headless import running

pytestmark = pytest.mark.browser

CHIP = ".st-key-pm-keep"


def open_part(seen, words):
    seen.panel("出图")
    seen.page.locator(".st-key-panel-box summary", has_text=words).click()
    seen.settle()


def test_an_atlas_of_the_zones_survives_a_stop_and_comes_as_one_pdf(server, visit, tmp_path):
    seen = visit(server).open()
    open_part(seen, "图册")
    seen.page.get_by_role("button", name="绘制图册").click()
    stop = seen.page.get_by_role("button", name="停止")
    stop.wait_for(timeout=30_000)
    expect(seen.page.locator(CHIP)).to_have_text("图册未下载")
    stop.click()
    go_on = seen.page.get_by_role("button", name="绘制图册")
    go_on.wait_for(timeout=30_000)
    go_on.click()
    take = seen.page.get_by_role("button", name="下载图册")
    take.wait_for(timeout=120_000)
    expect(seen.page.locator(CHIP)).to_have_text("图册未下载")
    with seen.page.expect_download(timeout=30_000) as waiting:
        take.click()
    waiting.value.save_as(tmp_path / "图册.pdf")
    expect(seen.page.locator(CHIP)).to_have_count(0)
    assert take.is_visible(), "the section stays open"
    with pymupdf.open(tmp_path / "图册.pdf") as atlas:
        assert len(atlas) == 6
        titles = [title for _, title, _ in atlas.get_toc()]
        assert "目录" in titles[0]
        assert any("洪都新城核心区" in title for title in titles)


def test_an_atlas_taken_away_by_a_cleaner_is_said_once_and_drawn_anew(visit, tmp_path):
    with running(told={"TMPDIR": str(tmp_path), "TEMP": str(tmp_path)}) as (origin, _):
        seen = visit(origin).open()
        open_part(seen, "图册")
        draw = seen.page.get_by_role("button", name="绘制图册")
        draw.click()
        take = seen.page.get_by_role("button", name="下载图册")
        take.wait_for(timeout=120_000)
        for folder in tmp_path.glob("planmap-*/atlas-*"):
            shutil.rmtree(folder)
        take.click()
        gone = seen.page.get_by_text("图册文件已不在服务器的临时目录；请重新绘制")
        gone.first.wait_for()
        expect(take).to_have_count(0)
        assert seen.page.get_by_text("图册已绘成").count() == 0
        assert gone.count() == 1
        draw.click()
        take.wait_for(timeout=120_000)
        with seen.page.expect_download(timeout=30_000):
            take.click()
        assert seen.page.get_by_text("已过保留时间").count() == 0


def test_a_report_of_a_zone_comes_as_word(server, visit, tmp_path):
    seen = visit(server).open()
    open_part(seen, "报告")
    seen.page.locator(".st-key-report-zone").click()
    seen.page.get_by_role("option", name="新经济产业集聚区").click()
    seen.settle()
    with seen.page.expect_download(timeout=60_000) as waiting:
        seen.page.get_by_role("button", name="下载 Word").click()
    waiting.value.save_as(tmp_path / "报告.docx")
    words = "\n".join(each.text for each in docx.Document(tmp_path / "报告.docx").paragraphs)
    assert "新经济产业集聚区" in words
    assert "未落图" in words
