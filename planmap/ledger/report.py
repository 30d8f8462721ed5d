"""`planmap ledger report`: 评估报告 of the district, a zone or a unit, as Word or PDF."""

import argparse
from datetime import date
from pathlib import Path
from typing import Any

from pandas import isna

from geo.errors import DataError
from geo.exchange.command_options import add_store, answer, opened
from geo.monitoring.boards import STATE_COLUMNS, TIMING_COLUMNS, whole
from geo.monitoring.standing import AMOUNTS
from layers.palettes import PALETTES, STANDARD
from planmap.ledger.verb import LedgerVerb
from sheets.arguments import check_out
from sheets.evaluation.request import FINAL, KINDS, PARTS, EvaluationRequest
from sheets.evaluation.sources import EvaluationSpec, sources_of
from sheets.request import RESOLUTIONS


def add_scope(parser: argparse.ArgumentParser) -> None:
    """Add what is told of, and of which day."""
    add = parser.add_argument
    add("--scope", default="全区", metavar="范围", help="全区、分区:名称、单位:名称 / scope")
    add(
        "--day", default=date.today().isoformat(), metavar="日期",
        help="数据截至日，如 2025-12-31（默认今天） / day of the figures",
    )  # fmt: skip


def day_of(words: str) -> date:
    """Return the day that words name.

    Raises
    ------
    DataError
        If they name none.
    """
    try:
        return date.fromisoformat(words.strip())
    except ValueError:
        raise DataError(f"日期“{words[:30]}”无法识别；请写作 2025-12-31") from None


def _add(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("-o", "--out", type=Path, required=True, metavar="文件", help=".docx 或 .pdf / file")
    add("--kind", choices=KINDS, default=FINAL, help="报告种类 / kind of evaluation")
    add_scope(parser)
    add("--office", default="", metavar="单位", help="编制单位 / office")
    told = "、".join(f"{part} {title}" for part, title in PARTS.items())
    add("--without", choices=tuple(PARTS), nargs="+", default=[], help=f"不要的部分：{told}")
    add("--all-changes", action="store_true", help="逐次列出全部变动 / list each change")
    add("--palette", choices=tuple(PALETTES), default=STANDARD, help="配色 / palette")
    add("--dpi", type=int, choices=RESOLUTIONS, default=300, help="图的分辨率 / resolution")
    add_store(parser)


def _run(options: argparse.Namespace) -> None:
    from sheets.evaluation.gathering import gathered  # noqa: PLC0415 - others take no matplotlib
    from sheets.evaluation.writing import written  # noqa: PLC0415

    ending = check_out(options.out, ".docx", ".pdf")
    asked = EvaluationSpec(
        kind=options.kind,
        day=day_of(options.day),
        made=date.today(),
        scope=options.scope,
        office=options.office,
        parts=tuple(part for part in PARTS if part not in options.without),
        full=options.all_changes,
        palette=options.palette,
        dpi=options.dpi,
    )
    with opened(options) as store:
        sources = sources_of(store, store.read(), store.standards().rules)
        request = gathered(sources, asked)
    content = written(request, ending)
    options.out.write_bytes(content)
    told = _told(request, options.out, len(content))
    answer(options, told, _lines(told))


def _told(request: EvaluationRequest, out: Path, size: int) -> dict[str, Any]:
    row = whole(request.items).iloc[0]
    sums = {
        name: {
            "sum": None if isna(row[name]) else float(row[name]),
            "items": int(row[f"{name}_items"]),
        }
        for name in AMOUNTS
    }
    return {
        "file": str(out),
        "bytes": size,
        "kind": request.kind,
        "scope": request.scope.words,
        "day": request.day.isoformat(),
        "items": int(row["items"]),
        "states": {name: int(row[name]) for name in STATE_COLUMNS},
        "timings": {name: int(row[name]) for name in TIMING_COLUMNS},
        "overdue": int(row["overdue"]),
        "unplaced": int(row["unplaced"]),
        "sums_wan_yuan": sums,
        "matters": len(request.matters),
        "changes": request.changes.acts,
        "changes_listed": request.changes.listed,
    }


def _lines(told: dict[str, Any]) -> list[str]:
    unknown = told["states"][STATE_COLUMNS[-1]]
    changes = f"变动 {told['changes']} 次" + ("" if told["changes_listed"] else "（按月计数）")
    return [
        f"写出 {told['file']}（{told['bytes'] / 1024:,.0f} KB）",
        f"{told['kind']}，{told['scope']}，数据截至 {told['day']}：项目 {told['items']} 项，"
        f"未填报 {unknown} 项，逾期 {told['overdue']} 项；{changes}",
    ]


VERBS = (
    LedgerVerb(
        "report",
        "评估报告：中期、终期，Word 或 PDF / evaluation of the plan",
        _add,
        _run,
        "例：planmap ledger report --kind 终期评估 --scope 全区 --day 2025-12-31 -o 终期评估.docx",
    ),
)
