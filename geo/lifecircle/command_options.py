"""Words that `planmap lifecircle` understands."""

import argparse
from pathlib import Path

from geo.data_folder import add_data
from geo.incoming.command_options import add_reading
from geo.lifecircle.planned import UNSTATED, Unstated
from geo.lifecircle.shares import TARGET
from geo.network.build import SKELETON, SKELETON_TOLERANCE_M

UNSTATED_WORDS: dict[str, Unstated] = {name or "不计": name for name in UNSTATED}
"""What a planned school of unstated stage may be taken for, by the word for it."""


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    words = argparse.ArgumentParser(
        prog="planmap lifecircle",
        description="生活圈分析：缺口、占比、规划前后，从文件到文件 / the life circle analysis",
    )
    add = words.add_argument
    add("-o", "--out", type=Path, required=True, metavar="FOLDER", help="输出目录 / folder")
    add(
        "--force", action="store_true", help="替换目录里上次的结果 / replace an earlier run's files"
    )
    add_data(words)
    add("--preset", default="", help="评价标准，如 生活圈、学位 / preset of the standard")
    add("--rules", type=Path, metavar="FILE", help="自己的标准表 .csv / own table of rules")
    _add_ways(words)
    _add_supply(words)
    add("--demand", type=Path, metavar="FILE", help="需求图层，点或面（默认区内小区） / own demand")
    add("--weight", default="", metavar="COLUMN", help="需求图层的人口或户数列 / people, dwellings")
    add_reading(words.add_argument_group("需求图层 / the demand layer"))
    add("--target", type=_share, default=TARGET.share, help="目标占比（0.85） / share to reach")
    return words


def _add_ways(parser: argparse.ArgumentParser) -> None:
    add = parser.add_mutually_exclusive_group().add_argument
    default = f"默认{SKELETON}，容差 {SKELETON_TOLERANCE_M:g} 米"
    add("--network", type=Path, metavar="FILE", help=f"路网、线图层或 OSM（{default}） / network")
    add("--straight", action="store_true", help="按直线距离筛查 / straight lines")
    add("--detour", type=float, metavar="FACTOR", help="直线×绕行系数，如 1.3 / detour factor")
    parser.add_argument(
        "--speed", type=float, default=60.0, help="步速，米/分（60） / metres a minute"
    )
    parser.add_argument("--delay", type=float, default=0.0, help="路口等候，秒（0） / seconds")


def _add_supply(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    first = next(iter(UNSTATED_WORDS))
    add("--plan", action="store_true", help="计入规划项目 / count the plan's projects")
    add(
        "--unstated",
        choices=tuple(UNSTATED_WORDS),
        help=f"规划未载明学段的学校按什么计（{first}） / stage taken for granted",
    )
    add("--scenario", type=Path, metavar="FILE", help="方案 .json / a scenario of the app")


def _share(words: str) -> float:
    share = float(words)
    if not 0 <= share <= 1:
        raise argparse.ArgumentTypeError(f"目标占比 {words} 应在 0–1 之间，如 0.85")
    return share
