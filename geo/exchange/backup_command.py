"""`planmap ledger backup` and `restore`: all of a ledger as one file, and back."""

import argparse
from pathlib import Path

from geo.errors import DataError
from geo.exchange.backup import backup, restore
from geo.exchange.command_options import add_store, answer, now, opened_ledger


def add_backup(parser: argparse.ArgumentParser) -> None:
    """Add the words of `backup`; sets `run`."""
    parser.add_argument("out", type=Path, metavar="OUT.sqlite", help="备份文件 / file to write")
    parser.add_argument("--force", action="store_true", help="替换已有的文件 / replace the file")
    add_store(parser)
    parser.set_defaults(run=_backup)


def add_restore(parser: argparse.ArgumentParser) -> None:
    """Add the words of `restore`; sets `run`."""
    add = parser.add_argument
    add("file", type=Path, metavar="FILE", help="备份文件 / backup")
    add("--aside", type=Path, metavar="OUT", help="现有台账另存到（默认在备份旁边） / the old one")
    add("--force", action="store_true", help="台账里已有改动也替换 / replace what is there")
    add_store(parser)
    parser.set_defaults(run=_restore)


def _backup(options: argparse.Namespace) -> int:
    if options.out.exists() and not options.force:
        raise DataError(f"已有 {options.out.name}；请换一个名字，或加 --force 替换")
    with opened_ledger(options) as ledger:
        kept = backup(ledger, options.out)
    told = {"file": str(options.out), "changes": kept.changes, "bytes": kept.size}
    line = f"已备份 {kept.changes:,} 条改动到 {options.out}（{kept.size / 1e6:.1f} MB，已校验）"
    answer(options, told, [line])
    return 0


def _restore(options: argparse.Namespace) -> int:
    stamp = now().strftime("%Y%m%dT%H%M%S")
    aside = options.aside or options.file.with_name(f"恢复前-{stamp}.sqlite")
    if aside.exists():
        raise DataError(f"已有 {aside.name}；请换一个名字（--aside）")
    with opened_ledger(options) as ledger:
        kept = restore(ledger, options.file, aside, replace=options.force)
    there = aside if aside.exists() else None
    told = {"changes": kept.changes, "aside": str(there) if there else None}
    lines = [f"已恢复 {kept.changes:,} 条改动；打开的页面会换到恢复后的状态，服务不必重新启动"]
    lines += [f"原来的台账另存为 {there}"] if there else []
    answer(options, told, lines)
    return 0
