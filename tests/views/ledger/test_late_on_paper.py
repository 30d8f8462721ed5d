"""What is late in a zone, chosen on the page: the sheet and the files say so, and to which day."""

import json
import zipfile
from datetime import date
from io import BytesIO

import pymupdf
import pytest

from sheets.render import render
from views import downloads

LATE, BEGUN = {"planned_finish": "2024-06-30"}, {"status": "在建", "actual_start": "2023-03-01"}
NOTE = "时限：逾期未完工；分区：洪都新城核心区"


@pytest.fixture
def pressed(monkeypatch):
    """What would be made by pressing each button that was drawn, by the name of its file."""
    made = {}

    def button(self, label, make, name, *, key, primary=False):  # noqa: ARG001 - as it is called
        made[name] = make

    monkeypatch.setattr(downloads.ButtonRow, "button", button)
    return made


@pytest.fixture
def late(opened, office):
    """Two items late in the zone, one in time, one late elsewhere; the page shows what is late."""
    for item in ("P5-1-04", "P5-1-05", "P6-2-03"):
        office.write(item, {**BEGUN, **LATE})
    office.write("P6-2-02", BEGUN | {"planned_finish": "2199-01-01"}, day=3)
    page = opened("P5-1-04", timing="逾期未完工", zone="洪都新城核心区", by="按状态", panel="出图")
    return page.run()


def test_the_sheet_draws_what_is_late_and_says_so(late, pressed):
    late.test.session_state["sheet-paper"] = "A3"
    late.run()
    name = next(each for each in pressed if each.endswith(".pdf") and "A3" in each)
    request = pressed[name].args[0]
    page = pymupdf.open(stream=render(request, "pdf"))[0]
    text = page.get_text().replace("\n", "")
    assert [round(side * 25.4 / 72) for side in page.rect[2:]] == [420, 297]
    assert f"台账截至 {date.today().isoformat()}。筛选：{NOTE}" in text
    assert "在建 2" in text
    assert "逾期 2" in text


def test_files_say_the_day_that_is_looked_at(late, pressed):
    late.test.text_input(key="as-of-day").input("2026-03-02")
    late.run().press("then-go")
    pack = next(make for name, make in pressed.items() if name.endswith(".zip"))
    with zipfile.ZipFile(BytesIO(pack())) as archive:
        told = json.loads(archive.read("说明.json"))
    assert told["台账"] == "台账截至 2026-03-02"
    assert told["筛选"].startswith(NOTE)
    assert told["日期"] == date.today().isoformat()


def test_the_offline_page_says_the_day(late, pressed):
    late.test.text_input(key="as-of-day").input("2026-03-02")
    late.run().press("then-go")
    html = next(make for name, make in pressed.items() if name.endswith(".html"))()
    assert "<li>台账截至 2026-03-02</li>" in html
    assert f"<li>筛选：{NOTE}" in html
    assert "规划项目状态（图上项数）" in html
