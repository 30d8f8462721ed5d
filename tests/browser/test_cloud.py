"""Many imported points on the map: drawn as one, clicked as each, sent once."""

import pytest

pytestmark = pytest.mark.browser

COUNT = 5_000
CLOUD = "(() => { let c = null; map.eachLayer((l) => { if (l.pmCount) c = l; }); return c; })()"
HALOS = "Object.values(map._layers).filter((l) => l.options.radius === 14).length"
NOTE = "点多，缩小时抽稀显示"


@pytest.fixture
def points(tmp_path):
    """A table of points 0.0004 degrees apart, the third called by something that would run."""
    rows = [
        (115.89 + 0.0004 * (turn % 100), 28.61 + 0.0004 * (turn // 100)) for turn in range(COUNT)
    ]
    names = [f"店{turn}" for turn in range(COUNT)]
    names[2] = "<img src=x onerror=top.__ran=1>"
    lines = [
        f"{name},{'药店' if turn % 2 else '超市'},{lon:.6f},{lat:.6f}"
        for turn, (name, (lon, lat)) in enumerate(zip(names, rows, strict=True))
    ]
    path = tmp_path / "点.csv"
    path.write_text("\n".join(("名称,类别,经度,纬度", *lines)) + "\n", "utf-8")
    return path


def bring(seen, path):
    seen.panel("导入")
    seen.page.locator("input[type=file]").first.set_input_files(path)
    seen.settle()
    seen.page.get_by_role("button", name="读入并上图").click()
    seen.settle()
    seen.frame().wait_for_function(f"{CLOUD} && {CLOUD}._words && {CLOUD}._words.ready")
    seen.page.wait_for_timeout(700)  # the flight there


def at(seen, zoom, turn):
    """Go to a point; return where it is on the page."""
    lon, lat = 115.89 + 0.0004 * (turn % 100), 28.61 + 0.0004 * (turn // 100)
    frame = seen.frame()
    frame.evaluate(f"void map.setView([{lat}, {lon}], {zoom}, {{animate: false}})")
    seen.page.wait_for_timeout(300)
    box = seen.page.locator("iframe[title*=st_folium]").bounding_box()
    spot = frame.evaluate(f"map.latLngToContainerPoint([{lat}, {lon}])")
    return box["x"] + spot["x"], box["y"] + spot["y"]


def hover(seen, spot):
    for shift in (30, 2, 0):  # Leaflet looks every 32 ms
        seen.page.mouse.move(spot[0] + shift, spot[1])
        seen.page.wait_for_timeout(80)


def count(seen):
    return seen.frame().evaluate(f"{CLOUD}.pmCount")


def drawn(seen):
    return seen.frame().evaluate(f"{CLOUD}.pmDrawn")


def note(seen):
    return NOTE in seen.frame().locator(".leaflet-control-attribution").inner_text()


def test_a_point_of_many_tells_its_name_and_fills_the_card(server, visit, points):
    seen = visit(server).open()
    bring(seen, points)
    assert count(seen) == COUNT
    assert f"{COUNT} 处" in seen.page.locator("[data-testid=stSidebar]").inner_text()
    spot = at(seen, 18, 2)
    hover(seen, spot)
    tip = seen.frame().locator(".pm-tip")
    seen.until(lambda: tip.count() == 1)  # that of what lies below fades
    assert tip.inner_text().startswith("<img src=x onerror=top.__ran=1>")
    assert tip.locator("img").count() == 0
    spot = at(seen, 18, 1207)
    seen.page.mouse.click(*spot)
    seen.settle()
    assert "店1207" in seen.page.locator(".pm-card").inner_text()
    assert "sel=own-" in seen.page.url
    assert seen.frame().evaluate(HALOS) == 1
    assert seen.frame().evaluate("window.__ran") is None
    assert seen.outside == []
    assert seen.errors == []


def test_names_stand_on_the_points_where_they_are_few(server, visit, points):
    seen = visit(server).open()
    bring(seen, points)
    written = "[...document.querySelectorAll('.pm-label')].map((l) => l.textContent)"
    at(seen, 14, 2550)
    assert not [word for word in seen.frame().evaluate(written) if word.startswith("店")]
    at(seen, 18, 2550)
    seen.until(lambda: "店2550" in seen.frame().evaluate(written))


def test_thinned_points_are_said_and_all_are_drawn_further_in(server, visit, points):
    seen = visit(server).open()
    bring(seen, points)
    at(seen, 11, 2550)
    seen.until(lambda: drawn(seen) < count(seen) == COUNT)
    seen.until(lambda: note(seen))
    at(seen, 16, 2550)
    seen.until(lambda: not note(seen))


def test_what_is_here_is_not_fetched_again_and_the_view_stays(server, visit, points):
    seen = visit(server).open()
    bring(seen, points)
    at(seen, 15, 2550)
    before, asked = seen.view(), []
    seen.frame().evaluate("window.__tag = 1")
    seen.page.on("request", lambda r: asked.append(r.url) if "/own-points/" in r.url else None)
    seen.page.get_by_role("button", name="专栏8").click()
    seen.settle()
    seen.page.get_by_text("配色与底图").click()
    seen.page.get_by_text("色觉友好", exact=True).click()
    seen.settle()
    layer = seen.page.locator("[data-testid=stSidebar]").get_by_text("点", exact=True)
    layer.click()
    seen.settle()
    assert seen.frame().evaluate(f"{CLOUD} === null")
    layer.click()
    seen.settle()
    assert count(seen) == COUNT
    assert asked == []
    assert seen.frame().evaluate("window.__tag === 1")
    assert seen.view() == pytest.approx(before, abs=1e-9)


def test_a_filter_leaves_points_out_of_map_and_reach(server, visit, points):
    seen = visit(server).open()
    bring(seen, points)
    seen.page.get_by_role("button", name="表格与筛选").click()
    seen.settle()
    seen.page.locator(".st-key-panel-box summary", has_text="筛选").click()
    seen.page.get_by_label("文字（任意列）").fill("药店")
    seen.page.keyboard.press("Enter")
    seen.settle()
    seen.settle()
    assert count(seen) == COUNT // 2
    seen.page.mouse.click(*at(seen, 18, 1208))
    seen.settle()
    assert seen.page.locator(".pm-card").count() == 0 or "店1208" not in (
        seen.page.locator(".pm-card").inner_text()
    )
    seen.page.mouse.click(*at(seen, 18, 1209))
    seen.settle()
    assert "店1209" in seen.page.locator(".pm-card").inner_text()


def test_the_points_of_one_are_nobody_elses(server, visit, points):
    seen = visit(server).open()
    bring(seen, points)
    url = seen.frame().evaluate(f"{CLOUD}._told.places.url")
    asked = seen.page.request.get(f"{server}{url}")
    assert asked.status == 200
    assert "no-store" in asked.headers["cache-control"]
    key = url.split("/")[-2]
    assert key not in seen.page.url
    assert seen.page.request.get(f"{server}{url.replace(key, 'x' * len(key))}").status == 404
    assert seen.page.request.get(f"{server}{url}x").status == 404
