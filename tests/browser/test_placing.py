"""落图 in a real browser: drawn on the map, outliving the page's runs, saved, shown, undone."""

from html import unescape

import pytest

from tools.headless import running

pytestmark = pytest.mark.browser

FIELDS = {"basis": "按影像手绘", "accuracy": "40", "document": "某批复", "why": "补落图"}
TAIL = "projects-P5-1-01"


@pytest.fixture(scope="module")
def office():
    """A server with a ledger of its own."""
    with running() as (origin, _):
        yield origin


def opened(visit, origin, query="?sel=roads:P5-1-01"):
    seen = visit(origin).open(query)
    seen.settle()
    seen.page.locator(".st-key-card-place button").first.click()
    seen.settle()
    return seen


def drawn(seen, *places):
    """Draw a stroke at places of the map's frame, in pixels."""
    seen.page.locator(".st-key-placing-draw button").first.click()
    seen.docked()
    stroke(seen, *places)
    seen.settle()


def stroke(seen, *places):
    """Put corners, each once the one before it is there, and finish."""
    for number, place in enumerate(places, 1):
        seen.click_map(*place)
        seen.until(
            lambda n=number: seen.frame().evaluate("planmap.editor.state.sketch.length") == n
        )
    seen.page.keyboard.press("Enter")


def fill(seen, tail=TAIL, **fields):
    for name, words in fields.items():
        place = f".st-key-placing-{name}-{tail}"
        seen.page.locator(f"{place} input, {place} textarea").first.fill(words)
        seen.page.keyboard.press("Tab")
        seen.settle()


def save(seen):
    seen.page.locator(".st-key-placing-save button").first.click()
    seen.settle()
    asked = seen.page.locator("[role=dialog] input")
    if asked.count():
        asked.fill("王晓明")
        seen.page.get_by_role("button", name="确定").click()
        seen.page.locator("[role=dialog]").wait_for(state="detached")
        seen.settle()


def parts(seen):
    return seen.frame().evaluate("planmap.editor.state.parts.map((p) => p.rings)")


def test_an_item_is_drawn_saved_shown_and_taken_back(office, visit):
    seen = opened(visit, office)
    frame = seen.frame()
    frame.evaluate("window.__tag = 1")
    drawn(seen, (200, 300), (300, 310), (400, 340))
    save(seen)
    panel = seen.page.locator(".st-key-panel-box")
    assert "请填写落图依据" in panel.inner_text()
    line = parts(seen)
    fill(seen, **FIELDS)
    save(seen)
    seen.until(lambda: "强五路：已保存" in panel.inner_text())
    assert frame.evaluate("window.__tag === 1 && !planmap.editor.state")
    assert frame.locator(".pm-edit").count() == 0
    shown = frame.evaluate(
        """() => { let found = null; map.eachLayer((l) => {
           const p = l.feature && l.feature.properties;
           if (p && p.layer === "roads" && p.id === "P5-1-01") found = l.feature.geometry; });
           return found; }"""
    )
    assert shown["type"] == "LineString"
    flat = [pytest.approx(at, abs=1e-6) for at in line[0][0]]
    assert shown["coordinates"] == flat
    assert "王晓明" in seen.page.locator(".pm-card").inner_text()
    assert "105 项未落图" in panel.inner_text()
    fill(seen, document="某函", why="核对有误")
    seen.page.locator(".st-key-placing-undo button").first.click()
    seen.until(lambda: "106 项未落图" in panel.inner_text())


def test_an_edit_outlives_filter_panel_and_page(office, visit):
    seen = opened(visit, office)
    drawn(seen, (200, 300), (300, 310), (400, 340))
    before = parts(seen)
    seen.page.get_by_role("button", name="专栏8").click()
    seen.settle()
    seen.panel("统计")
    assert "正在落图：强五路" in seen.page.locator(".st-key-panel-box").inner_text()
    assert parts(seen) == before
    seen.page.get_by_role("link", name="生活圈").click()
    seen.settle()
    seen.page.get_by_role("link", name="一张图").click()
    seen.settle()
    seen.until(lambda: seen.frame().evaluate("!!planmap.editor.state"))
    seen.until(lambda: not seen.frame().evaluate("planmap.editor.state.waiting"))
    again = parts(seen)
    assert again == [[[pytest.approx(at, abs=1e-7) for at in ring] for ring in p] for p in before]


