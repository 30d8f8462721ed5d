"""What an office writes into its ledger and tries to be markup: shown as it is, run nowhere."""

from datetime import UTC, datetime

import pytest

from geo.data_folder import SHIPPED
from geo.ledger import Act, Edit
from geo.store import open_store
from tools.headless import running

pytestmark = pytest.mark.browser

BAD = (
    '<img src=x onerror="top.__ran=1;window.__ran=1">',
    "</script><script>top.__ran=1;window.__ran=1</script>",
    "![x](http://outside.invalid/p.png) [y](javascript:top.__ran=1)",
    '" onmouseover="top.__ran=1',
)
LONG = "﷽" * 150
"""Letters between which no line breaks by itself."""

ITEMS = ("P5-1-01", "P5-1-02", "P5-1-03", "P5-1-04")


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    folder = tmp_path_factory.mktemp("office")
    people, url = folder / "installation.toml", f"sqlite:///{folder / 'ledger.sqlite'}"
    people.write_text("review = true\n", "utf-8")
    told = {"PLANMAP_STORE": url, "PLANMAP_INSTALLATION": str(people)}
    store = open_store(SHIPPED, told)
    for place, (item, bad) in enumerate(zip(ITEMS, BAD, strict=True)):
        act = Act(bad, datetime.now(UTC), bad, bad)
        x = 115.90 + place / 100
        basis = {"basis": bad, "accuracy_m": 50}
        point = {"geometry": f"POINT ({x} 28.62)", "remark": bad, **basis}
        road = {"geometry": f"LINESTRING ({x} 28.60, {x} 28.66)", "name": bad, "grade": "C"}
        store.write(Edit("projects", item, point, act))
        store.write(Edit("roads", f"N-{place}", {**road, "source": bad, **basis}, act))
    store.write(Edit("roads", "N-0", {"name": LONG}, Act("甲", datetime.now(UTC), "更名")))
    store.ledger.close()
    with running(told=told) as (origin, _):
        yield origin


def nothing_ran(seen):
    ran = [frame.evaluate("window.__ran") for frame in seen.page.frames]
    return ran == [None] * len(seen.page.frames) and seen.outside == []


def test_nothing_from_the_ledger_runs_in_card_map_history_or_search(visit, office):
    for item, bad in zip(ITEMS, BAD, strict=True):
        seen = visit(office).open(f"?sel=roads:{item}")
        seen.settle()
        card = seen.page.locator(".pm-card")
        assert bad in card.inner_text().replace("\n", " ")
        assert card.locator("img, script, a").count() == 0
        assert nothing_ran(seen)
    seen.panel("留痕")
    assert seen.page.locator(".pm-change").count()
    assert seen.page.locator(".pm-change").locator("img, script, a").count() == 0
    seen.page.get_by_placeholder("搜索项目、分区、道路、设施、小区……").fill("<img")
    seen.settle()
    seen.frame().evaluate(
        """() => { map.eachLayer((layer) => {
             if (layer.getTooltip && layer.getTooltip()) layer.openTooltip(); }); }"""
    )
    assert seen.frame().locator("[onerror], [onmouseover], img[src=x]").count() == 0
    assert nothing_ran(seen)


def test_a_name_that_breaks_nowhere_stays_in_its_card(visit, office):
    seen = visit(office).open("?sel=main-roads:N-0")
    seen.page.locator(".pm-card h3").filter(has_text="﷽").wait_for()
    card = seen.page.locator(".pm-card")
    assert card.evaluate("(box) => box.scrollWidth <= box.clientWidth")
    assert card.evaluate("(box) => box.offsetHeight") < 600
