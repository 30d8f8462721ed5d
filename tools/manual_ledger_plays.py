"""How a planner comes to the manual's pictures of 落图 and 留痕, step by step."""

from pathlib import Path

from tools.visit import Visit

_WRITER = "王晓明"


def beside_a_road(seen: Visit, _files: Path) -> None:
    """Have the plan's words for a strip along a road drawn, with the panel's form beside it."""
    seen.page.locator(".st-key-card-place button").first.click()
    seen.settle()
    metres = seen.page.get_by_label("范围（米）").first
    metres.fill("300")
    seen.page.keyboard.press("Tab")
    seen.settle()
    seen.page.locator(".st-key-placing-propose button").first.click()
    seen.settle()
    there = seen.page.locator(".st-key-placing-propose").first
    there.evaluate("each => each.scrollIntoView({block: 'end'})")
    seen.page.wait_for_timeout(800)


def charts(seen: Visit, _files: Path) -> None:
    """Wait for the charts of the page 台账."""
    seen.page.locator("[data-testid=stVegaLiteChart] :is(canvas, svg)").first.wait_for()
    seen.page.wait_for_timeout(1500)


def filled_in(seen: Visit, _files: Path) -> None:
    """Enter what is known of an item, under a name, and look at its history."""
    seen.page.locator(".st-key-card-enter button").first.click()
    seen.settle()
    item = "P8-1-03"
    box = seen.page.locator(f".st-key-entry-typed-{item}-status")
    seen.unfold(box)
    seen.page.get_by_role("option", name="在建", exact=True).click()
    seen.settle()
    for field, words in (("remark", "主体施工"), ("-why", "月度调度"), ("-document", "调度会纪要")):
        place = seen.page.locator(f'[class*="st-key-entry-typed-{item}-{field}"]')
        place.locator("input, textarea").first.fill(words)
        seen.page.keyboard.press("Tab")
        seen.settle()
    seen.page.locator(".st-key-entry-save button").first.click()
    seen.settle()
    asked = seen.page.locator("[role=dialog] input")
    if asked.count():
        asked.first.fill(_WRITER)
        seen.page.get_by_role("button", name="确定").click()
        seen.page.locator("[role=dialog]").wait_for(state="detached")
        seen.settle()
    seen.panel("留痕")
