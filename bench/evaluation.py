"""Print how long the evaluation of years of reports takes: `python -m bench.evaluation`."""

import argparse
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from bench.boards_data import FIRST_YEAR, fill, plan_of
from bench.markdown import markdown
from bench.timing import Row, best_s, spoken
from geo.data_folder import SHIPPED
from geo.ledger import Ledger
from geo.lifecircle.rules import load_rules
from geo.plan_data import PlanData, load_plan
from geo.store import PlanStore
from sheets.evaluation.gathering import gathered
from sheets.evaluation.sources import EvaluationSpec, sources_of
from sheets.evaluation.writing import written
from sheets.report.build import build
from sheets.report.lifecircle_figures import default_circles
from sheets.report.model import Content
from sheets.report.pdf import to_pdf
from sheets.report.request import ReportRequest
from sheets.report.word import to_docx

_WRITERS: dict[str, Callable[[Content], bytes]] = {".pdf": to_pdf, ".docx": to_docx}
_ROUNDS = 5
_AIM = 1.5
"""Times today's report of the same plan in the same run."""


def main() -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(prog="bench.evaluation", description=__doc__)
    parser.add_argument("--items", type=int, default=500)
    parser.add_argument("--months", type=int, default=60)
    asked = parser.parse_args()
    plan = _plan(asked.items)
    rows = [Row("work", "aim", "ours", "report of the plan")]
    with (
        tempfile.TemporaryDirectory(prefix="planmap-bench-") as folder,
        closing(Ledger(f"sqlite:///{Path(folder) / 'ledger.sqlite'}")) as ledger,
    ):
        fill(ledger, plan, asked.months)
        rows += _measured(PlanStore(SHIPPED, lambda: ledger), plan, asked.months)
    for line in markdown(rows):
        print(line)  # noqa: T201 - a command's output


def _plan(items: int) -> PlanData:
    """The plan again and again; its services are those of the first time."""
    shipped = load_plan(SHIPPED)
    plan = plan_of(shipped, items)
    places = shipped.projects.index.get_indexer(shipped.services.index)
    first = plan.projects.index[places]
    return replace(plan, services=shipped.services.set_axis(first))


def _measured(store: PlanStore, plan: PlanData, months: int) -> Iterator[Row]:
    rules = load_rules(SHIPPED)
    day = date(FIRST_YEAR + (months - 1) // 12, 12, 31)
    spec = EvaluationSpec("终期评估", day, day)

    def report(ending: str) -> bytes:
        circles = default_circles(plan, rules)
        return _WRITERS[ending](build(ReportRequest(plan, day.isoformat(), circles=circles)))

    def evaluation(ending: str) -> bytes:
        return written(gathered(sources_of(store, plan, rules), spec), ending)

    entries = len(store.entries("projects"))
    for ending in _WRITERS:
        theirs_s, ours_s = _side_by_side(partial(report, ending), partial(evaluation, ending))
        words = f"{spoken(ours_s)} ({ours_s / theirs_s:.2f}×)"
        work = f"evaluation of {len(plan.projects):,} items, {entries:,} entries, {ending}"
        yield Row(work, f"{_AIM}×", words, spoken(theirs_s))
    gathered_s = best_s(lambda: gathered(sources_of(store, plan, rules), spec))
    yield Row("of which reading and counting the ledger", "-", spoken(gathered_s))


def _side_by_side(*works: Callable[[], object]) -> list[float]:
    """Seconds of the fastest round of each; rounds in turn, so that load meets all alike."""
    rounds = [[best_s(work, 1) for work in works] for _ in range(_ROUNDS)]
    return [min(each) for each in zip(*rounds, strict=True)]


if __name__ == "__main__":
    main()
