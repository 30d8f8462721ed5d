"""Names as Markdown, HTML or addresses: every place shows their letters, and asks nobody."""

import http.server
from datetime import date
from threading import Thread

import pytest
from geopandas import GeoDataFrame
from playwright.sync_api import expect
from shapely import Point

from geo.project_file import Project, dump, store
from layers import LAYERS

pytestmark = pytest.mark.browser

NAMES = (
    "*", "_a_", "$5 和 $6", ":red[x]", "[1]", "<b>粗</b>", "1. a", "# a", "- a", "> a", "http://x.cn/y",
    "a@b.cn", "www.x.cn", ":material/home:", ":material_home:", ":smile: :+1:", ":streamlit:",
    "a -> b", "~~x~~", "`c`", "&lt;i&gt;", "|a|b|", "10:30:45",
)  # fmt: skip
"""Harmless names, of which Markdown would make something else; a picture comes with the fixture."""


@pytest.fixture(scope="module")
def outside():
    """A server that writes down what it is asked; a picture on it is the last name."""
    asked = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_response(404)
            self.end_headers()

        def log_message(self, *_words):
            pass

    door = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=door.serve_forever, daemon=True).start()
    yield f"![m](http://127.0.0.1:{door.server_port}/x.png)", asked
    door.shutdown()
    door.server_close()


@pytest.fixture(scope="module")
def names(outside):
    return (*NAMES, outside[0])


@pytest.fixture(scope="module")
def project(names, tmp_path_factory):
    """A layer a name; the first has every name as a column, with texts and with numbers."""
    rules = [_rule(names.index(name), name) for name in _filtered(names)]
    look = {"filter": {"text": "", "rules": rules}}
    layers = [
        store(_layer(name, at, names), name, look=None if at else look)
        for at, name in enumerate(names)
    ]
    state = {
        name: {"scenario": {"name": name, "edits": []}, "on_plan": False} for name in names[:6]
    }
    path = tmp_path_factory.mktemp("names") / "工程.json"
    made = Project("0.1.0", date.today().isoformat(), {"lc-scenarios": state}, tuple(layers), ())
    path.write_text(dump(made), "utf-8")
    return path


def _filtered(names):
    """Six columns by which the first layer is filtered, as many as the page allows."""
    return [names[place] for place in (1, 2, 5, 10, len(names) - 2, len(names) - 1)]


def _rule(place, name):
    """A rule that the second row of `_layer` passes."""
    if place % 2:
        return {"column": name, "one_of": [], "low": 1.0, "high": 200.0}
    return {"column": name, "one_of": [f"{name}1"], "low": 0.0, "high": 0.0}


def _layer(name, at, names):
    columns = {"值": [1.0, 2.0]}
    rows = 2
    if at == 0:
        rows = 12
        columns = {
            each: [k * 20.5 + place for k in range(rows)]
            if place % 2
            else [f"{each}{k}" for k in range(rows)]
            for place, each in enumerate(names)
        }
    spots = [Point(115.9 + 0.002 * at, 28.62 + 0.001 * k) for k in range(rows)]
    told = {"name": [name] * rows, "accuracy_m": [10.0] * rows, **columns}
    return GeoDataFrame(told, geometry=spots, crs=4326)


