"""The map's editor in a real browser: strokes, corners, snapping, keys, a finger."""

import pytest
from pyproj import Geod

pytestmark = pytest.mark.browser

BEGIN = """(told) => planmap.editor.obey(Object.assign({number: 1, item: "projects:P5-1-01",
    title: "强五路", shapes: ["point", "line", "area"], kind: "line", geometry: null, gaps: null,
    snap: null, told: "", keep: true, drafted: false, layers: null}, told))"""
LOOK = """() => { map.getContainer().dispatchEvent(new Event("wheel"));  // by hand: it stays
    map.setView([28.6352, 115.9241], 16, {animate: false}); }"""
PARTS = "planmap.editor.state.parts.map((part) => part.rings)"


@pytest.fixture
def drawing(server, visit):
    """A page whose map stands still at a known view."""
    seen = visit(server).open("?on-main-roads=true")
    seen.settle()
    seen.frame().evaluate(LOOK)
    return seen


def begin(seen, **told):
    seen.frame().evaluate(BEGIN, told)
    seen.docked()


def spot(seen, lon, lat):
    """Screen place of a place on the ground."""
    x, y = seen.frame().evaluate(
        "([lon, lat]) => { const p = map.latLngToContainerPoint([lat, lon]); return [p.x, p.y]; }",
        [lon, lat],
    )
    box = seen.map_box()
    return box["x"] + x, box["y"] + y


def click(seen, lon, lat):
    seen.page.mouse.click(*spot(seen, lon, lat))
    seen.page.wait_for_timeout(60)


def press(seen, words):
    seen.frame().locator(".pm-edit-tools button", has_text=words).click()


def drag(seen, start, end):
    seen.page.mouse.move(*spot(seen, *start))
    seen.page.mouse.down()
    seen.page.mouse.move(*spot(seen, *end), steps=4)
    seen.page.mouse.up()
    seen.page.wait_for_timeout(60)


SQUARE = [(115.9225, 28.6330), (115.9245, 28.6330), (115.9245, 28.6345), (115.9225, 28.6345)]
AREA = {"type": "Polygon", "coordinates": [[list(at) for at in (*SQUARE, SQUARE[0])]]}


def near(found, wanted, within=6e-5):
    """Within three pixels of the zoom of these tests."""
    return [pytest.approx(list(each), abs=within) for each in wanted] == [list(a) for a in found]


def test_an_area_is_drawn_closed_on_its_first_corner_and_told_in_words(drawing):
    begin(drawing, shapes=["area"])
    press(drawing, "吸附：开")
    for corner in (*SQUARE, SQUARE[0]):
        click(drawing, *corner)
    frame = drawing.frame()
    [[ring]] = frame.evaluate(PARTS)
    assert near(ring, SQUARE)
    sides = [*ring, ring[0]]
    area, around = Geod(ellps="GRS80").polygon_area_perimeter(*zip(*sides, strict=True))
    told = frame.locator(".pm-edit-measure").inner_text()
    assert told == f"面积 {abs(area) / 1e4:.3f} 公顷，周长 {around:.1f} 米"
    assert frame.locator(".pm-edit-hint").inner_text().startswith("拖圆点改节点")


def test_a_line_snaps_to_a_road_and_says_to_which(drawing):
    begin(drawing, shapes=["line"])
    frame = drawing.frame()
    on, name = frame.evaluate(
        """() => { let best = null; map.eachLayer((l) => {
           const t = l.feature && l.feature.properties;
           if (!t || !l.getLatLngs || l instanceof L.Polygon) return;
           const flat = l.getLatLngs().flat(2);
           for (let i = 1; i < flat.length; i++) {
             const at = [(flat[i-1].lng + flat[i].lng) / 2, (flat[i-1].lat + flat[i].lat) / 2];
             const p = map.latLngToContainerPoint([at[1], at[0]]);
             if (p.x > 60 && p.x < 600 && p.y > 170 && p.y < 560) best = [at, t.tip];
           } }); return best; }"""
    )
    x, y = spot(drawing, *on)
    drawing.page.mouse.move(x + 3, y + 3)
    drawing.page.wait_for_timeout(100)
    assert frame.locator(".pm-edit-warn").inner_text().startswith("吸附到：")
    drawing.page.mouse.click(x + 3, y + 3)
    [at] = frame.evaluate("planmap.editor.state.sketch")
    off = frame.evaluate(
        """([lon, lat]) => { let best = 1; map.eachLayer((l) => {
           if (!l.feature || !l.getLatLngs) return;
           const walk = (line) => { if (Array.isArray(line[0])) { line.forEach(walk); return; }
             for (let i = 1; i < line.length; i++) { const a = line[i-1], b = line[i];
               const x = b.lng - a.lng, y = b.lat - a.lat, long = x * x + y * y;
               const t = Math.max(0, Math.min(1, ((lon - a.lng) * x + (lat - a.lat) * y) / long));
               best = Math.min(best, Math.hypot(lon - a.lng - t * x, lat - a.lat - t * y)); } };
           walk(l.getLatLngs()); }); return best; }""",
        at,
    )
    assert off < 1e-6, name
    drawing.page.keyboard.press("s")
    drawing.page.mouse.click(x + 45, y + 3)
    free = frame.evaluate("planmap.editor.state.sketch[1]")
    assert near([free], [frame.evaluate(
        "([x, y]) => { const p = map.containerPointToLatLng([x, y]); return [p.lng, p.lat]; }",
        [x + 45 - box(drawing)["x"], y + 3 - box(drawing)["y"]],
    )])  # fmt: skip


def box(seen):
    return seen.map_box()


