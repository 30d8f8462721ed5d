"""Print how fast boards are over years of monthly reports: `python -m bench.boards`."""

import argparse
import tempfile
from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime
from itertools import cycle
from pathlib import Path

from pandas import DataFrame

from bench.boards_data import FIRST_YEAR, TABLE, fill, plan_of
from bench.markdown import markdown
from bench.timing import Row, median_s, spoken, timed
from geo.data_folder import SHIPPED
from geo.ledger import Ledger
from geo.monitoring.boards import boards, by_year
from geo.monitoring.held_series import HeldSeries
from geo.monitoring.rules import findings
from geo.monitoring.series import FigureSeries, Moment
from geo.monitoring.standing import standing
from geo.monitoring.timeline import timeline
from geo.plan_data import PlanData, load_plan
from geo.schema.amounts import parts

_ROUNDS = 9
_AIM = "0.5 s"


def main() -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(prog="bench.boards", description=__doc__)
    parser.add_argument("--items", type=int, default=500)
    parser.add_argument("--months", type=int, default=60)
    asked = parser.parse_args()
    plan = plan_of(load_plan(SHIPPED), asked.items)
    rows = [Row("work", "aim", "ours", "plain pandas, the board of units alone")]
    with (
        tempfile.TemporaryDirectory(prefix="planmap-bench-") as folder,
        closing(Ledger(f"sqlite:///{Path(folder) / 'ledger.sqlite'}")) as ledger,
    ):
        fill(ledger, plan, asked.months)
        rows += _measured(ledger, plan)
    for line in markdown(rows):
        print(line)  # noqa: T201 - a command's output


def _measured(ledger: Ledger, plan: PlanData) -> Iterator[Row]:
    """Time the reading, once for a server, then what a click asks for."""
    read_s, entries = timed(lambda: ledger.entries(TABLE))
    built_s, series = timed(lambda: FigureSeries.of(entries))
    size = f"{len(plan.projects):,} items, {len(entries):,} entries"
    yield Row(f"{size}: read from the store, once", "-", spoken(read_s))
    yield Row("series made of them, once", "-", spoken(built_s))
    held = HeldSeries(TABLE)
    held.read(ledger)
    yield Row("what is new read, after a change", "-", spoken(median_s(lambda: held.read(ledger))))
    require_same(plan, series, entries)
    yield from _clicks(plan, series, entries)


def _clicks(plan: PlanData, series: FigureSeries, entries: DataFrame) -> Iterator[Row]:
    days = cycle([date(FIRST_YEAR + 2, month, 28) for month in range(1, 13)])
    first_s, of = timed(lambda: standing(plan, series, Moment(next(days))))
    yield Row("how the items stand, first look", "-", spoken(first_s))
    slid_s = median_s(lambda: boards(of.at(series, Moment(next(days))), {}), _ROUNDS)
    plain_s = median_s(lambda: plain(entries, next(days)), _ROUNDS)
    yield Row("another day: all nine boards", _AIM, spoken(slid_s), spoken(plain_s))
    then = cycle(entries["recorded"].iloc[:: len(entries) // 12])
    known_s = median_s(lambda: boards(of.at(series, _known(next(days), next(then))), {}), _ROUNDS)
    yield Row("another day, as known at another: all nine boards", _AIM, spoken(known_s))
    units = cycle([["单位01"], ["单位02", "单位03"], []])
    click_s = median_s(lambda: boards(of, {"lead_unit": next(units), "status": ["在建"]}), _ROUNDS)
    yield Row("a filter: all nine boards", _AIM, spoken(click_s))
    yield Row("year by year", _AIM, spoken(median_s(lambda: by_year(of, series), _ROUNDS)))
    yield Row("timeline", _AIM, spoken(median_s(lambda: timeline(of, series), _ROUNDS)))
    moment = Moment(next(days))
    told_s = median_s(lambda: findings(plan, series, moment), _ROUNDS)
    yield Row("findings of all rules, once a state", "-", spoken(told_s))


def plain(entries: DataFrame, day: date) -> DataFrame:
    """Return the board of units by the plainest means of pandas: sorted, last of each, grouped."""
    there = entries[entries["as_of"] <= day].sort_values(["as_of", "seq"])
    last = there.drop_duplicates(["item", "field"], keep="last")
    wide = last.pivot(index="item", columns="field", values="value")  # noqa: PD010
    amounts = wide[["done_unsplit", *parts("planned", day.year, "unsplit")]].astype(float)
    return amounts.assign(items=1).groupby(wide["lead_unit"]).sum()


def require_same(plan: PlanData, series: FigureSeries, entries: DataFrame) -> None:
    """Refuse to compare what is not the same."""
    day = date(FIRST_YEAR + 2, 6, 28)
    ours = boards(standing(plan, series, Moment(day)), {})["lead_unit"]
    theirs = plain(entries, day).loc[ours.index]
    pairs = {"items": "items", "done": "done_unsplit", "planned": f"planned_{day.year}_unsplit"}
    for name, other in pairs.items():
        if (ours[name] - theirs[other]).abs().max() > 1e-6:
            raise SystemExit(f"{name}: the boards differ")


def _known(day: date, known: datetime) -> Moment:
    return Moment(day, known=known)


if __name__ == "__main__":
    main()
