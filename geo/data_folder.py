"""Where the plan's data lie."""

import argparse
import os
from pathlib import Path
from typing import Final

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
