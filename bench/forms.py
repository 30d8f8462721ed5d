"""Print how fast forms of 500 items are made, read and compared: `python -m bench.forms`."""

import argparse
import tempfile
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Final

import numpy as np
from geopandas import GeoDataFrame
from openpyxl import Workbook, load_workbook
from pandas import concat

from bench.markdown import markdown
from bench.timing import Row, best_s, spoken
from geo.data_folder import data_folder
from geo.forms.issuing import issue, known_of, last_change, returned_form
from geo.forms.making import FormRequest, make_form
from geo.guarded.commands import SILENTLY
from geo.guarded.reading import Sent, form
from geo.ledger import Act, Edit, Ledger
from geo.ledger.model import Value
from geo.plan_data import PlanData
from geo.schema.ledger import STATES
from geo.store import PlanStore

UNIT: Final = "测试一局"
_START: Final = datetime(2026, 1, 5, tzinfo=UTC)
_ROUNDS: Final = 7
_Values = dict[str, Value]


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(prog="bench.forms", description=__doc__)
    parser.add_argument("--items", type=int, default=500)
    asked = parser.parse_args()
    rows = [Row("work", "aim", "ours", "openpyxl, the same cells plain")]
    with tempfile.TemporaryDirectory(prefix="planmap-bench-") as folder:
        rows += measured(Path(folder), asked.items)
    for line in markdown(rows):
        print(line)  # noqa: T201 - a command's output


def measured(folder: Path, items: int) -> Iterator[Row]:
    """Make a form of so many items, fill it in, take it back; give a row for each step."""
    store = _store(folder, items)
    with closing(store.writable()):
        request = FormRequest(UNIT)
        content = issue(store, request, _START).content
        cells = _cells(content)
        known, last = known_of(store, store.read(), request), last_change(store)
        rounds = [
            (
                best_s(lambda: make_form(known, request, _START, last), 1),
                best_s(lambda: _plain(cells), 1),
            )
            for _ in range(_ROUNDS)
        ]
        ours, plain = (min(each) for each in zip(*rounds, strict=True))
        count = sum(each is not None for rows in cells for row in rows for each in row)
        yield Row(
            f"form of {items} items made, {count:,} cells",
            f"{spoken(1.5 * plain)} (1.5x)",
            spoken(ours),
            spoken(plain),
        )
        whole = best_s(lambda: issue(store, request, _START), _ROUNDS)
        yield Row("the same with the ledger read for it", "-", spoken(whole))
        filled = _filled(content)
        sent = form(Sent(filled, "填报.xlsx"), SILENTLY)  # the child is there from now on
        found = returned_form(store, sent)
        took = best_s(
            lambda: returned_form(store, form(Sent(filled, "填报.xlsx"), SILENTLY)), _ROUNDS
        )
        yield Row(
            f"it comes back: read in a child and compared, {len(found.differences):,} differences",
            spoken(2.0),
            spoken(took),
        )


def _store(folder: Path, items: int) -> PlanStore:
    """Return a store of a made-up plan of so many items, all of them reported."""
    published = PlanStore(data_folder()).published()
    plan = _grown(published, items)
    store = PlanStore(data_folder(), lambda: Ledger(f"sqlite:///{folder / 'forms.sqlite'}"))
    store.published = lambda: plan  # type: ignore[method-assign]
    act = Act("测量", _START, "测量")
    store.write_all(
        Edit("projects", str(item), values, act)
        for item, values in zip(plan.projects.index, _values(items), strict=True)
    )
    return store


def _grown(plan: PlanData, items: int) -> PlanData:
    times = items // len(plan.projects) + 1
    frame = concat([plan.projects] * times).head(items)
    names = [f"T1-1-{number:04d}" for number in range(items)]
    grown = GeoDataFrame(frame.set_axis(names).rename_axis(plan.projects.index.name))
    return plan.with_frames({"projects": grown.assign(name=[f"测试项目{each}" for each in names])})


def _values(items: int) -> Iterator[_Values]:
    dice = np.random.default_rng(12)
    for number in range(items):
        start = _START.date() - timedelta(days=int(dice.integers(100, 1500)))
        yield {
            "lead_unit": UNIT,
            "status": STATES[number % len(STATES)],
            "progress": float(dice.integers(0, 100)),
            "planned_start": start.isoformat(),
            "planned_finish": (start + timedelta(days=700)).isoformat(),
            "goal_2023": f"完成第 {number} 项的施工图审查和招标",
            "total_unsplit": float(dice.integers(100, 90_000)),
            "done_unsplit": float(dice.integers(0, 100)),
            "remark": "施工单位已进场，正在办理临时用地手续",
        }


def _cells(content: bytes) -> list[list[list[object]]]:
    book = load_workbook(BytesIO(content))
    return [[[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in book]


def _plain(cells: list[list[list[object]]]) -> bytes:
    book = Workbook()
    for rows in cells:
        sheet = book.create_sheet()
        for row in rows:
            sheet.append(row)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _filled(content: bytes) -> bytes:
    """The form with another progress in each row, and a state in each third."""
    book = load_workbook(BytesIO(content))
    sheet = book["填报"]
    places = {str(each.value): each.column for each in sheet[4]}
    for number, row in enumerate(sheet.iter_rows(min_row=5)):
        row[places["形象进度（%）"] - 1].value = float(number % 97) + 0.5
        if number % 3 == 0:
            row[places["备注"] - 1].value = f"第 {number} 项本月进展正常"
    out = BytesIO()
    book.save(out)
    return out.getvalue()


if __name__ == "__main__":
    main()
