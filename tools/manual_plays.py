"""How a planner comes to what a picture of the manual shows, step by step."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Locator

from tools import manual_files
from tools.visit import Visit

Play = Callable[[Visit, Path], None]
"""Takes the page and the folder of `tools.manual_files`."""


def _press(seen: Visit, words: str) -> None:
    seen.page.get_by_role("button", name=words).first.click()
    seen.settle()


def _unfold(seen: Visit, words: str) -> None:
    """Open what is folded under some words, and bring it to the top of its panel."""
    fold = seen.page.locator("summary").filter(has_text=words).first
    fold.click()
    seen.settle()
    _to_top(seen, fold)


def _to_top(seen: Visit, there: Locator) -> None:
    there.evaluate("each => each.scrollIntoView({block: 'start'})")
    seen.page.wait_for_timeout(400)


def panel(name: str) -> Play:
    """Open a panel beside the map."""
    return lambda seen, _: seen.panel(name)


def circle_panel(name: str) -> Play:
    """Open a panel of the page 生活圈."""
    return lambda seen, _: _turn_to(seen, name)


def _turn_to(seen: Visit, name: str) -> None:
    seen.page.locator(".st-key-lc-panel button").filter(has_text=name).click()
    seen.settle()


def _choose(seen: Visit, label: str, option: str) -> None:
    seen.page.get_by_role("combobox", name=label).first.click()
    seen.page.get_by_role("option").filter(has_text=option).first.click()
    seen.settle()


def search(seen: Visit, _files: Path) -> None:
    """Type a name and look at what is offered."""
    seen.page.locator(".st-key-panel-box [data-testid=stSelectbox] input").first.click()
    seen.page.keyboard.type("博文")
    seen.page.wait_for_timeout(500)


def charts(seen: Visit, _files: Path) -> None:
    """Open the charts; wait for them."""
    seen.panel("统计")
    seen.page.wait_for_selector("[data-testid=stVegaLiteChart] svg")
    seen.page.wait_for_timeout(500)


def rings(seen: Visit, _files: Path) -> None:
    """Buffer the schools by two of the levels."""
    seen.panel("缓冲")
    _press(seen, "15 分钟 · 1000 米")
    _to_top(seen, seen.page.get_by_text("缓冲对象（图层"))


def all_kinds(seen: Visit, _files: Path) -> None:
    """Ask for all kinds at once; open the matrix."""
    _choose(seen, "设施类别", "全部必配类别")
    _turn_to(seen, "矩阵")


def planned(seen: Visit, _files: Path) -> None:
    """Compare with what the plan adds."""
    _choose(seen, "设施情景", "规划后")
    _turn_to(seen, "规划前后")


def scenario(seen: Visit, _files: Path) -> None:
    """Try a school by a click on the map."""
    _turn_to(seen, "方案")
    seen.page.get_by_label("新方案名称").fill("方案一")
    _press(seen, "新建")
    seen.click_map(470, 300)
    seen.settle()
    _press(seen, "在此增加")
    seen.page.wait_for_timeout(1500)


def siting(seen: Visit, _files: Path) -> None:
    """Search two sites."""
    _turn_to(seen, "选址")
    seen.page.get_by_label("新建几处").fill("2")
    seen.page.keyboard.press("Enter")
    seen.settle()
    _press(seen, "开始选址")
    seen.page.get_by_text("理论界限").first.wait_for(timeout=60_000)
    seen.settle()


def _give(seen: Visit, file: Path) -> None:
    seen.panel("导入")
    seen.page.locator("input[type=file]").first.set_input_files(file)
    seen.page.get_by_role("button", name="读入并上图").wait_for(timeout=60_000)
    seen.settle()


def form(seen: Visit, files: Path) -> None:
    """Give a file and look at what is asked."""
    _give(seen, files / manual_files.PLOTS)


def datum(seen: Visit, files: Path) -> None:
    """Give estates in GCJ-02 and say so."""
    _give(seen, files / manual_files.ESTATES)
    seen.unfold(seen.page.locator("[class*=datum]").first)
    seen.page.get_by_role("option", name="GCJ-02").click()
    seen.settle()
    seen.page.get_by_text("空心红点").first.scroll_into_view_if_needed()
    seen.page.wait_for_timeout(500)


def _read(seen: Visit, file: Path) -> None:
    _give(seen, file)
    _press(seen, "读入并上图")
    seen.page.get_by_text("读入 ").first.wait_for(timeout=60_000)
    seen.settle()
    seen.page.wait_for_timeout(1500)


def own(seen: Visit, files: Path) -> None:
    """Read plots in."""
    _read(seen, files / manual_files.PLOTS)


def own_table(seen: Visit, files: Path) -> None:
    """Read plots in; open their table."""
    own(seen, files)
    _press(seen, "表格与筛选")


def own_services(seen: Visit, files: Path) -> None:
    """Read canteens in; count them as care for elders."""
    _read(seen, files / manual_files.CANTEENS)
    _press(seen, "作为设施")
    seen.frame()
    _choose(seen, "评价标准", "1+5+X")
    _choose(seen, "设施类别", "助老")
    seen.unfold(seen.page.locator("[class*=st-key-lc-own-kind]"))
    seen.page.get_by_role("option", name="助老", exact=True).first.click()
    seen.settle()


def demand(seen: Visit, files: Path) -> None:
    """Read estates in; let them be the demand."""
    datum(seen, files)
    _press(seen, "读入并上图")
    seen.page.get_by_text("读入 ").first.wait_for(timeout=60_000)
    _press(seen, "作为需求")
    seen.frame()
    seen.settle()


def sheet(seen: Visit, _files: Path) -> None:
    """Choose A3; unfold what a sheet has besides."""
    seen.panel("出图")
    seen.page.get_by_role("radio", name="A3").or_(
        seen.page.get_by_role("button", name="A3")
    ).first.click()
    seen.settle()
    _unfold(seen, "图题、范围、用途与清晰度")


def public(seen: Visit, files: Path) -> None:
    """Make the sheet a public one."""
    sheet(seen, files)
    seen.page.get_by_text("公开示意图", exact=True).first.click()
    seen.settle()
    seen.page.get_by_text("专题制图").first.scroll_into_view_if_needed()
    seen.page.wait_for_timeout(500)


def atlas(seen: Visit, _files: Path) -> None:
    """Unfold the atlas."""
    seen.panel("出图")
    _unfold(seen, "图册（一区一图、一项目一图、一校一图）")


def report(seen: Visit, _files: Path) -> None:
    """Unfold the report."""
    seen.panel("出图")
    _unfold(seen, "报告（Word、PDF）")


def export(seen: Visit, _files: Path) -> None:
    """Unfold formats and systems."""
    seen.panel("出图")
    _unfold(seen, "更多格式与坐标系")


def project(seen: Visit, _files: Path) -> None:
    """Go down to the project file."""
    seen.panel("出图")
    _to_top(seen, seen.page.get_by_text("成果共享"))


def to_card(seen: Visit, _files: Path) -> None:
    """Go down to the card."""
    _to_top(seen, seen.page.locator(".pm-card"))
