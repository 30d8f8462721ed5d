"""The words about a page that every command which draws one knows: paper, scale, use, 图签."""

import argparse
from datetime import date

from layers.palettes import PALETTES, STANDARD
from sheets.request import INTERNAL, MODES, ORIENTATIONS, PAPERS, RESOLUTIONS, Paper
from sheets.scale import SCALES

_SCALES = "、".join(f"{scale}" for scale in SCALES)


def add_page(made: argparse.ArgumentParser, paper: Paper, title: str, scale_help: str = "") -> None:
    """Add what a page looks like; `paper` and `title` are those without a word."""
    add = made.add_argument
    told = scale_help or f"如 {_SCALES} / N (fits)"
    add("--title", default=title, help="图题 / title")
    add("--date", type=_day, default=date.today().isoformat(), help="编绘日期 / ISO date (today)")
    add("--paper", choices=PAPERS, default=paper, help="纸张 / paper")
    add("--orientation", choices=ORIENTATIONS, default="横向", help="方向 / orientation")
    add("--scale", type=_scale, default=None, help=f"比例 1:N 的 N，{told}")
    add("--dpi", type=int, choices=RESOLUTIONS, default=300, help="PNG 分辨率 / resolution")
    add("--palette", choices=tuple(PALETTES), default=STANDARD, help="配色 / palette")
    add("--mode", choices=MODES, default=INTERNAL, help="用途 / internal or public")
    add("--review-number", default="", help="审图号 / review number of a public map")


def add_imprint(made: argparse.ArgumentParser) -> None:
    """Add the fields of the 图签."""
    add = made.add_argument
    add("--imprint", action="store_true", help="绘图签，空格手填 / box to be signed by hand")
    add("--office", default="", help="图签：编制单位 / office")
    add("--drawn", default="", help="图签：制图 / drawn by")
    add("--checked", default="", help="图签：校核 / checked by")
    add("--approved", default="", help="图签：审核 / approved by")
    add("--signed", default="", help="图签：日期 / day of signing")


def _day(words: str) -> str:
    return date.fromisoformat(words).isoformat()


def _scale(words: str) -> int:
    """Read 25000, 25,000 or 1:25 000."""
    return int(words.removeprefix("1:").replace(" ", "").replace(",", ""))
