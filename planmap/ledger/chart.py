"""`planmap ledger chart`: one chart of a board, the timeline or the indicators, as a file."""

import argparse
from pathlib import Path
from typing import Final

from geo.exchange.command_options import add_store, answer, opened
from layers.palettes import PALETTES, STANDARD
from planmap.ledger.report import add_scope
from planmap.ledger.verb import LedgerVerb
from sheets.arguments import check_out
from sheets.request import RESOLUTIONS

FORMATS: Final = (".png", ".svg", ".pdf")
NAMES: Final = ("状态", "投资", "甘特", "指标")
GROUPS: Final = ("专栏", "章", "分区", "责任单位")


def _add(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("-o", "--out", type=Path, required=True, metavar="文件", help=".png、.svg 或 .pdf / file")
    add("--board", choices=NAMES, required=True, help="画什么 / what is charted")
    add("--by", choices=GROUPS, default=GROUPS[0], help="状态图按什么分 / grouped by")
    add_scope(parser)
    add("--palette", choices=tuple(PALETTES), default=STANDARD, help="配色 / palette")
    add("--dpi", type=int, choices=RESOLUTIONS, default=300, help="PNG 的分辨率 / resolution")
    add_store(parser)


def _run(options: argparse.Namespace) -> None:
    from planmap.ledger.charting import Looked, chart_bytes  # noqa: PLC0415 - takes matplotlib

    ending = check_out(options.out, *FORMATS)
    with opened(options) as store:
        looked = Looked(store, options)
    content = chart_bytes(looked, options.board, ending, options.dpi)
    options.out.write_bytes(content)
    told = {
        "file": str(options.out),
        "bytes": len(content),
        "board": options.board,
        "scope": looked.scope.words,
        "day": looked.items.moment.day.isoformat(),
        "items": len(looked.items.rows),
    }
    line = f"写出 {told['file']}（{len(content) / 1024:,.0f} KB）：{looked.title(options.board)}"
    answer(options, told, [line])


VERBS = (
    LedgerVerb(
        "chart",
        "图表：状态、投资、甘特、指标 / a chart of a board",
        _add,
        _run,
        "例：planmap ledger chart --board 状态 --by 责任单位 --day 2025-12-31 -o 状态.svg",
    ),
)
