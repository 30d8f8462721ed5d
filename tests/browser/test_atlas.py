"""An atlas is begun, stopped, gone on with and taken away; a report is written."""

import docx
import pymupdf
import pytest

pytestmark = pytest.mark.browser


def open_part(seen, words):
    seen.panel("出图")
    seen.page.locator(".st-key-panel-box summary", has_text=words).click()
    seen.settle()


def test_an_atlas_of_the_zones_survives_a_stop_and_comes_as_one_pdf(server, visit, tmp_path):
    seen = visit(server).open()
    open_part(seen, "图册")
    seen.page.get_by_role("button", name="绘制图册").click()
    seen.page.get_by_role("button", name="停止").click(timeout=30_000)
    go_on = seen.page.get_by_role("button", name="绘制图册")
    go_on.wait_for(timeout=30_000)
    go_on.click()
    take = seen.page.get_by_role("button", name="下载图册")
    take.wait_for(timeout=120_000)
    with seen.page.expect_download(timeout=30_000) as waiting:
        take.click()
    waiting.value.save_as(tmp_path / "图册.pdf")
    with pymupdf.open(tmp_path / "图册.pdf") as atlas:
        assert len(atlas) == 6
        titles = [title for _, title, _ in atlas.get_toc()]
        assert "目录" in titles[0]
        assert any("洪都新城核心区" in title for title in titles)


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