@pytest.fixture(scope="module")
def opened(server, browser, project, outside):
    """The page with the project open; the network lets requests through to the outside server."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.goto(server)
    _rest(page)
    _panel(page, "出图")
    page.locator("input[type=file]").first.set_input_files(project)
    _rest(page)
    page.get_by_role("button", name="打开", exact=True).click()
    expect(page.locator("[data-testid=stSidebar] [data-testid=stCheckbox]")).to_have_count(
        len(LAYERS) + len(NAMES) + 1, timeout=30_000
    )
    _rest(page)
    yield page
    assert outside[1] == []
    context.close()


def _rest(page):
    page.wait_for_timeout(500)
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]", timeout=30_000)
    page.wait_for_timeout(400)


def _panel(page, name):
    page.locator(".st-key-panel button").filter(has_text=name).click()
    _rest(page)


def texts(page, place):
    return [text.strip() for text in page.locator(place).all_inner_texts()]


def lacking(names, shown):
    return [name for name in names if name not in shown]


def test_the_list_of_layers_and_the_opacities(opened, names):
    sidebar = "[data-testid=stSidebar] [data-testid=stCheckbox]"
    assert lacking(names, texts(opened, sidebar)) == []
    opened.get_by_role("button", name="不透明度").click()
    labels = "[data-testid=stPopoverBody] [data-testid=stWidgetLabel]"
    opened.wait_for_selector(labels)
    assert lacking(names, texts(opened, labels)) == []
    opened.keyboard.press("Escape")


def test_the_legend(opened, names):
    assert lacking(names, texts(opened, ".pm-legend span")) == []


def test_the_list_of_own_layers(opened, names):
    _panel(opened, "导入")
    rows = texts(opened, "[data-testid=stMain] p strong")
    assert lacking(names, rows) == []


def test_the_table_its_choice_and_its_filter(opened, names):
    _panel(opened, "项目表")
    assert _options(opened, opened.locator(".st-key-table-of input"), names) == []
    opened.get_by_role("option", name="*", exact=True).click()
    _rest(opened)
    labels = texts(opened, "[data-testid=stMain] [data-testid=stWidgetLabel]")
    assert lacking(_filtered(names), labels) == []
    chip = opened.locator(".st-key-chips").inner_text()
    assert [name for name in _filtered(names) if f"{name}：" not in chip] == []


def test_what_can_be_buffered_searched_and_exported(opened, names):
    _panel(opened, "缓冲")
    origins = opened.locator("[data-testid=stMultiSelect]").filter(has_text="缓冲对象")
    assert _options(opened, origins.locator("input"), names) == []
    opened.keyboard.press("Escape")
    found = _options(opened, opened.locator(".st-key-search input"), [f"{names[-1]} · {names[-1]}"])
    assert found == []
    opened.keyboard.press("Escape")
    _panel(opened, "出图")
    opened.locator("summary").filter(has_text="更多格式").click()
    what = opened.locator("[data-testid=stMultiSelect]").filter(has_text="内容（")
    assert names[0] in what.inner_text()  # chosen to begin with
    assert _options(opened, what.locator("input"), names[1:]) == []
    opened.keyboard.press("Escape")


def test_the_page_of_life_circles(opened, names):
    opened.locator("[data-testid=stPageLink-NavLink]").filter(has_text="生活圈").click()
    opened.wait_for_selector(".st-key-lc-panel", timeout=30_000)
    _rest(opened)
    opened.locator(".st-key-lc-panel button").filter(has_text="数据").click()
    _rest(opened)
    wanted = [f"导入：{name}" for name in names]
    assert _options(opened, opened.locator(".st-key-lc-from-lc-demand input"), wanted) == []
    opened.get_by_role("option", name=wanted[-1], exact=True).click()
    _rest(opened)
    assert opened.locator(".st-key-lc-from-lc-demand input").input_value() == wanted[-1]
    assert _options(opened, opened.locator(".st-key-lc-own-more input"), names) == []
    opened.get_by_role("option", name=names[0], exact=True).click()
    _rest(opened)
    assert f"导入：{names[0]}" in texts(opened, "[data-testid=stMain] p")
    opened.locator(".st-key-lc-panel button").filter(has_text="方案").click()
    _rest(opened)
    assert _options(opened, opened.locator(".st-key-lc-left input"), names[:6]) == []
    opened.keyboard.press("Escape")


def test_no_name_became_a_picture_a_link_or_a_symbol(opened):
    page = "[data-testid=stAppViewContainer]"
    for made in (f"{page} img[src*='x.png']", f"{page} a[href*='x.cn']", f"{page} a[href^=mailto]"):
        assert opened.locator(made).count() == 0


def _options(page, box, names):
    """Names that a select does not offer; the list is long and drawn in parts."""
    _unfold(page, box)
    seen = set()
    for _ in range(60):
        seen |= set(texts(page, "[role=option]"))
        if not lacking(names, seen):
            break
        for _ in range(4):
            page.keyboard.press("ArrowDown")
        page.wait_for_timeout(60)
    return lacking(names, seen)


def _unfold(page, box):
    """Open a select; a run of the page that ends just then closes it again."""
    for _ in range(12):
        box.click()
        page.wait_for_timeout(800)
        if page.locator("[role=option]").count():
            return
        page.keyboard.press("Escape")
