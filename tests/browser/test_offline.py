"""The offline page opened from disk in a real browser that has no network."""

from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from geopandas import GeoDataFrame
from playwright.sync_api import Page
from shapely import Point, box

from geo.plan_data import load_plan
from layers import LAYERS, drawing_order
from layers.features import features_of, with_derived_columns
from layers.items import items_of
from layers.offline import OfflineLayer, OfflineView, Unplaced, cards_of, offline_html
from layers.palettes import STANDARD
from layers.spec import LayerSpec, Symbol
from layers.styles import palette, styles_of
from layers.web_map import Drawing

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
COLOURS = palette(STANDARD)
WIDE, NARROW = (1440, 900), (390, 844)
DRAWN = "() => { let n = 0; map.eachLayer((l) => { if (l.feature) n += 1; }); return n; }"
SPOT = """(id) => { let at = null; map.eachLayer((l) => {
  if (l.feature && l.feature.properties.id === id) at = l.getLatLng(); });
  at = map.latLngToContainerPoint(at);
  const box = map.getContainer().getBoundingClientRect();
  return [box.left + at.x, box.top + at.y]; }"""


@dataclass
class Opened:
    """A page from disk with all it asked for and complained of."""

    page: Page
    asked: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def search(self, words):
        self.page.fill("#search input", words)
        return self.page.locator("#search li").all_inner_texts()

    def click(self, feature_id):
        self.page.mouse.click(*self.page.evaluate(SPOT, feature_id))
        self.page.wait_for_selector(".card")
        return self.page.locator(".card").inner_text()

    def clean(self):
        assert self.errors == []
        assert len(self.asked) == 1
        return True


@pytest.fixture
def opened(browser, tmp_path):
    contexts = []

    def make(view, size=WIDE):
        path = tmp_path / "离线 页.html"
        path.write_text(offline_html(view), encoding="utf-8")
        width, height = size
        context = browser.new_context(viewport={"width": width, "height": height}, offline=True)
        contexts.append(context)
        seen = Opened(context.new_page())
        seen.page.on("request", lambda r: r.url.startswith("data:") or seen.asked.append(r.url))
        seen.page.on("console", lambda m: seen.errors.append(m.text))
        seen.page.on("pageerror", lambda error: seen.errors.append(str(error)))
        seen.page.goto(path.as_uri())
        seen.page.wait_for_function("window.map && map.getSize().x > 0")
        return seen

    yield make
    for context in contexts:
        context.close()


@pytest.fixture(scope="module")
def plan_view():
    return view_of(spec for spec in drawing_order() if spec.visible)


def view_of(specs):
    plan = with_derived_columns(load_plan(ROOT / "data"))
    layers = []
    for spec in specs:
        frame = features_of(plan, spec)
        drawing = Drawing(items_of(frame, spec), styles_of(spec, COLOURS, 1.0))
        layers.append(OfflineLayer(spec, drawing, cards_of(frame, spec)))
    west, south, east, north = (float(value) for value in plan.boundary.total_bounds)
    bounds = (west, south, east, north)
    unplaced = (Unplaced("强五路", "专栏5"),)
    return OfflineView("题", "2026-01-31", bounds, layers, STANDARD, ("来源",), unplaced)


@pytest.mark.parametrize("size", [WIDE, NARROW])
def test_the_plan_opens_whole_without_any_request_or_complaint(opened, plan_view, size):
    seen = opened(plan_view, size)
    shown = sum(len(each.drawing.items) for each in plan_view.layers)
    assert seen.page.evaluate(DRAWN) == shown > 50
    west, south, east, north = plan_view.bounds
    inside = f"map.getBounds().contains([[{south},{west}],[{north},{east}]])"
    assert seen.page.evaluate(inside)
    overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert seen.page.evaluate(overflow) == 0
    map_box = seen.page.locator("#map").bounding_box()
    assert map_box["height"] > 0.6 * size[1]
    assert seen.page.locator(".leaflet-control-scale-line").inner_text() in ("1 km", "2 km")
    assert "示意图，不作为划界" in seen.page.locator(".leaflet-control-attribution").inner_text()
    assert seen.clean()


