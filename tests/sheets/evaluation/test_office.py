"""Every number of an evaluation is what the history of a made-up office says, counted again."""

from collections import Counter
from contextlib import closing
from datetime import date
from math import fsum

import pytest

from geo.data_folder import SHIPPED
from geo.lifecircle.rules import load_rules
from geo.monitoring.amounts import amount_words, share_words
from geo.monitoring.boards import STATE_COLUMNS, TIMING_COLUMNS
from geo.monitoring.series import Moment
from geo.schema import UNREPORTED
from sheets.evaluation.build import build
from sheets.evaluation.gathering import gathered
from sheets.evaluation.sources import EvaluationSpec, sources_of
from sheets.report.model import Heading, Note, Paragraph, ReportTable
from tests.geo.monitoring.office import SMALL, Office, large
from tests.geo.monitoring.recount import board_of, rows_on

DAY = date(2022, 3, 15)
PARTS = ("columns", "units", "items", "changes")


class Told:
    """The evaluation of an office, and its history."""

    def __init__(self, plan, folder):
        self.plan = large(plan, SMALL)
        office = Office(self.plan, SMALL)
        store = office.opened(f"sqlite:///{folder / 'ledger.sqlite'}")
        with closing(store.ledger) as ledger:
            office.fill(store)
            self.history = ledger.history("projects")
            self.sources = sources_of(store, self.plan, load_rules(SHIPPED))
            self.spec = EvaluationSpec("中期评估", DAY, date(2022, 4, 1), parts=PARTS, dpi=150)
            self.request = gathered(self.sources, self.spec)
            self.every = gathered(self.sources, self.spec._replace(full=True))
        self.blocks = build(self.request).blocks
        self.rows = rows_on(self.history, self.plan.projects.index, Moment(DAY))

    def table(self, caption):
        found = [each for each in self.blocks if isinstance(each, ReportTable)]
        return next(each for each in found if each.caption.startswith(caption))

    def tables(self, caption):
        found = [each for each in self.blocks if isinstance(each, ReportTable)]
        return [each for each in found if each.caption.startswith(caption)]

    def prose(self):
        kinds = (Paragraph, Note, Heading)
        return "\n".join(each.text for each in self.blocks if isinstance(each, kinds))


@pytest.fixture(scope="module")
def told(plan, tmp_path_factory):
    return Told(plan, tmp_path_factory.mktemp("office"))


def belongs(change):
    return change.as_of or change.at.astimezone().date()


def summed(rows, name):
    values = [row[name] for row in rows if row[name] is not None]
    return f"{amount_words(fsum(values))}（{len(values)}" if values else UNREPORTED


def test_states_and_timings(told):
    rows = told.table("全区项目的状态与时限").rows
    states = Counter(row["status"] for row in told.rows)
    timings = Counter(row["timing"] for row in told.rows)
    assert {row[0]: int(row[1]) for row in rows} == {each: states[each] for each in STATE_COLUMNS}
    shown = {row[3].removeprefix("时限"): int(row[4]) for row in rows if row[3]}
    assert shown == {
        each.removeprefix("时限"): timings[each.removeprefix("时限")] for each in TIMING_COLUMNS
    }
    assert len(told.rows) == sum(states.values()) == SMALL.items


def test_sums_and_rates(told):
    said = told.prose()
    for words, name in (("总投资", "total"), ("累计完成", "done"), ("2022 年计划", "planned")):
        assert f"{words} {summed(told.rows, name)} 项填报）" in said
    both = [
        (row["done"], row["total"])
        for row in told.rows
        if row["done"] is not None and row["total"] is not None
    ]
    share = fsum(done for done, _ in both) / fsum(total for _, total in both)
    assert f"累计完成率 {share_words(share)}（{len(both)} 项）" in said
    late = sum(row["timing"] in ("逾期未开工", "逾期未完工") for row in told.rows)
    assert f"到该日仍逾期未开工或未完工的共 {late} 项" in said


