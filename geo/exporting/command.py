"""`planmap export`: layers of the plan as files, with their metadata.

What is asked for wrongly ends with a message and exit code 2.
"""

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

from geo.atomic_file import write_set
from geo.command_parser import CommandParser
from geo.console import begin, exit_code
from geo.crs import LONLAT
from geo.errors import DataError
from geo.exporting.bundling import bundle_members
from geo.exporting.export_crs import SYSTEMS
from geo.exporting.feature_filter import filtered
from geo.exporting.formats import FORMATS
from geo.exporting.model import Export, Meta
from geo.exporting.plan_layers import LICENCE, PLAN_LAYERS, REMARK, plan_export
from geo.exporting.writing import archive
from geo.plan_data import PlanData
from geo.store_options import add_plan, plan_of

_ALL = "all"


def main(words: Sequence[str] | None = None) -> int:
    """Do what the words ask for; return the exit code."""
    begin()
    options = _parser().parse_args(words)
    return exit_code(lambda: _run(options))


def _run(options: argparse.Namespace) -> None:
    store = plan_of(options)
    _tell(store.described())
    plan = store.read()
    exports = _exports(plan, options)
    words = "；".join(sorted({export.meta.filter_words for export in exports} - {""}))
    meta = Meta("见各图层", options.date, words, "见各图层", LICENCE, REMARK, plan.ledger_words)
    members = bundle_members(exports, options.format, options.system, meta)
    if options.out.suffix.casefold() == ".zip":
        members = {options.out.name: archive(members, options.date)}
        _write(options.out.parent, members, force=options.force)
    else:
        _write(options.out, members, force=options.force)
    for export in exports:
        missing = int((~export.frame.geometry.notna()).sum())
        print(f"{export.name}：{len(export.frame)} 个要素，其中 {missing} 个未落图")
    _tell(f"完成：{options.out}")


def _exports(plan: PlanData, options: argparse.Namespace) -> list[Export]:
    keys = list(PLAN_LAYERS) if _ALL in options.layer else list(dict.fromkeys(options.layer))
    wanted = _by_name(options.filter)
    try:
        exports = [filtered(plan_export(plan, key, options.date), wanted) for key in keys]
    except DataError as error:
        if len(keys) == 1:
            raise
        raise DataError(f"{error}；多个图层一起导出时，请用 --layer 只选有该字段的") from error
    if wanted and all(export.frame.empty for export in exports):
        raise DataError(f"没有符合 {exports[0].meta.filter_words} 的要素；请检查筛选值")
    return exports


def _by_name(pairs: Iterable[tuple[str, str]]) -> Mapping[str, Sequence[str]]:
    wanted: dict[str, list[str]] = defaultdict(list)
    for name, value in pairs:
        wanted[name].append(value)
    return wanted


def _write(folder: Path, members: Mapping[str, bytes], *, force: bool) -> None:
    """Write files, all whole or none; nothing is replaced unasked."""
    there = [name for name in members if (folder / name).exists()]
    if there and not force:
        raise DataError(f"{folder} 里已有 {'、'.join(there)}；请换一个名字，或加 --force 替换")
    write_set({folder / name: content for name, content in members.items()})


def _tell(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


def _parser() -> argparse.ArgumentParser:
    """Words that `planmap export` understands."""
    words = CommandParser(
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
        "--layer", nargs="+", default=[_ALL], choices=(*PLAN_LAYERS, _ALL), metavar="LAYER",
        help=f"图层：{titles}、{_ALL} 全部（默认） / layers",
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
    add_plan(words)
    add("--date", default=date.today().isoformat(), help="说明中的日期（默认今天） / date to state")
    add("--force", action="store_true", help="替换已有的文件 / replace what is there")
    return words


def _pair(words: str) -> tuple[str, str]:
    name, sign, value = words.partition("=")
    if not sign or not name.strip():
        raise argparse.ArgumentTypeError(f"筛选“{words}”应写作 字段=值，如 类别=道路")
    return name.strip(), value.strip()
