"""How a layer is read, as options that every command which takes a layer has."""

import argparse

from geo.crs import METRIC
from geo.datums import DATUMS
from geo.importing.model import ReadingChoices


def add_reading(parser: argparse._ActionsContainer) -> None:
    """Add the options to a parser or a group of one."""
    add = parser.add_argument
    add("--layer", default="", help="文件有多个图层时给出 / layer of a file with several")
    add(
        *("--system", "--crs"),
        default="",
        help=f"坐标系，文件未注明或注明有误时给出，如 {METRIC} / reference system",
    )
    add(
        "--datum",
        choices=DATUMS,
        help=f"坐标来源（{DATUMS[0]}），高德、腾讯为 GCJ-02，百度为 BD-09 / datum",
    )
    add("--encoding", default="", help="文字编码，如 GB18030（自动） / text encoding")


def asked_for(options: argparse.Namespace) -> list[str]:
    """Return the names of those options that are set."""
    return [name for name in ("layer", "system", "datum", "encoding") if getattr(options, name)]


def choices_of(options: argparse.Namespace) -> ReadingChoices:
    """Return what was chosen."""
    return ReadingChoices(
        layer=options.layer,
        encoding=options.encoding,
        crs=options.system,
        datum=options.datum or DATUMS[0],
    )
