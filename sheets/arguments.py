"""The words of the command line."""

import argparse
from pathlib import Path

from geo.data_folder import add_data
from geo.district import DISTRICT
from layers import LAYERS
from sheets.filter_options import add_filters
from sheets.page_arguments import add_imprint, add_page

LAYER_IDS = tuple(spec.layer_id for spec in LAYERS)


def parser() -> argparse.ArgumentParser:
    """Return the parser of `planmap sheet`."""
    made = argparse.ArgumentParser(
        prog="planmap sheet",
        description="绘制规划图纸 / draw a sheet of the plan (PNG, PDF, SVG)",
    )
    _add_files(made)
    add_page(made, "A3", DISTRICT.map_title)
    made.add_argument("--subtitle", default="", help="副题 / subtitle")
    add_imprint(made)
    _add_contents(made)
    return made


def _add_files(made: argparse.ArgumentParser) -> None:
    add = made.add_argument
    add("--out", type=Path, required=True, help="输出文件 .png、.pdf 或 .svg / file to write")
    add_data(made)


def _add_contents(made: argparse.ArgumentParser) -> None:
    add = made.add_argument
    ids = ",".join(LAYER_IDS)
    add("--layers", default="", help=f"图层，逗号分隔 / layers, of {ids}")
    add("--zone", default="", help="只绘一个分区的范围 / extent of one zone, by zone_id")
    add_filters(made)
    add("--buffer", type=float, action="append", default=[], help="缓冲半径(米)，可重复 / metres")
    add("--around", default="", help="缓冲哪个图层 / layer to buffer")