def test_corners_are_moved_added_removed_and_each_step_taken_back(drawing):
    begin(drawing, geometry=AREA, shapes=["area"])
    frame = drawing.frame()
    drawing.page.keyboard.press("Escape")
    press(drawing, "吸附：开")
    drag(drawing, SQUARE[2], (115.9252, 28.6350))
    moved = [SQUARE[0], SQUARE[1], (115.9252, 28.6350), SQUARE[3]]
    assert near(frame.evaluate(PARTS)[0][0], moved)
    drag(drawing, (115.9235, 28.6330), (115.9235, 28.6322))
    assert near(frame.evaluate(PARTS)[0][0], [moved[0], (115.9235, 28.6322), *moved[1:]])
    drawing.page.mouse.dblclick(*spot(drawing, *SQUARE[3]))
    drawing.page.wait_for_timeout(100)
    last = [moved[0], (115.9235, 28.6322), moved[1], moved[2]]
    assert near(frame.evaluate(PARTS)[0][0], last)
    for _ in range(3):
        drawing.page.keyboard.press("Control+z")
    assert near(frame.evaluate(PARTS)[0][0], SQUARE)
    for _ in range(3):
        drawing.page.keyboard.press("Control+y")
    assert near(frame.evaluate(PARTS)[0][0], last)


def test_an_area_that_meets_itself_is_told_and_left_as_it_is(drawing):
    begin(drawing, geometry=AREA, shapes=["area"])
    press(drawing, "吸附：开")
    drag(drawing, SQUARE[0], (115.9255, 28.6337))
    frame = drawing.frame()
    assert "边界与自己相交" in frame.locator(".pm-edit-warn").inner_text()
    assert near(frame.evaluate(PARTS)[0][0], [(115.9255, 28.6337), *SQUARE[1:]])


def test_parts_are_added_moved_and_removed(drawing):
    begin(drawing, geometry=AREA, shapes=["area"])
    frame = drawing.frame()
    press(drawing, "吸附：开")
    press(drawing, "画面")
    for corner in ((115.9255, 28.633), (115.9265, 28.633), (115.926, 28.634)):
        click(drawing, *corner)
    drawing.page.keyboard.press("Enter")
    assert len(frame.evaluate(PARTS)) == 2
    press(drawing, "移动")
    drag(drawing, (115.9235, 28.6338), (115.9235, 28.6328))
    assert near(frame.evaluate(PARTS)[0][0], [(lon, lat - 0.001) for lon, lat in SQUARE])
    press(drawing, "删一部分")
    click(drawing, 115.926, 28.6333)
    assert len(frame.evaluate(PARTS)) == 1


def test_keys_alone_draw_and_change_a_line(drawing):
    begin(drawing, shapes=["line"])
    frame = drawing.frame()
    frame.locator("#map_div").focus()
    press(drawing, "吸附：开")
    frame.locator("#map_div").focus()
    for lon in (115.9241, 115.9251, 115.9261):
        frame.evaluate("(lon) => void map.setView([28.6352, lon], 16, {animate: false})", lon)
        drawing.page.keyboard.press(" ")
    drawing.page.keyboard.press("Enter")
    [[line]] = frame.evaluate(PARTS)
    assert near(line, [(115.9241, 28.6352), (115.9251, 28.6352), (115.9261, 28.6352)])
    drawing.page.keyboard.press("PageDown")
    drawing.page.keyboard.press("ArrowUp")
    [[up]] = frame.evaluate(PARTS)
    assert up[0][1] > line[0][1]
    assert up[1:] == line[1:]
    drawing.page.keyboard.press("Delete")
    assert frame.evaluate(PARTS) == [[up[1:]]]


def test_a_finger_draws_and_holds_a_corner_to_remove_it(server, browser):
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
    )
    page = context.new_page()
    from tools.visit import Visit  # noqa: PLC0415

    seen = Visit(page, server).open()
    seen.settle()
    seen.frame().evaluate(LOOK)
    begin(seen, shapes=["line"])
    frame = seen.frame()
    frame.evaluate("void map.panBy([0, 80], {animate: false})")  # off the words below
    button = frame.locator(".pm-edit-tools button", has_text="吸附")
    assert button.bounding_box()["height"] >= 40
    button.tap()
    wanted = [(115.9231, 28.6335), (115.9241, 28.6340), (115.9251, 28.6335)]
    for place in (*wanted, wanted[-1]):
        page.touchscreen.tap(*spot(seen, *place))
        page.wait_for_timeout(120)
    assert near(frame.evaluate(PARTS)[0][0], wanted)
    x, y = spot(seen, *wanted[1])
    client = context.new_cdp_session(page)
    client.send(
        "Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]}
    )
    page.wait_for_timeout(900)
    client.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    assert near(frame.evaluate(PARTS)[0][0], [wanted[0], wanted[2]])
    context.close()


def test_a_title_that_is_markup_stays_text(drawing):
    begin(drawing, title='<img src=x onerror="window.__ran=1">', told="<b>x</b>")
    bar = drawing.frame().locator(".pm-edit")
    assert "<img src=x" in bar.inner_text()
    assert "<b>x</b>" in bar.inner_text()
    assert bar.locator("img, b").count() == 0
    assert drawing.frame().evaluate("window.__ran") is None


def test_a_click_that_matches_a_scan_draws_nothing(drawing):
    begin(drawing, shapes=["line"])
    frame = drawing.frame()
    frame.evaluate("planmap.scan.shown = { _told: { pick: true, pins: [] }, pixel: () => null }")
    click(drawing, *SQUARE[0])
    assert frame.evaluate("planmap.editor.state.sketch") == []
    frame.evaluate("planmap.scan.shown = null")
    click(drawing, *SQUARE[0])
    assert len(frame.evaluate("planmap.editor.state.sketch")) == 1
