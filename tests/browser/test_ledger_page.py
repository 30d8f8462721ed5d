"""The page 台账 in a browser: a bar is clicked, table and map follow; the timeline selects."""

from datetime import UTC, date, datetime

import pytest
from playwright.sync_api import expect

from geo.data_folder import SHIPPED
from geo.district import DISTRICT
from geo.has_geometry import has_geometry
from geo.ledger import Act, Edit, Ledger
from geo.store import PlanStore
from tools.headless import running
from views.monitoring.board_charts import STEP

pytestmark = pytest.mark.browser

CHART = "[data-testid=stVegaLiteChart]"
DRAWN = f"[...document.querySelectorAll('{CHART}')].some((e) => e.querySelector('canvas, svg'))"


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """A server on whose ledger one road of 专栏5 with a place is 在建, another one 完工."""
    url = f"sqlite:///{tmp_path_factory.mktemp('store') / 'ledger.sqlite'}"
    store = PlanStore(SHIPPED, lambda: Ledger(url))
    plan = store.published()
    items = plan.projects
    roads = items[(items["column"] == "专栏5") & (items["layer"] == "roads") & has_geometry(items)]
    told = {"planned_start": "2022-03-01", "planned_finish": "2024-06-30"}
    act = Act("张三", datetime(2025, 7, 4, tzinfo=UTC), "月报", as_of=date(2025, 6, 30))
    states = zip(roads.index[:2], ("在建", "完工"), strict=True)
    store.write_all(
        [Edit("projects", str(item), {"status": state, **told}, act) for item, state in states],
        plan,
    )
    store.ledger.close()
    with running(told={"PLANMAP_STORE": url}) as (origin, _):
        yield origin, str(roads.index[0]), str(roads["name"].iloc[0])


def click(seen, across, down):
    """Click on the first chart, in pixels from its upper left corner."""
    seen.until(lambda: seen.page.evaluate(DRAWN))
    chart = seen.page.locator(CHART).first
    chart.scroll_into_view_if_needed()
    seen.settle()
    box = chart.bounding_box()
    seen.page.mouse.click(box["x"] + across, box["y"] + down)
    seen.settle()


@pytest.mark.parametrize(("wide", "tall"), [(1440, 900), (390, 844)])
def test_a_bar_filters_table_and_map(filled, visit, wide, tall):
    origin, _, _ = filled
    seen = visit(origin, wide, tall)
    seen.page.goto(f"{origin}/ledger")
    seen.settle()
    row = [each.name for each in DISTRICT.column].index("专栏5")
    click(seen, 4, STEP * row + STEP // 2)
    chips = seen.page.locator(".st-key-chips")
    expect(chips).to_contain_text("专栏：专栏5")
    expect(chips).to_contain_text("状态：在建")
    expect(chips).to_contain_text("规划项目 1 / 145 项")
    seen.page.get_by_role("link", name="在图上看").click()
    seen.frame()
    seen.settle()
    expect(chips).to_contain_text("规划项目 1 / 145 项")
    assert seen.drawn()["roads"] == 1
    seen.page.get_by_role("link", name="台账").click()
    seen.settle()
    expect(chips).to_contain_text("规划项目 1 / 145 项")
    assert (seen.outside, seen.errors) == ([], [])


def test_an_item_of_the_timeline_is_chosen_and_its_group_filters(filled, visit):
    origin, item, name = filled
    seen = visit(origin)
    seen.page.goto(f"{origin}/ledger?section=甘特")
    seen.settle()
    click(seen, 600, 36 + 12)
    expect(seen.page.locator(".pm-card")).to_contain_text(name)
    assert item in seen.page.url
    click(seen, 20, 20)
    expect(seen.page.locator(".st-key-chips")).to_contain_text("专栏：专栏5")
    assert (seen.outside, seen.errors) == ([], [])
