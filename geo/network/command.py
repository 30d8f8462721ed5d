"""`planmap network`: import a walking network from a file, or tell what one holds.

What is asked for wrongly ends with a message and exit code 2.
"""

import argparse
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from time import perf_counter

from geo.command_parser import CommandParser
from geo.console import begin, exit_code, tell_share
from geo.errors import DataError
from geo.guarded.commands import SILENTLY, by_command, given
from geo.guarded.reading import network
from geo.importing.command_options import add_reading, asked_for, choices_of
from geo.network.build import TOLERANCE_M
from geo.network.graph import WalkNetwork, report_rows
from geo.network.network_file import check_target, save
from geo.network.osm_file import FORMATS, osm_format


def main(words: Sequence[str] | None = None) -> int:
    """Do what the words ask for; return the exit code."""
    begin()
    options = _parser().parse_args(words)
    return exit_code(
        lambda: _import(options) if options.verb == "import" else _report(options.file)
    )


def _import(options: argparse.Namespace) -> None:
    check_target(options.out)
    if options.out.resolve() == options.source.resolve():
        raise DataError(f"输出 {options.out.name} 就是输入；请换一个名字")
    start = perf_counter()
    found = _network(options)
    tell_share("写出", 0.9)
    save(found, options.out)
    tell_share(f"完成，{perf_counter() - start:.1f} 秒：{options.out}", 1.0)
    _print_report(found)


def _network(options: argparse.Namespace) -> WalkNetwork:
    """Read the source in a child process."""
    _check(options)
    tolerance_m = TOLERANCE_M if options.tolerance is None else options.tolerance
    by = by_command(lambda stage, share: tell_share(stage, 0.9 * share))
    found = network(given(options.source), by, choices_of(options), tolerance_m=tolerance_m)
    return replace(found, label=options.label or found.label)


def _check(options: argparse.Namespace) -> None:
    """Refuse what is asked for in vain."""
    if not osm_format(options.source):
        return
    needless = [*(["tolerance"] if options.tolerance else []), *asked_for(options)]
    if needless:
        raise DataError(f"OSM 按共用节点连接、坐标为 WGS 84；请去掉 --{'、--'.join(needless)}")


def _report(path: Path) -> None:
    """Tell what a stored network holds."""
    _print_report(network(given(path), SILENTLY))


def _print_report(found: WalkNetwork) -> None:
    rows = report_rows(found)
    width = max(len(name) for name, _ in rows)
    for name, value in rows:
        print(f"{name.ljust(width, chr(0x3000))}　{value}")


def _parser() -> argparse.ArgumentParser:
    parser = CommandParser(
        prog="planmap network", description="步行路网：导入、查看 / the walking network"
    )
    verbs = parser.add_subparsers(dest="verb", required=True, title="命令 / commands")
    _add_import(verbs.add_parser("import", help="由道路文件生成路网 / make a network of a file"))
    report = verbs.add_parser("report", help="查看路网文件 / tell what a network file holds")
    report.add_argument("file", type=Path, help="路网文件 .gpkg / file to read")
    return parser


def _add_import(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    osm = "、".join(FORMATS)
    add("source", type=Path, help=f"道路文件：OSM（{osm}）或任一格式的线图层 / file to read")
    add("-o", "--out", type=Path, required=True, help="输出路网 .gpkg / file to write")
    add("--label", default="", help="路网名称，写在每个数字旁 / words beside every figure")
    add_reading(parser)
    add("--tolerance", type=float, help=f"线图层接点容差，米，默认 {TOLERANCE_M:g} / metres")
