"""What appears and goes on a page moves nothing else, and folds nothing."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

SIZES = [(1440, 900), (720, 450), (390, 844)]
CHIP = ".st-key-pm-keep"
SAVED = ".pm-saved"


def places(seen):
    """Top and left of what a planner aims at, by name."""
    found = {"map": "iframe[title*=st_folium]", "links": "[data-testid=stPageLink-NavLink]"}
    boxes = {name: seen.page.locator(each).first.bounding_box() for name, each in found.items()}
    return {name: (box["x"], box["y"]) for name, box in boxes.items()}


def overlap(seen, *others):
    """Which of these the chip stands on, at least in part."""
    chip = seen.page.locator(CHIP).bounding_box()
    hit = []
    for each in others:
        for found in seen.page.locator(each).all():
            box = found.bounding_box()
            if box is None:
                continue
            apart = (
                box["x"] >= chip["x"] + chip["width"]
                or chip["x"] >= box["x"] + box["width"]
                or box["y"] >= chip["y"] + chip["height"]
                or chip["y"] >= box["y"] + box["height"]
            )
            hit += [] if apart else [each]
    return hit


OTHERS = (
    ".st-key-works button",
    ".pm-title b",
    ".pm-title span",
    "[data-testid=stPageLink-NavLink]",
    "[data-testid=stExpandSidebarButton]",
    "[data-testid=stMainMenu] button",
    ".st-key-chips button",
)


def to_top(seen):
    seen.page.evaluate("document.querySelector('[data-testid=stMain]').scrollTo(0, 0)")
    seen.page.wait_for_timeout(300)


def stays(seen, work):
    """Do some work; what stands at the top stays where it is, and the chip on nothing."""
    to_top(seen)
    before = places(seen)
    work()
    expect(seen.page.locator(CHIP)).to_contain_text("有未保存的工作")
    seen.settle()
    to_top(seen)
    assert places(seen) == before
    assert overlap(seen, *OTHERS) == []


@pytest.mark.parametrize(("wide", "tall"), SIZES)
def test_the_chip_of_unsaved_work_moves_nothing_on_the_map(storeless, visit, wide, tall):
    seen = visit(storeless, wide, tall).open()
    seen.panel("出图")
    seen.page.get_by_text("图题、范围、用途与清晰度").click()
    seen.settle()

    def work():
        seen.page.get_by_label("图题").fill("我的图")
        seen.page.get_by_label("图题").press("Enter")

    stays(seen, work)


@pytest.mark.parametrize(("wide", "tall"), SIZES)
def test_the_chip_of_unsaved_work_moves_nothing_on_the_life_circles(storeless, visit, wide, tall):
    seen = visit(storeless, wide, tall).open("circles")
    seen.settle()
    seen.page.locator(".st-key-lc-panel button").filter(has_text="方案").click()
    seen.settle()

    def work():
        seen.page.get_by_label("新方案名称").fill("方案一")
        seen.page.get_by_role("button", name="新建").click()

    stays(seen, work)


@pytest.mark.parametrize(("wide", "tall"), SIZES)
def test_what_says_that_it_is_saved_moves_nothing(server, visit, wide, tall):
    seen = visit(server, wide, tall).open("circles")
    seen.settle()
    seen.page.locator(".st-key-lc-panel button").filter(has_text="方案").click()
    seen.settle()
    to_top(seen)
    before = places(seen)
    seen.page.get_by_label("新方案名称").fill("方案一")
    seen.page.get_by_role("button", name="新建").click()
    expect(seen.page.locator(SAVED)).to_contain_text("已自动保存")
    seen.settle()
    to_top(seen)
    assert places(seen) == before
    assert seen.page.locator(CHIP).count() == 0


def test_saving_folds_no_section(storeless, visit):
    seen = visit(storeless).open()
    seen.panel("出图")
    titles = ("图题、范围、用途与清晰度", "图册（", "报告（Word", "更多格式与坐标系")
    folds = [seen.page.locator("details").filter(has_text=title) for title in titles]
    for each in folds:
        each.locator("summary").click()
    seen.settle()
    seen.page.get_by_label("图题").fill("我的图")
    seen.page.get_by_label("图题").press("Enter")
    expect(seen.page.locator(CHIP)).to_have_count(1)
    seen.settle()
    with seen.page.expect_download():
        seen.page.get_by_role("button", name="保存工程").click()
    expect(seen.page.locator(CHIP)).to_have_count(0)
    seen.settle()
    assert [each.get_attribute("open") is not None for each in folds] == [True] * 4


@pytest.mark.parametrize("wide", [1440, 720, 390])
def test_the_button_of_a_closed_sidebar_covers_no_word_of_the_title(server, visit, wide):
    seen = visit(server, wide, 450).open()
    if wide > 1000:
        seen.page.locator("[data-testid=stSidebar]").hover()
        seen.page.locator("[data-testid=stSidebarCollapseButton] button").click()
    button = seen.page.locator("[data-testid=stExpandSidebarButton]")
    button.wait_for()

    def apart():
        over, title = button.bounding_box(), seen.page.locator(".pm-title b").bounding_box()
        beside = title["x"] >= over["x"] + over["width"]
        return beside or title["y"] >= over["y"] + over["height"]

    seen.until(apart)
