"""Where the plan's data lie, and which edition of them is used."""

import argparse
import os
from datetime import datetime
from pathlib import Path
from typing import Final

from geo.edition import edition_of

VARIABLE: Final = "PLANMAP_DATA"
"""Environment variable that names another folder, for the page and every command."""

DISTRICT_TEXT: Final = "PLANMAP_DISTRICT_TEXT"
"""Environment variable that holds the text of the district's file, for a child that may not read
the folder, and for a folder that is being made."""

_TOP = Path(__file__).resolve().parents[1]
_INSTALLED = _TOP / "planmap" / "shipped"

PROGRAM: Final = _INSTALLED if _INSTALLED.is_dir() else _TOP
"""Where app.py lies with what belongs beside it: top of a checkout, or inside a package."""

SHIPPED: Final = PROGRAM / "data"
"""The plan that comes with the program."""


def data_folder() -> Path:
    """Return the folder that the environment names, else the one that comes with the program."""
    return Path(os.environ.get(VARIABLE) or SHIPPED)


def add_data(parser: argparse.ArgumentParser) -> None:
    """Add the option by which a command is told another folder; its name is not to be shortened."""
    parser.allow_abbrev = False  # `planmap` looks for it before the parser does
    parser.add_argument(
        "--data",
        type=Path,
        default=data_folder(),
        metavar="FOLDER",
        help=f"规划数据目录（环境变量 {VARIABLE}，否则随程序） / data folder",
    )


def edition_words(folder: Path) -> str:
    """Return which edition of the data a command reads, in words for its error stream.

    Raises
    ------
    DataError
        If the folder is missing or empty.
    """
    mark = f"{edition_of(folder):016x}"[:8]
    newest = max(path.stat().st_mtime for path in folder.rglob("*") if path.is_file())
    day = datetime.fromtimestamp(newest).strftime("%Y-%m-%d %H:%M")
    return f"读取数据 {folder}（版本 {mark}，最近修改 {day}）"
