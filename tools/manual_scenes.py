"""What each picture of the manual shows, and how a planner comes there."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Locator

from tools import manual_files
from tools.visit import Visit


class Scene(NamedTuple):
    """One picture.

    Parameters
    ----------
    address
        Below the origin, where it begins.
    play
        What is done before the picture is taken; takes the page and the folder of
        `tools.manual_files`.
    size
        Of the window in screen pixels.
    """

    address: str = ""
    play: Callable[[Visit, Path], None] = lambda *_: None
    size: tuple[int, int] = (1440, 900)


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


def _panel(name: str) -> Callable[[Visit, Path], None]:
    return lambda seen, _: seen.panel(name)


def _circle_panel(name: str) -> Callable[[Visit, Path], None]:
    return lambda seen, _: _turn_to(seen, name)


def _turn_to(seen: Visit, name: str) -> None:
    seen.page.locator(".st-key-lc-panel button").filter(has_text=name).click()
    seen.settle()


def _choose(seen: Visit, label: str, option: str) -> None:
    seen.page.get_by_role("combobox", name=label).first.click()
    seen.page.get_by_role("option").filter(has_text=option).first.click()
    seen.settle()


def _search(seen: Visit, _files: Path) -> None:
    seen.page.locator(".st-key-panel-box [data-testid=stSelectbox] input").first.click()
    seen.page.keyboard.type("博文")
    seen.page.wait_for_timeout(500)


def _charts(seen: Visit, _files: Path) -> None:
    seen.panel("统计")
    seen.page.wait_for_selector("[data-testid=stVegaLiteChart] svg")
    seen.page.wait_for_timeout(500)


def _rings(seen: Visit, _files: Path) -> None:
    seen.panel("缓冲")
    _press(seen, "15 分钟 · 1000 米")
    _to_top(seen, seen.page.get_by_text("缓冲对象（图层"))


def _all_kinds(seen: Visit, _files: Path) -> None:
    _choose(seen, "设施类别", "全部必配类别")
    _turn_to(seen, "矩阵")


def _planned(seen: Visit, _files: Path) -> None:
    _choose(seen, "设施情景", "规划后")
    _turn_to(seen, "规划前后")


def _scenario(seen: Visit, _files: Path) -> None:
    _turn_to(seen, "方案")
    seen.page.get_by_label("新方案名称").fill("方案一")
    _press(seen, "新建")
    seen.click_map(470, 300)
    seen.settle()
    _press(seen, "在此增加")
    seen.page.wait_for_timeout(1500)


def _siting(seen: Visit, _files: Path) -> None:
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


def _form(seen: Visit, files: Path) -> None:
    _give(seen, files / manual_files.PLOTS)


def _datum(seen: Visit, files: Path) -> None:
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


def _own(seen: Visit, files: Path) -> None:
    _read(seen, files / manual_files.PLOTS)


def _own_table(seen: Visit, files: Path) -> None:
    _own(seen, files)
    _press(seen, "表格与筛选")


def _own_services(seen: Visit, files: Path) -> None:
    _read(seen, files / manual_files.CANTEENS)
    _press(seen, "作为设施")
    seen.frame()
    _choose(seen, "评价标准", "1+5+X")
    _choose(seen, "设施类别", "助老")
    seen.unfold(seen.page.locator("[class*=st-key-lc-own-kind]"))
    seen.page.get_by_role("option", name="助老", exact=True).first.click()
    seen.settle()


def _demand(seen: Visit, files: Path) -> None:
    _datum(seen, files)
    _press(seen, "读入并上图")
    seen.page.get_by_text("读入 ").first.wait_for(timeout=60_000)
    _press(seen, "作为需求")
    seen.frame()
    seen.settle()


def _sheet(seen: Visit, _files: Path) -> None:
    seen.panel("出图")
    seen.page.get_by_role("radio", name="A3").or_(
        seen.page.get_by_role("button", name="A3")
    ).first.click()
    seen.settle()
    _unfold(seen, "图题、范围、用途与清晰度")


def _public(seen: Visit, files: Path) -> None:
    _sheet(seen, files)
    seen.page.get_by_text("公开示意图", exact=True).first.click()
    seen.settle()
    seen.page.get_by_text("专题制图").first.scroll_into_view_if_needed()
    seen.page.wait_for_timeout(500)


def _atlas(seen: Visit, _files: Path) -> None:
    seen.panel("出图")
    _unfold(seen, "图册（一区一图、一项目一图、一校一图）")


def _report(seen: Visit, _files: Path) -> None:
    seen.panel("出图")
    _unfold(seen, "报告（Word、PDF）")


def _export(seen: Visit, _files: Path) -> None:
    seen.panel("出图")
    _unfold(seen, "更多格式与坐标系")


def _project(seen: Visit, _files: Path) -> None:
    seen.panel("出图")
    _to_top(seen, seen.page.get_by_text("成果共享"))


def _to_card(seen: Visit, _files: Path) -> None:
    _to_top(seen, seen.page.locator(".pm-card"))


_TELEPHONE = (390, 844)
_ALL_ON = "?on-facilities=true&on-communities=true"
_BOWEN = "?sel=education:P8-1-03"

SCENES = {
    "open": Scene(),
    "layers": Scene(_ALL_ON),
    "filter": Scene("?col=专栏8&work=新建"),
    "search": Scene("", _search),
    "card": Scene(_BOWEN),
    "unplaced": Scene("", _panel("未落图")),
    "charts": Scene("", _charts),
    "rings": Scene("", _rings),
    "circles": Scene("circles"),
    "circles-matrix": Scene("circles", _all_kinds),
    "circles-methods": Scene("circles", _circle_panel("测距")),
    "circles-planned": Scene("circles", _planned),
    "circles-rules": Scene("circles", _circle_panel("标准")),
    "circles-data": Scene("circles", _circle_panel("数据")),
    "circles-export": Scene("circles", _circle_panel("导出")),
    "scenario": Scene("circles", _scenario),
    "siting": Scene("circles", _siting),
    "import": Scene("", _form),
    "import-datum": Scene("", _datum),
    "own": Scene("", _own),
    "own-table": Scene("", _own_table),
    "own-services": Scene("", _own_services),
    "own-demand": Scene("", _demand),
    "sheet": Scene("", _sheet),
    "public": Scene("", _public),
    "atlas": Scene("", _atlas),
    "report": Scene("", _report),
    "export": Scene("", _export),
    "project": Scene("", _project),
    "telephone": Scene("", size=_TELEPHONE),
    "telephone-card": Scene(_BOWEN, _to_card, size=_TELEPHONE),
    "telephone-circles": Scene("circles", size=_TELEPHONE),
}
"""By the name of the file."""
