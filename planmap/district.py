"""`planmap district`: the start of another district's data folder, from its outline and its items.

Nothing is invented: what the two files do not say is left open and listed.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from geo.command_parser import CommandParser
from geo.console import begin, exit_code
from geo.data_folder import DISTRICT_TEXT
from geo.errors import DataError
from planmap import district_text

_MERIDIANS = range(75, 136, 3)


def main(words: Sequence[str] | None = None) -> int:
    """Do what the words ask for; return the exit code."""
    begin()
    options = _parser().parse_args(words)
    return exit_code(lambda: _begin(options))


def _begin(options: argparse.Namespace) -> int:
    _check(options)
    head = district_text.head(options)
    os.environ[DISTRICT_TEXT] = head  # what is read now is read as that district's
    from planmap.district_folder import make  # noqa: PLC0415

    return make(options, head)


def _check(options: argparse.Namespace) -> None:
    """Refuse what must not be written, before anything is read."""
    if options.meridian not in _MERIDIANS:
        raise DataError(
            f"中央经线 {options.meridian} 无效；请用 CGCS2000 三度带的中央经线（75、78 … 135）"
        )
    if options.folder.exists() and any(options.folder.iterdir()):
        raise DataError(f"目录 {options.folder.name} 里已有文件；请换一个新目录")


def _parser() -> argparse.ArgumentParser:
    parser = CommandParser(
        prog="planmap district",
        description="由区界和项目表生成另一个区的数据目录 / begin another district's data folder",
        epilog="完成后列出还缺什么；用 planmap serve --data 目录 打开",
    )
    add = parser.add_argument
    add("folder", type=Path, metavar="FOLDER", help="新目录 / folder to make")
    add("--name", required=True, help="区名，如 临江新区 / name of the district")
    add("--short", default="", help="简称，用于文件名（区名） / short name")
    add("--plan", required=True, help="规划全称，含书名号 / full title of the plan")
    add("--called", default="规划", help="图题中的规划简称（规划） / short name of the plan")
    add("--period", required=True, help="规划期限，如 2020—2030 年 / years of the plan")
    add("--meridian", type=int, required=True, help="中央经线，如 117 / central meridian")
    add("--outline", type=Path, required=True, metavar="FILE", help="区界面图层 / outline")
    add("--outline-source", required=True, help="区界来源 / source of the outline")
    add("--accuracy", type=float, required=True, help="区界位置精度，米 / accuracy, metres")
    add("--system", default="", help="区界坐标系，文件未注明时给出 / its reference system")
    add(
        "--items-accuracy",
        type=float,
        metavar="METRES",
        help="项目表坐标的位置精度，米，表中未写时给出 / accuracy of the items' places",
    )
    add("--projects", type=Path, metavar="FILE", help="项目表 .xlsx 或 .csv / table of the items")
    return parser


if __name__ == "__main__":
    sys.exit(main())
