"""`python -m planmap`: read, export, sheet, atlas, report, lifecircle, ledger, network, ...

What is asked for wrongly ends with a message and exit code 2.
"""

import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from geo.console import exit_code
from geo.data_folder import VARIABLE
from planmap import __version__

Main = Callable[[Sequence[str]], int]


class Verb(NamedTuple):
    """A command: the module whose `main` does it, read when it is asked for, and what it does."""

    module: str
    words: str


VERBS = {
    "read": Verb("planmap.read", "读入一个图层文件，写出图层和读入报告 / read a layer"),
    "export": Verb("geo.exporting.command", "导出规划图层 / export layers of the plan"),
    "sheet": Verb("sheets.command", "绘制一张图 / draw a sheet"),
    "atlas": Verb("sheets.atlas.command", "绘制图册 / draw an atlas"),
    "report": Verb("sheets.report.command", "写出分析报告 / write the report"),
    "lifecircle": Verb("geo.lifecircle.command", "生活圈分析 / the life-circle analysis"),
    "ledger": Verb(
        "planmap.ledger.command",
        "台账：填报、落图、留痕、撤销、审核 / what the office writes on its plan",
    ),
    "network": Verb("geo.network.command", "步行路网：导入、查看 / the walking network"),
    "district": Verb("planmap.district", "由区界和项目表生成另一个区的数据目录 / begin a district"),
    "serve": Verb("planmap.serve", "打开一张图（网页） / serve the page"),
}
_HELP = ("-h", "--help")


def main(words: Sequence[str] | None = None) -> int:
    """Do what the words ask for; return the exit code."""
    given = list(sys.argv[1:] if words is None else words)
    if not given or given[0] in _HELP:
        print(usage())
        return 0 if given else 2
    if given[0] == "--version":
        print(__version__)
        return 0
    verb = VERBS.get(given[0])
    if verb is None:
        print(f"错误：没有命令“{given[0]}”；可用：{'、'.join(VERBS)}", file=sys.stderr)
        return 2
    _name_data(given)
    found: list[Main] = []
    refused = exit_code(lambda: found.append(import_module(verb.module).main))
    return refused or found[0](given[1:])  # the module reads the district's file


def _name_data(words: Sequence[str]) -> None:
    """Name the folder of `--data` in the environment: this process serves its district."""
    for place, word in enumerate(words):
        name, equals, value = word.partition("=")
        if name == "--data":
            folder = value if equals else "".join(words[place + 1 : place + 2])
            os.environ[VARIABLE] = str(Path(folder).resolve()) if folder else ""


def usage() -> str:
    """Return what there is to ask for."""
    width = max(map(len, VERBS))
    lines = [f"  {name.ljust(width)}  {verb.words}\n" for name, verb in VERBS.items()]
    last = "各命令的选项：planmap 命令 --help；版本：planmap --version"
    return f"planmap 命令 [选项]\n\n{''.join(lines)}\n{last}"


if __name__ == "__main__":
    sys.exit(main())
