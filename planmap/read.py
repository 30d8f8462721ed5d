"""`planmap read`: a layer that another office sent, looked at, read as chosen, written out.

The exit code is 0 where it was read, 1 where reading met something, 2 where it was refused.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from geopandas import GeoDataFrame
from pandas import DataFrame

from geo.atomic_file import write_set
from geo.command_parser import CommandParser
from geo.console import begin, exit_code, tell_share
from geo.data_folder import add_data
from geo.errors import DataError
from geo.exporting.model import Export, Meta
from geo.exporting.writing import write
from geo.guarded.commands import by_command, given
from geo.guarded.reading import Asked, layer
from geo.importing.command_options import add_reading, choices_of
from geo.importing.feature_names import usual_label, with_feature_names
from geo.importing.file_types import OFFERED
from geo.importing.layer_requirement import ANYTHING, Sought
from geo.importing.limits import LARGE
from geo.store import PlanStore

FOUND = 1
"""Exit code where the layer was read and something was found in it."""

_ENDING = ".gpkg"


def main(words: Sequence[str] | None = None) -> int:
    """Do what the words ask for; return the exit code."""
    begin()
    options = _parser().parse_args(words)
    return exit_code(lambda: _read(options))


def _read(options: argparse.Namespace) -> int:
    _check_targets(options)
    store = PlanStore(options.data)
    tell_share(store.described(), 0.0)
    district = store.read().boundary
    asked = Asked(choices_of(options), district, LARGE)
    by = by_command(lambda stage, share: tell_share(stage, 0.8 * share))
    found = layer(given(options.file), ANYTHING, asked, by)
    report = report_of(found, options.file.name)
    files = {options.out: _written(found.layer.frame_ll, options)}
    if options.report is not None:
        text = json.dumps(report, ensure_ascii=False, indent=1) + "\n"
        files[options.report] = text.encode()
    write_set(files)
    for line in lines_of(report):
        print(line)
    tell_share(f"完成：{options.out}", 1.0)
    return FOUND if report["findings"] or report["datum_hint"] else 0


def _check_targets(options: argparse.Namespace) -> None:
    """Refuse what must not be written, before anything is read."""
    if options.out.suffix.lower() != _ENDING:
        raise DataError(f"{options.out.name} 的扩展名不可用；请写成 {_ENDING}")
    targets = [path for path in (options.out, options.report) if path is not None]
    if len({path.resolve() for path in (*targets, options.file)}) < len(targets) + 1:
        raise DataError("输入、输出和报告是同一个文件；请换一个名字")
    there = [path.name for path in targets if path.exists()]
    if there and not options.force:
        raise DataError(f"已有 {'、'.join(there)}；请换一个名字，或加 --force 替换")


def _written(frame: GeoDataFrame, options: argparse.Namespace) -> bytes:
    titled = with_feature_names(frame, usual_label(map(str, frame.columns)))
    meta = Meta(f"由 {options.file.name} 读入", date.today().isoformat())
    return write(Export(options.out.stem, titled, meta, label="name"), "GPKG", "EPSG:4326").content


def report_of(found: Sought, name: str) -> dict[str, Any]:
    """Return what was read of the file `name`, and met, as plain values.

    Returns
    -------
    dict
        file, choices (as used), rows, placed, notes, datum_hint, findings (key, text, count and
        the first rows of each) and unplaced (every row without a place, with the reason).
    """
    done = found.layer
    return {
        "file": name,
        "choices": asdict(done.choices),
        "rows": done.report.rows,
        "placed": done.report.placed,
        "notes": list(done.notes),
        "datum_hint": found.datum_hint,
        "findings": [
            {"key": each.key, "text": each.text, "count": each.count, "first": _rows(each.first)}
            for each in done.report.issues
        ],
        "unplaced": _rows(done.unplaced),
    }


def _rows(frame: DataFrame) -> list[dict[str, Any]]:
    """Rows as texts, numbers and None, their id first."""
    told = frame.rename(columns=str).rename_axis("编号")
    text = told.reset_index(names="编号" if "编号" not in told else "读入编号").to_json(
        orient="records", force_ascii=False, date_format="iso", default_handler=str
    )
    rows: list[dict[str, Any]] = json.loads(text)
    return rows


def lines_of(report: dict[str, Any]) -> list[str]:
    """Return the report as a console shows it."""
    used = report["choices"]
    head = [
        f"{report['file']}：读入 {report['rows']:,} 行，有位置 {report['placed']:,} 处，"
        f"无位置 {len(report['unplaced']):,} 行",
        f"坐标系：{used['crs'] or '无'}；坐标来源：{used['datum']}",
    ]
    findings = [f"{each['text']}：{each['count']:,}" for each in report["findings"]]
    hint = [report["datum_hint"]] if report["datum_hint"] else []
    return [*head, *report["notes"], *hint, *findings]


def _parser() -> argparse.ArgumentParser:
    parser = CommandParser(
        prog="planmap read",
        description="读入一个图层文件：先辨认，再按所选读入，写出图层和报告 / read a layer",
        epilog="退出码：0 读入；1 读入，但有发现；2 未读入",
    )
    add = parser.add_argument
    add("file", type=Path, metavar="FILE", help=f"图层文件：{OFFERED} / file to read")
    add("-o", "--out", type=Path, required=True, metavar="OUT.gpkg", help="写出的图层 / layer")
    add("--report", type=Path, metavar="OUT.json", help="写出的报告 / report")
    add_data(parser)
    add("--force", action="store_true", help="替换已有的文件 / replace what is there")
    add_reading(parser.add_argument_group("读法（默认自动辨认） / how it is read"))
    return parser


if __name__ == "__main__":
    sys.exit(main())
