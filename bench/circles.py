"""Time from a choice on the page 生活圈 to the map that follows it, in a real browser."""

from statistics import median

from playwright.sync_api import Browser, Page

SHAPES = """() => { const f = document.querySelector("iframe[title*=st_folium]");
  const m = f && f.contentWindow.map; if (!m || !m._layers) return "";
  return Object.values(m._layers).filter((l) => l.feature).map((l) =>
    l.feature.properties.s + (l.getBounds ? l.getBounds().toBBoxString() : "")).join("|"); }"""

ACT = """([act, shapes]) => new Promise((done) => {
  const seen = eval(shapes), was = seen(), start = performance.now();
  eval(act);
  (function look() {
    const now = seen();
    if (now && now !== was) requestAnimationFrame(() => done(performance.now() - start));
    else if (performance.now() - start > 20000) done(-1);
    else requestAnimationFrame(look);
  })();
})"""

STEP = "document.querySelector('[data-testid=stNumberInputStepUp]').click()"
OPTION = (
    "[...document.querySelectorAll('[role=option]')].find((o) => o.textContent === '{}').click()"
)

KINDS = ("初中", "幼儿园", "小学") * 4


def opened(browser: Browser, origin: str) -> Page:
    """Open the page and wait for its map."""
    page = browser.new_page(viewport={"width": 1440, "height": 900}, bypass_csp=True)
    page.goto(f"{origin}/circles")
    page.wait_for_function(f"({SHAPES})().length > 0", timeout=60_000)
    page.wait_for_timeout(2500)
    return page


def metres_ms(page: Page, rounds: int = 10) -> float:
    """Median milliseconds of `rounds` steps of the walking distance."""
    return median([_timed(page, STEP) for _ in range(rounds + 2)][2:])


def kinds_ms(page: Page) -> float:
    """Median milliseconds of changes from one kind of service to another."""
    times = []
    for kind in KINDS:
        page.get_by_role("combobox", name="设施类别").first.click()
        page.wait_for_selector("[role=option]")
        times.append(_timed(page, OPTION.format(kind)))
    return median(times[2:])


def _timed(page: Page, act: str) -> float:
    took: float = page.evaluate(ACT, [act, SHAPES])
    page.wait_for_timeout(800)
    return took
