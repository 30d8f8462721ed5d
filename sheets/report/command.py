"""`planmap report`: write the report of the district or a zone.

What is asked for wrongly ends with a message and exit code 2.
"""

import argparse
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from time import perf_counter

from geo.command_parser import CommandParser
from geo.console import begin, exit_code
from geo.store_options import add_plan, plan_of
from layers.palettes import PALETTES, STANDARD
from sheets.arguments import (
    add_filters,
    add_theme,
    check_out,
    criteria_of,
    tell,
    theme_of,
    write_out,
)
from sheets.report.build import build
from sheets.report.lifecircle_figures import default_circles
from sheets.report.model import Content
from sheets.report.pdf import to_pdf
from sheets.report.request import ReportRequest
from sheets.report.word import to_docx
from sheets.request import INTERNAL, MODES, RESOLUTIONS

_WRITERS: dict[str, Callable[[Content], bytes]] = {".docx": to_docx, ".pdf": to_pdf}


def main(words: Sequence[str] | None = None) -> int:
    """Write the report that the words (those after `report`) ask for; return the exit code."""
    begin()
    options = _parser().parse_args(words)
    return exit_code(lambda: _write(options))


def _write(options: argparse.Namespace) -> None:
    start = perf_counter()
    writer = _WRITERS[check_out(options.out, *_WRITERS)]
    store = plan_of(options)
    tell(store.described())
    plan = store.read()
    request = ReportRequest(
        plan=plan,
        date=options.date,
        zone=options.zone,
        office=options.office,
        mode=options.mode,
        review_number=options.review_number,
        circles=default_circles(plan, store.standards().rules, options.preset),
        palette=options.palette,
        theme=theme_of(options),
        dpi=options.dpi,
        criteria=criteria_of(options),
    )
    tell(f"编制{f'分区“{options.zone}”' if options.zone else '全区'}报告")
    write_out(options.out, writer(build(request)), start)


def _parser() -> argparse.ArgumentParser:
    made = CommandParser(
        prog="planmap report",
        description="编制全区或分区报告（Word、PDF） / report of the district or a zone",
    )
    add = made.add_argument
    add("--out", type=Path, required=True, help="输出文件 .docx 或 .pdf / file to write")
    add_plan(made)
    add("--zone", default="", help="分区名称或编号，不给则为全区 / zone by name or id")
    add_filters(made)
    add("--office", default="", help="编制单位 / office")
    add("--date", default=date.today().isoformat(), help="编制日期，年-月-日 / ISO date (today)")
    add("--mode", choices=MODES, default=INTERNAL, help="用途 / internal or public")
    add("--review-number", default="", help="审图号 / review number of a public map")
    add("--preset", default="", help="生活圈评价标准 / preset of the standard")
    add_theme(made)
    add("--palette", choices=tuple(PALETTES), default=STANDARD, help="配色 / palette")
    add("--dpi", type=int, choices=RESOLUTIONS, default=300, help="图的分辨率 / resolution")
    return made
