"""The words of `python -m sheets atlas`."""

import argparse
from datetime import date
from pathlib import Path

from layers import LAYERS
from layers.palettes import PALETTES, STANDARD
from sheets.atlas.model import SUBJECTS, TITLES
from sheets.request import INTERNAL, MODES, ORIENTATIONS, PAPERS, RESOLUTIONS

LAYER_IDS = tuple(spec.layer_id for spec in LAYERS)
IMAGES = ("png", "svg")
STRAIGHT, NETWORK = "straight", "network"


def parser() -> argparse.ArgumentParser:
    """Return the parser of `python -m sheets atlas`."""
    made = argparse.ArgumentParser(
        prog="python -m sheets atlas",
        description="图册：一区一图、一项目一图、一校一图 / draw an atlas (PDF or ZIP)",
    )
    _add_files(made)
    _add_contents(made)
    _add_page(made)
    _add_imprint(made)
    return made


def _add_files(made: argparse.ArgumentParser) -> None:
    add = made.add_argument
    data = Path(__file__).resolve().parents[2] / "data"
    add("--out", type=Path, required=True, help="输出 .pdf 或 .zip / file to write")
    add("--data", type=Path, default=data, help="规划数据目录 / data folder (data)")
    add(
        "--keep", type=Path, default=None, help="保留各页的目录，用于接着画 / folder to resume from"
    )
    add("--workers", type=_count, default=None, help="绘图进程数 / processes (2)")
    add("--images", choices=IMAGES, default="png", help="ZIP 内的图片格式 / images in a ZIP")


def _add_contents(made: argparse.ArgumentParser) -> None:
    add = made.add_argument
    told = "、".join(f"{each}={TITLES[each]}" for each in SUBJECTS)
    add("--subjects", required=True, help=f"内容，逗号分隔：{told} / what gets a page")
    add("--layers", default="", help=f"底图图层，逗号分隔 / background, of {','.join(LAYER_IDS)}")
    add("--column", action="append", default=[], help="只留专栏，可重复 / keep a 专栏")
    add("--kind", action="append", default=[], help="只留类别，可重复 / keep a kind of item")
    add("--zone", action="append", default=[], help="只留分区的项目，可重复 / keep a zone_id")
    add("--text", default="", help="只留含此文字的项目 / keep items with these words")
    add("--placed", action="store_true", help="只要已落图的项目 / placed items alone")
    add("--no-unplaced", action="store_true", help="未落图项目只列入目录 / index them only")
    add("--buffer", type=float, action="append", default=[], help="学校的圈(米)，可重复 / metres")
    add("--distance", choices=(STRAIGHT, NETWORK), default=STRAIGHT, help="直线或主干路路网 / how")
    add(
        "--school-kind", action="append", default=[], help="现状设施类别，默认 学校 / facility kind"
    )


def _add_page(made: argparse.ArgumentParser) -> None:
    add = made.add_argument
    add("--title", default="青云谱区“十四五”规划图册", help="图册名 / title of the index")
    add("--date", type=_day, default=date.today().isoformat(), help="编绘日期 / ISO date (today)")
    add("--paper", choices=PAPERS, default="A4", help="纸张 / paper")
    add("--orientation", choices=ORIENTATIONS, default="横向", help="方向 / orientation")
    add("--scale", type=_scale, default=None, help="比例 1:N 的 N，放不下的自动缩小 / N (fits)")
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


def _day(words: str) -> str:
    return date.fromisoformat(words).isoformat()


def _scale(words: str) -> int:
    """Read 25000, 25,000 or 1:25 000."""
    return int(words.removeprefix("1:").replace(" ", "").replace(",", ""))


def _count(words: str) -> int:
    count = int(words)
    if not 1 <= count <= 64:
        raise argparse.ArgumentTypeError("进程数应为 1—64")
    return count
