"""A page of the app in a real browser with the network blocked, and what one does on it."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import (
    Browser,
    FilePayload,
    FloatRect,
    Frame,
    Locator,
    Page,
    Route,
    sync_playwright,
)

from tools.headless import FLAGS

PATIENCE_S = 60
"""For whatever is waited for: other work may keep the machine busy at the same time."""

STILL = "[data-testid=stApp][data-test-script-state=notRunning]"
DOCKED = """() => { const bar = document.querySelector(".pm-edit"), box = map.getContainer();
    return !!bar && bar.getBoundingClientRect().bottom === box.getBoundingClientRect().top
      && map.getSize().y === box.clientHeight && box.clientHeight < innerHeight; }"""
DRAWN = "!!(window.map && window.feature_group && window.feature_group.length)"


@dataclass
class Visit:
    """A page on the app with what it asked for and complained of."""

    page: Page
    origin: str
    outside: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    sent: list[int] = field(default_factory=list)

    def open(self, query: str = "") -> "Visit":
        """Go to an address below the origin; wait for its map."""
        self.page.goto(f"{self.origin}/{query}")
        self.frame()
        return self

    def frame(self) -> Frame:
        """Wait for the frame with the map; give it."""
        for _ in range(PATIENCE_S * 20):
            frame = next((f for f in self.page.frames if "streamlit_folium" in f.url), None)
            if frame and frame.evaluate(DRAWN):
                return frame
            self.page.wait_for_timeout(50)
        raise AssertionError(f"the map was not drawn within {PATIENCE_S} s")

    def until(self, holds: Callable[[], object]) -> None:
        """Wait until something holds."""
        for _ in range(PATIENCE_S * 10):
            if holds():
                return
            self.page.wait_for_timeout(100)
        raise AssertionError(f"it did not come about within {PATIENCE_S} s")

    def settle(self) -> None:
        """Wait until the app has no run under way and the map has heard of it."""
        self.page.wait_for_timeout(350)
        for _ in range(20):  # a run may begin just then
            self.page.wait_for_selector(STILL)
            self.page.wait_for_timeout(250)
            if self.page.locator(STILL).count():
                return

    def panel(self, name: str) -> None:
        """Open a panel beside the map."""
        exactly = re.compile(rf"^\s*{re.escape(name)}(\s+\d+)?\s*$")  # some count what waits
        self.page.locator(".st-key-panel button").filter(has_text=exactly).click()
        self.settle()

    def bring(self, file: FilePayload | Path) -> None:
        """Import a file in the panel 导入, as it is recognised."""
        self.panel("导入")
        self.page.locator("input[type=file]").first.set_input_files(file)
        self.settle()
        self.page.get_by_role("button", name="读入并上图").click()
        self.settle()
        self.settle()

    def layers(self) -> list[str]:
        """Names of the layers in the list, one's own first."""
        boxes = "[data-testid=stSidebar] [data-testid=stCheckbox]"
        return self.page.locator(boxes).all_inner_texts()

    def unfold(self, box: Locator) -> list[str]:
        """Open a select, again where a run of the page closed it; give what it offers."""
        for _ in range(12):
            box.locator("input").click()
            self.page.wait_for_timeout(700)
            if offered := self.page.get_by_role("option").all_inner_texts():
                return offered
            self.page.keyboard.press("Escape")
        raise AssertionError("the select did not open")

    def view(self) -> list[float]:
        """Zoom, latitude and longitude of the map."""
        return self.frame().evaluate("[map.getZoom(), map.getCenter().lat, map.getCenter().lng]")

    def drawn(self) -> dict[str, int]:
        """Features on the map by layer."""
        return self.frame().evaluate(
            """() => { const n = {}; map.eachLayer((l) => {
               const p = l.feature && l.feature.properties;
               if (p) n[p.layer] = (n[p.layer] || 0) + 1; }); return n; }"""
        )

    def click_feature(self, feature_id: str) -> None:
        """Click where the feature's marker is."""
        spot = self.frame().evaluate(
            """(id) => { let at = null; map.eachLayer((l) => {
                 const p = l.feature && l.feature.properties;
                 if (p && p.id === id && l.getLatLng) at = l.getLatLng(); });
               at = map.latLngToContainerPoint(at); return [at.x, at.y]; }""",
            feature_id,
        )
        self.click_map(spot[0], spot[1])

    def click_map(self, across: float, down: float) -> None:
        """Click on the map, in screen pixels from its upper left corner."""
        box = self.map_box()
        self.page.mouse.click(box["x"] + across, box["y"] + down)

    def map_box(self) -> FloatRect:
        """Where the map stands on the screen, below the editor's bar if that is there."""
        box = self.frame().locator("#map_div").bounding_box()
        if box is None:
            raise AssertionError("the page shows no map")
        return box

    def docked(self) -> None:
        """Wait until the editor's bar stands above the map, and the map knows its size."""
        self.until(lambda: self.frame().evaluate(DOCKED))

    def _stop(self, route: Route) -> None:
        """Write down a request to elsewhere, and let it fail."""
        self.outside.append(route.request.url)
        route.abort()


def begin(browser: Browser, origin: str, width: int = 1440, height: int = 900) -> Visit:
    """Make a page of its own session, with nothing but the server to be reached."""
    context = browser.new_context(
        viewport={"width": width, "height": height}, accept_downloads=True
    )
    context.set_default_timeout(PATIENCE_S * 1000)
    page = context.new_page()
    seen = Visit(page, origin)
    page.route(re.compile(f"^(?!{re.escape(origin)}|data:|blob:)"), seen._stop)
    page.on("console", lambda m: seen.errors.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda error: seen.errors.append(str(error)))
    page.on("websocket", lambda ws: ws.on("framesent", lambda f: seen.sent.append(len(f))))
    return seen


@contextmanager
def browsing(path: str) -> Iterator[Browser]:
    """Run the browser of a path without a window."""
    with sync_playwright() as driver:
        running = driver.chromium.launch(executable_path=path, args=list(FLAGS))
        try:
            yield running
        finally:
            running.close()
