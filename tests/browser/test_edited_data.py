"""Data that are edited while a page is open: all of the page is of one edition."""

import shutil

import pytest

from geo.data_folder import SHIPPED
from tools.headless import running

pytestmark = pytest.mark.browser


def test_a_panel_that_is_opened_after_an_edit_brings_the_whole_page_along(visit, tmp_path):
    folder = shutil.copytree(SHIPPED, tmp_path / "data")
    items = folder / "projects.csv"
    with running(data=folder) as (origin, _):
        seen = visit(origin).open()
        chips = seen.page.locator(".st-key-chips")
        assert "规划项目 145 / 145 项" in " ".join(chips.inner_text().split())
        lines = items.read_text("utf-8-sig").splitlines()
        services = (folder / "plan_services.csv").read_text("utf-8-sig")
        spare = next(
            at for at, line in enumerate(lines)
            if "未落图" in line and line.split(",")[0] not in services
        )  # fmt: skip
        items.write_text("\n".join(lines[:spare] + lines[spare + 1 :]) + "\n", "utf-8")
        seen.panel("未落图")
        seen.page.get_by_text("105 项未落图").wait_for(timeout=60_000)
        seen.settle()
        assert "规划项目 144 / 144 项" in " ".join(chips.inner_text().split())
