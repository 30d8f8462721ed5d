"""A real server and a real browser with the network blocked; every request is written down."""

import csv
import json
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from playwright.sync_api import Error as PlaywrightError

from tools.headless import ROOT, find_browser, running
from tools.line import line_to
from tools.visit import PATIENCE_S, Visit, begin, browsing

expect.set_options(timeout=PATIENCE_S * 1000)


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    with running() as (origin, _):
        yield origin


@pytest.fixture(scope="session")
def storeless(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server whose store cannot be made: no work is saved but as a project file."""
    file = tmp_path_factory.mktemp("storeless") / "no folder"
    file.touch()
    with running(told={"PLANMAP_STORE": f"sqlite:///{file / 'ledger.sqlite'}"}) as (origin, _):
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


@pytest.fixture
def parcel() -> dict[str, object]:
    """A file with one point, as a browser sends it."""
    place = {"type": "Point", "coordinates": [115.92, 28.62]}
    point = {"type": "Feature", "properties": {"名称": "甲"}, "geometry": place}
    content = json.dumps({"type": "FeatureCollection", "features": [point]}).encode()
    return {"name": "地块.geojson", "mimeType": "application/json", "buffer": content}


@pytest.fixture
def lined(visit: Callable[..., Visit]) -> Iterator[Callable[[str], Visit]]:
    """Pages that reach their server through a line that can be cut; what they asked is kept."""
    with ExitStack() as lines:

        def through(server: str) -> Visit:
            line = lines.enter_context(line_to(server))
            seen = visit(line.origin)
            seen.line, seen.asked = line, []
            seen.page.on("dialog", lambda box: (seen.asked.append(box.type), box.accept()))
            return seen

        yield through


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
    with browsing(found) as running:
        yield running


OPENED = pytest.StashKey[list[Visit]]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """Add to the report of a failed test what its pages show: elsewhere nobody sees them."""
    report = yield
    if report.failed and call.when == "call":
        for number, seen in enumerate(item.stash.get(OPENED, ()), 1):
            report.sections.append((f"page {number}", _shown(seen)))
    return report


def _shown(seen: Visit) -> str:
    try:
        state = seen.page.locator("[data-test-script-state]").first.get_attribute(
            "data-test-script-state", timeout=2000
        )
        text = seen.page.locator("body").inner_text(timeout=2000)
    except PlaywrightError as error:
        return f"{seen.page.url}\n{error}"
    return f"{seen.page.url} {state}\n{seen.errors}\n{text[:6000]}"


@pytest.fixture
def visit(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Callable[..., Visit]]:
    made = request.node.stash.setdefault(OPENED, [])

    def make(origin: str, width: int = 1440, height: int = 900) -> Visit:
        made.append(begin(browser, origin, width, height))
        return made[-1]

    yield make
    for each in made:
        each.page.context.close()


@pytest.fixture
def person(browser):
    """Open the page as somebody with a browser of his own."""
    from tools.signing_in import Person  # noqa: PLC0415 - where there is a provider

    contexts = []

    def make(origin: str):
        contexts.append(browser.new_context(viewport={"width": 1440, "height": 900}))
        return Person(contexts[-1], contexts[-1].new_page(), origin)

    yield make
    for context in contexts:
        context.close()
