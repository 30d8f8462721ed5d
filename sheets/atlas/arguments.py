"""The words of `planmap atlas`."""

import argparse
from pathlib import Path

from geo.data_folder import add_data
from geo.district import DISTRICT
from layers import LAYERS
from sheets.atlas.model import SUBJECTS, TITLES
from sheets.filter_options import add_filters
from sheets.page_arguments import add_imprint, add_page

LAYER_IDS = tuple(spec.layer_id for spec in LAYERS)
IMAGES = ("png", "svg")
STRAIGHT, NETWORK = "straight", "network"


def parser() -> argparse.ArgumentParser:
    """Return the parser of `planmap atlas`."""
    made = argparse.ArgumentParser(
        prog="planmap atlas",
        description="图册：一区一图、一项目一图、一校一图 / draw an atlas (PDF or ZIP)",
    )
    _add_files(made)
    _add_contents(made)
    add_page(
        made,
        "A4",
        DISTRICT.atlas_title,
        "放不下的自动缩小 / N (fits)",
    )
    add_imprint(made)
    return made


def _add_files(made: argparse.ArgumentParser) -> None:
    add = made.add_argument
    add("--out", type=Path, required=True, help="输出 .pdf 或 .zip / file to write")
    add_data(made)
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
    add_filters(made)
    add("--zone", action="append", default=[], help="只留分区的项目，可重复 / keep a zone_id")
    add("--placed", action="store_true", help="只要已落图的项目 / placed items alone")
    add("--no-unplaced", action="store_true", help="未落图项目只列入目录 / index them only")
    add("--buffer", type=float, action="append", default=[], help="学校的圈(米)，可重复 / metres")
    add("--distance", choices=(STRAIGHT, NETWORK), default=STRAIGHT, help="直线或主干路路网 / how")
    add(
        "--school-kind", action="append", default=[], help="现状设施类别，默认 学校 / facility kind"
    )


def _count(words: str) -> int:
    count = int(words)
    if not 1 <= count <= 64:
        raise argparse.ArgumentTypeError("进程数应为 1—64")
    return count