@pytest.mark.parametrize(
    ("caption", "by"), [("各专栏项目状态", "column"), ("各责任单位项目状态", "lead_unit")]
)
def test_counts_by_column_and_unit(told, caption, by):
    table = told.table(caption)
    columns = told.plan.projects["column"]
    keys = {"column": lambda row: [columns[row["item"]]], "lead_unit": lambda row: [row[by]]}[by]
    again = board_of(told.rows, keys)
    titles = {key: str(told.request.whole.titles[by].get(key, key)) for key in again}
    rows = {row[0]: dict(zip(table.headers[1:], row[1:], strict=True)) for row in table.rows}
    rows.pop("合计", None)
    assert rows.keys() == set(titles.values())
    for key, group in again.items():
        shown, counts = rows[titles[key]], group["counts"]
        assert int(shown["项目"]) == counts["items"]
        assert int(shown["逾期"]) == counts["overdue"]
        for state in STATE_COLUMNS:
            assert int(shown.get(state, 0)) == counts[state]


def test_sums_by_unit(told):
    rows = {row[0]: row for row in told.table("各责任单位投资").rows}
    for unit in {row["lead_unit"] for row in told.rows}:
        mine = [row for row in told.rows if row["lead_unit"] == unit]
        for place, name in ((1, "total"), (2, "done"), (4, "planned"), (5, "actual")):
            expected = summed(mine, name)
            shown = rows[unit][place] if unit in rows else UNREPORTED
            assert shown.removesuffix("）") == expected


@pytest.mark.parametrize("year", [2021, 2022])
def test_years(told, year):
    day = min(DAY, date(year, 12, 31))
    rows = rows_on(told.history, told.plan.projects.index, Moment(DAY, year))
    shown = next(row for row in told.table("分年度情况").rows if row[0] == str(year))
    assert shown[1].removesuffix("）") == summed(rows, "planned")
    assert shown[2].removesuffix("）") == summed(rows, "actual")
    assert day.year == year


def test_every_item_with_its_state_and_sums(told):
    found = [each for each in told.blocks if isinstance(each, ReportTable)]
    tables = [each for each in found if {"编号", "总投资（万元）"} <= set(each.headers)]
    rows = {
        row[0]: dict(zip(table.headers, row, strict=True)) for table in tables for row in table.rows
    }
    assert rows.keys() == set(told.plan.projects.index)
    for row in told.rows:
        shown = rows[row["item"]]
        assert shown["状态"] == row["status"]
        assert shown["时限"] == row["timing"]
        assert shown["责任单位"] == row["lead_unit"]
        for header, name in (("总投资（万元）", "total"), ("累计完成（万元）", "done")):
            if row[name] is None:
                assert shown[header] == UNREPORTED
            else:
                assert float(shown[header].replace(",", "")) == pytest.approx(row[name], abs=0.006)


def test_late_items_are_those_counted_again(told):
    shown = {row[0]: row[3] for table in told.tables("逾期的项目") for row in table.rows}
    late = ("逾期未开工", "逾期未完工", "逾期完工")
    assert shown == {r["item"]: r["timing"] for r in told.rows if r["timing"] in late}


def test_changed_items_have_the_words_of_their_change(told):
    shown = {row[0]: row for table in told.tables("停缓建") for row in table.rows}
    states = ("停缓建", "调整", "取消")
    assert {k: v[2] for k, v in shown.items()} == {
        row["item"]: row["status"] for row in told.rows if row["status"] in states
    }
    for item, row in shown.items():
        acts = [(belongs(each), each.seq, each) for each in told.history if each.item == item]
        last = max(
            act
            for act in acts
            if act[0] <= DAY and "status" in [each.field for each in act[2].fields]
        )
        assert row[3] == last[0].isoformat()
        assert (row[4], row[6]) == (last[2].why, last[2].by)


def test_changes_by_month_and_one_by_one(told):
    every = [(belongs(change), change) for change in told.history if change.fields]
    within = [(of, change) for of, change in every if date(2021, 1, 1) <= of <= DAY]
    assert told.request.changes.acts == len(within)
    shown = {row[0]: row[1:] for row in told.table("各月填报次数").rows}
    months = {of.strftime("%Y-%m") for of, _ in within}
    assert shown.keys() == months
    for month in months:
        mine = [change for of, change in within if of.strftime("%Y-%m") == month]
        counts = (len(mine), len({each.item for each in mine}), len({each.by for each in mine}))
        assert tuple(map(int, shown[month])) == counts
    assert not told.request.changes.listed
    assert told.every.changes.listed
    assert len(told.every.changes.rows) == sum(len(change.fields) for _, change in within)
