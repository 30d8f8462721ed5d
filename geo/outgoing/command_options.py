"""Words that `planmap export` understands."""

import argparse
from datetime import date
from pathlib import Path

from geo.crs import LONLAT
from geo.data_folder import add_data
from geo.outgoing.formats import FORMATS
from geo.outgoing.plan_layers import PLAN_LAYERS
from geo.outgoing.systems import SYSTEMS

ALL = "all"


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    words = argparse.ArgumentParser(
        prog="planmap export",
        description="导出规划图层，附说明（来源、日期、坐标系、筛选、精度、许可）/ export layers",
        epilog="坐标系：" + "；".join(system.full_words for system in SYSTEMS),
    )
    add = words.add_argument
    named = "、".join(f"{key} {layer.title}" for key, layer in PLAN_LAYERS.items())
    titles = named.replace("%", "%%")  # argparse fills in what follows a per cent sign
    add(
        "-o", "--out", type=Path, required=True, metavar="OUT",
        help="输出：.zip 文件或目录 / archive or folder",
    )  # fmt: skip
    add(
        "--layer", nargs="+", default=[ALL], choices=(*PLAN_LAYERS, ALL), metavar="LAYER",
        help=f"图层：{titles}、{ALL} 全部（默认） / layers",
    )  # fmt: skip
    add(
        "--format", nargs="+", default=["GeoJSON"], metavar="FORMAT",
        help=f"格式：{'、'.join(each.key for each in FORMATS)}（默认 GeoJSON） / formats",
    )  # fmt: skip
    add(
        "--system", default=LONLAT, metavar="SYSTEM",
        help=f"坐标系：{'、'.join(each.key for each in SYSTEMS)}（默认 {LONLAT}） / system",
    )  # fmt: skip
    add(
        "--filter", action="append", default=[], type=_pair, metavar="字段=值",
        help="只要字段为该值的要素；可重复，同一字段的值任一即可 / keep features with it",
    )  # fmt: skip
    add_data(words)
    add("--date", default=date.today().isoformat(), help="说明中的日期（默认今天） / date to state")
    add("--force", action="store_true", help="替换已有的文件 / replace what is there")
    return words


def _pair(words: str) -> tuple[str, str]:
    name, sign, value = words.partition("=")
    if not sign or not name.strip():
        raise argparse.ArgumentTypeError(f"筛选“{words}”应写作 字段=值，如 类别=道路")
    return name.strip(), value.strip()
