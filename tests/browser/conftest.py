"""A real server and a real browser with the network blocked; every request is written down."""

import csv
import json
import os
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Frame, Locator, Page, expect, sync_playwright

from tools.headless import FLAGS, ROOT, find_browser, running

PATIENCE_S = 60
"""For whatever is waited for: other tests keep the machine busy at the same time."""

expect.set_options(timeout=PATIENCE_S * 1000)

STILL = "[data-testid=stApp][data-test-script-state=notRunning]"
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
        self.page.goto(f"{self.origin}/{query}")
        self.frame()
        return self

    def frame(self) -> Frame:
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
        self.page.locator(".st-key-panel button").filter(has_text=name).click()
        self.settle()

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
        box = self.page.locator("iframe[title*=st_folium]").bounding_box()
        self.page.mouse.click(box["x"] + spot[0], box["y"] + spot[1])


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    with running() as (origin, _):
        yield origin


@pytest.fixture(scope="session")
def hostile_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("hostile") / "data"
    shutil.copytree(ROOT / "data", folder)
    spoil(folder / "projects.csv", ("name", "location", "source_note", "basis", "kind", "clause"))
    zones = folder / "zones.geojson"
    zones.write_text(
        zones.read_text("utf-8").replace("洪都新城核心区", json.dumps(BAD[2])[1:-1]), "utf-8"
    )
    spoil(folder / "facilities.csv", ("name", "note"))
    spoil(folder / "communities.csv", ("name",))
    spoil(folder / "standards.csv", ("kind", "note", "clause"))
    with running(data=folder) as (origin, _):
        yield origin


BAD = (
    '<img src=x onerror="top.__ran=1;window.__ran=1">',
    "</script><script>top.__ran=1;window.__ran=1</script>",
    "![x](http://outside.invalid/p.png) [y](javascript:alert(1))",
    "{{ 7*7 }}${7*7}`;top.__ran=1;//",
    '" onmouseover="top.__ran=1',
)


def spoil(file: Path, columns: tuple[str, ...]) -> None:
    """Give every row attributes that would run if they were written as markup."""
    with file.open(encoding="utf-8-sig", newline="") as source:
        rows = list(csv.DictReader(source))
    for place, row in enumerate(rows):
        for column in columns:
            if row[column] != "未落图":
                row[column] = f"{BAD[place % len(BAD)]} {row[column]}"
    with file.open("w", encoding="utf-8-sig", newline="") as target:
        writer = csv.DictWriter(target, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    found = find_browser()
    if not found:
        reason = "no Chromium, Chrome or Edge on this machine: browser tests cannot run"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(reason)
    with sync_playwright() as driver:
        running = driver.chromium.launch(executable_path=found, args=list(FLAGS))
        yield running
        running.close()


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[..., Visit]]:
    contexts = []

    def make(origin: str, width: int = 1440, height: int = 900) -> Visit:
        context = browser.new_context(
            viewport={"width": width, "height": height}, accept_downloads=True
        )
        context.set_default_timeout(PATIENCE_S * 1000)
        contexts.append(context)
        page = context.new_page()
        seen = Visit(page, origin)

        def stop(route) -> None:
            seen.outside.append(route.request.url)
            route.abort()

        page.route(re.compile(f"^(?!{re.escape(origin)}|data:|blob:)"), stop)
        page.on("console", lambda m: seen.errors.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda error: seen.errors.append(str(error)))
        page.on("websocket", lambda ws: ws.on("framesent", lambda f: seen.sent.append(len(f))))
        return seen

    yield make
    for context in contexts:
        context.close()