def test_a_line_is_cut_and_joined_by_the_server_as_steps_of_the_editor(office, visit):
    seen = opened(visit, office)
    frame = seen.frame()
    drawn(seen, (200, 300), (400, 300))
    frame.locator(".pm-edit-tools button", has_text="切开").click()
    stroke(seen, (300, 270), (300, 330))
    seen.until(lambda: len(parts(seen)) == 2)
    frame.locator(".pm-edit-tools button", has_text="合并").click()
    seen.until(lambda: len(parts(seen)) == 1)
    assert len(parts(seen)[0][0]) == 3
    seen.page.keyboard.press("Control+z")
    assert len(parts(seen)) == 2


def test_two_people_on_one_item_see_both_values(office, visit):
    first, second = opened(visit, office), opened(visit, office)
    drawn(first, (200, 300), (300, 310))
    drawn(second, (200, 400), (300, 410))
    for seen, words in ((first, "甲图"), (second, "乙图")):
        fill(seen, **{**FIELDS, "basis": words})
        save(seen)
    dialog = second.page.get_by_role("dialog")
    dialog.wait_for()
    assert [words for words in ("甲图", "乙图") if words not in dialog.inner_text()] == []
    for box in dialog.get_by_text("用我的", exact=True).all():
        box.click()
        second.settle()
    second.page.locator(".st-key-clash-write button").click()
    dialog.wait_for(state="detached")
    second.settle()
    second.until(lambda: "乙图" in second.page.locator(".pm-card").inner_text())


def test_a_hostile_name_runs_nowhere_while_it_is_placed(hostile_server, visit):
    seen = opened(visit, hostile_server)
    drawn(seen, (200, 300), (300, 310))
    title = unescape(seen.frame().locator(".pm-edit-title").inner_text())
    assert any(sign in title for sign in ("onerror", "</script>", "![x]", "{{", "onmouseover"))
    fill(
        seen, basis='<img src=x onerror="top.__ran=1">', accuracy="40", document="{{7*7}}", why="x"
    )
    save(seen)
    seen.until(lambda: "已保存" in seen.page.locator(".st-key-panel-box").inner_text())
    ran = [frame.evaluate("window.__ran") for frame in seen.page.frames]
    assert ran == [None] * len(seen.page.frames)
    assert seen.outside == []


def test_the_card_of_an_unplaced_item_offers_nothing_that_needs_a_place(office, visit):
    seen = visit(office).open("?sel=construction:P5-2-06")
    seen.settle()
    assert seen.page.locator(".st-key-card-place").count() == 1
    assert seen.page.locator(".st-key-card-fly, .st-key-card-rings").count() == 0


def test_a_reload_brings_panel_view_and_what_is_half_done_back(office, visit):
    seen = opened(visit, office, "?sel=roads:P5-1-07")
    drawn(seen, (200, 200), (300, 210), (400, 240))
    fill(seen, "projects-P5-1-07", basis="按影像手绘")
    before = parts(seen)
    seen.frame().evaluate("void map.setView([28.6, 115.93], 15, {animate: false})")
    view = seen.view()
    seen.until(lambda: "workid=" in seen.page.url)
    seen.page.reload()
    seen.frame()
    seen.until(lambda: seen.frame().evaluate("!!planmap.editor.state"))
    seen.until(lambda: not seen.frame().evaluate("planmap.editor.state.waiting"))
    seen.docked()
    again = parts(seen)
    assert again == [[[pytest.approx(at, abs=1e-7) for at in ring] for ring in p] for p in before]
    assert seen.view() == [pytest.approx(each, abs=1e-4) for each in view]
    box = seen.page.locator(".st-key-placing-basis-projects-P5-1-07 textarea")
    assert box.input_value() == "按影像手绘"
    assert "新溪桥北路" in seen.page.locator(".pm-card").inner_text()
