"""Print what was measured in this run: `python -m bench`."""

from bench.circles import kinds_ms, metres_ms, opened
from bench.clicks import filter_ms, first_map_s, launched
from tools.headless import memory_mb, running


def main() -> None:
    """Measure app and peer, one after the other, and print the table."""
    browser = launched()
    rows = [("measure", "this app", "naive st_folium rebuild")]
    with running() as (origin, process_id):
        page, cold = first_map_s(browser, origin)
        click = filter_ms(page)
        memory = memory_mb(process_id)
        page.close()
        _, warm = first_map_s(browser, origin)
        circles = opened(browser, origin)
        metres, kinds = metres_ms(circles), kinds_ms(circles)
    with running("bench/naive_app.py") as (origin, process_id):
        page, naive_cold = first_map_s(browser, origin)
        naive_click = filter_ms(page)
        naive_memory = memory_mb(process_id)
    rows += [
        ("first map, server just started, s", f"{cold:.2f}", f"{naive_cold:.2f}"),
        ("first map, server warm, s", f"{warm:.2f}", "-"),
        ("filter click to drawn, median of 10, ms", f"{click:.0f}", f"{naive_click:.0f}"),
        ("生活圈: another distance to drawn, median of 10, ms", f"{metres:.0f}", "-"),
        ("生活圈: another kind to drawn, median of 10, ms", f"{kinds:.0f}", "-"),
        ("server memory, one session, MB", f"{memory:.0f}", f"{naive_memory:.0f}"),
    ]
    for row in rows:
        print("| {:<44} | {:>11} | {:>24} |".format(*row))  # noqa: T201 - a command's output
    browser.close()


if __name__ == "__main__":
    main()