@pytest.mark.parametrize("size", [WIDE, NARROW])
def test_a_layer_switched_on_is_drawn_below_what_lies_above_it(opened, plan_view, size):
    seen = opened(plan_view, size)
    if size == NARROW:
        seen.page.locator("#layers summary").click()
    zones = seen.page.get_by_label("空间结构（示意）")
    before = seen.page.evaluate(DRAWN)
    zones.uncheck()
    assert seen.page.evaluate(DRAWN) == before - 5
    assert not seen.page.get_by_text("一核：洪都新城核心区").is_visible()
    zones.check()
    assert seen.page.evaluate(DRAWN) == before
    assert "京山小学还建" in seen.click("P8-1-01")
    assert seen.clean()


def test_a_click_shows_what_is_known_of_a_feature(opened, plan_view):
    seen = opened(plan_view)
    card = seen.click("P8-1-01")
    frame = next(spec for spec in LAYERS if spec.layer_id == "education")
    known = next(each for each in plan_view.layers if each.spec is frame).cards["P8-1-01"]
    for title, words in known:
        assert title in card
        assert words in card
    assert seen.page.locator(".leaflet-popup-close-button").get_attribute("aria-label") == "关闭"
    assert seen.clean()


@pytest.mark.parametrize("size", [WIDE, NARROW])
def test_a_name_is_found_flown_to_and_opened(opened, plan_view, size):
    seen = opened(plan_view, size)
    assert seen.search("强五路") == ["强五路\n未落图"]
    assert seen.search("没有这个名字") == ["没有匹配的名称"]
    assert seen.search("博文学校新建") == ["博文学校新建\n学校与体育"]
    seen.page.keyboard.press("Enter")
    seen.page.wait_for_selector(".card")
    popup = seen.page.locator(".leaflet-popup").bounding_box()
    assert popup["x"] >= 0
    assert popup["x"] + popup["width"] <= size[0]
    assert seen.page.evaluate("map.getZoom()") >= 15
    assert seen.clean()


def test_a_name_of_a_layer_that_is_off_switches_it_on(opened):
    seen = opened(view_of(drawing_order()))
    box_of = seen.page.get_by_label("居住小区")
    box_of.uncheck()
    seen.search("万科润园")
    seen.page.locator("#search li button").first.click()
    assert box_of.is_checked()
    assert "万科润园" in seen.page.locator(".card h2").inner_text()
    assert seen.clean()


BAD = (
    "</script><script>window.__ran=1</script>",
    '<img src=x onerror="window.__ran=1">',
    '{{7*7}}${7*7}`" onmouseover="window.__ran=1',
    "<svg onload=window.__ran=1><style>body{display:none}</style>",
)


@pytest.mark.parametrize("bad", BAD)
def test_markup_is_shown_as_it_is_and_runs_nowhere(opened, bad):
    spec = LayerSpec("own", bad, "", "point", (Symbol("", bad, "school"),), label_zoom=1, note=bad)
    zone = replace(spec, layer_id="area", plane="area")
    layers = [
        OfflineLayer(each, Drawing(items_of(frame, each), styles_of(each, COLOURS, 1.0)), cards)
        for each, frame, cards in (
            (zone, one(bad, box(115.88, 28.58, 115.95, 28.66), "zone"), {}),
            (spec, one(bad, Point(115.915, 28.62)), {"x": ((bad, bad),)}),
        )
    ]
    bounds = (115.88, 28.58, 115.95, 28.66)
    seen = opened(OfflineView(bad, bad, bounds, layers, STANDARD, [bad], [Unplaced(bad, bad)]))
    assert seen.page.title() == bad
    seen.search(bad[:6])
    seen.page.keyboard.press("Escape")
    seen.page.mouse.move(700, 500)
    assert seen.page.locator(".pm-label").first.inner_text() == bad
    seen.click("x")
    assert seen.page.locator(".card h2").inner_text() == bad
    assert seen.page.locator(".card dd").inner_text() == bad
    assert seen.page.evaluate("window.__ran") is None
    assert seen.page.locator("body script:not([src])").count() == 7
    assert seen.clean()


def one(name, shape, feature_id="x"):
    return GeoDataFrame({"name": [name]}, index=[feature_id], geometry=[shape], crs="EPSG:4326")
