"""The words of the command line."""

import argparse
from datetime import date
from pathlib import Path

from layers import LAYERS
from layers.palettes import PALETTES, STANDARD
from sheets.request import INTERNAL, MODES, ORIENTATIONS, PAPERS, RESOLUTIONS
from sheets.scale import SCALES

LAYER_IDS = tuple(spec.layer_id for spec in LAYERS)
_SCALES = "、".join(f"{scale}" for scale in SCALES)


def parser() -> argparse.ArgumentParser:
    """Return the parser of `python -m sheets`."""
    made = argparse.ArgumentParser(
        prog="python -m sheets",
        description="绘制规划图纸 / draw a sheet of the plan (PNG, PDF, SVG)",
    )
    _add_files(made)
    _add_page(made)
    _add_imprint(made)
    _add_contents(made)
    return made


def _add_files(made: argparse.ArgumentParser) -> None:
    data = Path(__file__).resolve().parents[1] / "data"
    add = made.add_argument
    add("--out", type=Path, required=True, help="输出文件 .png、.pdf 或 .svg / file to write")
    add("--data", type=Path, default=data, help="规划数据目录 / data folder (data)")


def _add_page(made: argparse.ArgumentParser) -> None:
    add = made.add_argument
    add("--title", default="青云谱区“十四五”规划一张图", help="图题 / title")
    add("--subtitle", default="", help="副题 / subtitle")
    add("--date", type=_day, default=date.today().isoformat(), help="编绘日期 / ISO date (today)")
    add("--paper", choices=PAPERS, default="A3", help="纸张 / paper")
    add("--orientation", choices=ORIENTATIONS, default="横向", help="方向 / orientation")
    add("--scale", type=_scale, default=None, help=f"比例 1:N 的 N，如 {_SCALES} / N (fits)")
    add("--dpi", type=int, choices=RESOLUTIONS, default=300, help="PNG 分辨率 / resolution")
    add("--palette", choices=tuple(PALETTES), default=STANDARD, help="配色 / palette")
    add("--mode", choices=MODES, default=INTERNAL, help="用途 / internal or public")
    add("--review-number", default="", help="审图号 / review number of a public map")


def _add_imprint(made: argparse.ArgumentParser) -> None:
    add = made.add_argument
    add("--imprint", action="store_true", help="绘图签，空格手填 / box to be signed by hand")
    add("--office", default="", help="图签：编制单位 / office")
    add("--drawn", default="", help="图签：制图 / drawn by")
    add("--checked", default="", help="图签：校核 / checked by")
    add("--approved", default="", help="图签：审核 / approved by")
    add("--signed", default="", help="图签：日期 / day of signing")


def _add_contents(made: argparse.ArgumentParser) -> None:
    add = made.add_argument
    ids = ",".join(LAYER_IDS)
    add("--layers", default="", help=f"图层，逗号分隔 / layers, of {ids}")
    add("--zone", default="", help="只绘一个分区的范围 / extent of one zone, by zone_id")
    add("--column", action="append", default=[], help="只留专栏，可重复 / keep a 专栏")
    add("--kind", action="append", default=[], help="只留类别，可重复 / keep a kind of item")
    add("--text", default="", help="只留含此文字的项目 / keep items with these words")
    add("--buffer", type=float, action="append", default=[], help="缓冲半径(米)，可重复 / metres")
    add("--around", default="", help="缓冲哪个图层 / layer to buffer")


def _day(words: str) -> str:
    return date.fromisoformat(words).isoformat()


def _scale(words: str) -> int:
    """Read 25000, 25,000 or 1:25 000."""
    return int(words.removeprefix("1:").replace(" ", "").replace(",", ""))
