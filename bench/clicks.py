"""Time from a click on a filter to the map that follows it, in a real browser."""

from statistics import median
from time import perf_counter

from playwright.sync_api import Browser, Page, sync_playwright

from tools.headless import FLAGS, find_browser

_WARM = 4
"""Clicks before the measured ones: the browser has compiled the page's scripts by then."""

COUNT = """() => { const f = document.querySelector("iframe[title*=st_folium]");
  const m = f && f.contentWindow.map; if (!m || !m._layers) return -1;
  return Object.values(m._layers).filter((l) => l.feature).length; }"""

CLICK = """([words, count]) => new Promise((done) => {
  const seen = eval(count), start = performance.now();
  [...document.querySelectorAll("button")].find((b) => b.textContent.trim() === words).click();
  const was = seen();
  (function look() {
    const now = seen();
    if (now > 0 && now !== was) requestAnimationFrame(() => done(performance.now() - start));
    else if (performance.now() - start > 20000) done(-1);
    else requestAnimationFrame(look);
  })();
})"""


def first_map_s(browser: Browser, origin: str) -> tuple[Page, float]:
    """Open the page; return it with the seconds until features stand on the map."""
    page = browser.new_page(viewport={"width": 1440, "height": 900}, bypass_csp=True)
    start = perf_counter()
    page.goto(origin)
    page.wait_for_function(f"({COUNT})() > 0", timeout=60_000)
    return page, perf_counter() - start


def filter_ms(page: Page, words: str = "专栏8", rounds: int = 10) -> float:
    """Median milliseconds of `rounds` clicks on a filter pill, on and off in turn."""
    page.wait_for_timeout(1500)
    times = []
    for place in range(rounds + _WARM):
        took: float = page.evaluate(CLICK, [words, COUNT])
        page.wait_for_timeout(900)
        if place >= _WARM:
            times.append(took)
    return median(times)


def launched() -> Browser:
    """Start a headless browser; it ends with the process.

    Raises
    ------
    FileNotFoundError
        If this machine has none.
    """
    path = find_browser()
    if path is None:
        raise FileNotFoundError("no Chromium, Chrome or Edge found; install one to measure")
    return sync_playwright().start().chromium.launch(executable_path=path, args=list(FLAGS))
