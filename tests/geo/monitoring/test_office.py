"""Every figure of an office's boards and timeline is what its history says, counted again."""

import os
from contextlib import closing
from datetime import UTC, date, datetime, timedelta

import pytest

from geo.crs import to_metric
from geo.district import DISTRICT
from geo.monitoring.boards import STATE_COLUMNS, TIMING_COLUMNS, board, by_year, whole
from geo.monitoring.rules import findings
from geo.monitoring.series import FigureSeries, Moment
from geo.monitoring.standing import AMOUNTS, standing
from geo.monitoring.timeline import timeline
from geo.overlay.laying import overlaid
from geo.schema.ledger import TIMINGS
from tests.geo.monitoring.office import SMALL, Office, Size, days, large
from tests.geo.monitoring.recount import (
    board_of,
    known_until,
    rate_of,
    rows_on,
    sum_of,
    values_on,
    zones_of,
)

SIZES = [
    SMALL,
    pytest.param(Size(), marks=pytest.mark.skipif("CI" not in os.environ, reason="a minute")),
]


class Worked:
    """An office that has worked, what its store says, and its history."""

    def __init__(self, plan, size, folder):
        self.size, self._rows = size, {}
        self.plan = large(plan, size)
        self.office = Office(self.plan, size)
        store = self.office.opened(f"sqlite:///{folder / 'ledger.sqlite'}")
        with closing(store.ledger) as ledger:
            self.office.fill(store)
            self.history = ledger.history("projects")
            self.series = FigureSeries.of(ledger.entries("projects"))
            self.states = {
                each: ledger.state("projects", each.known) for each in self.moments() if each.known
            }
            half = self.history[len(self.history) // 2]
            self.until_half = ledger.entries("projects", at=half.recorded)
            self.since_half = ledger.entries("projects", since=int(self.until_half["seq"].max()))
        zones_m = dict(zip(plan.zones.index, to_metric(plan.zones).geometry, strict=True))
        shapes = zip(self.plan.projects.index, to_metric(self.plan.projects).geometry, strict=True)
        self.zones = {item: zones_of(shape, zones_m) for item, shape in shapes}

    def rows(self, moment):
        """What was counted again of each item, once for all boards."""
        if moment not in self._rows:
            self._rows[moment] = rows_on(self.history, self.plan.projects.index, moment)
        return self._rows[moment]

    def moments(self):
        """Each day with what is known of it now, and with what was known at its end."""
        for day in days(self.size):
            end = datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(days=1)
            yield from (Moment(day), Moment(day, known=end))


@pytest.fixture(scope="module", params=SIZES, ids=lambda size: f"{size.items} items")
def worked(plan, request, tmp_path_factory):
    return Worked(plan, request.param, tmp_path_factory.mktemp("office"))


def test_the_office_did_all_that_offices_do(worked):
    office, kinds = worked.office, {each.kind for each in worked.history}
    assert min(office.clashes, office.undone, office.returned, office.late) > 3
    assert kinds == {"edit", "undo", "return"}
    assert {each.review for each in worked.history} == {"", "草稿", "通过", "退回"}
    assert len({each.by for each in worked.history}) > worked.size.units
    told = [findings(worked.plan, worked.series, each)["rule"] for each in worked.moments()]
    assert {"progress_falls", "done_falls", "done_beyond_total", "finish_undated"} <= set().union(
        *told
    )


def test_the_value_of_any_day_is_what_was_known_of_it(worked):
    items, fields = worked.plan.projects.index, ["status", "remark", "progress", "actual_start"]
    for moment in worked.moments():
        told = worked.series.on(items, fields, moment)
        again = values_on(worked.history, moment.day, moment.known)
        assert told.to_numpy().tolist() == [
            [again[item].get(field) for field in fields] for item in items
        ]


def test_a_series_that_is_continued_is_the_same_as_one_read_anew(worked):
    grown = FigureSeries.of(worked.until_half).appended(worked.since_half)
    items = worked.plan.projects.index
    for moment in worked.moments():
        both = [each.on(items, ["remark", "progress"], moment) for each in (grown, worked.series)]
        assert both[0].equals(both[1])


@pytest.mark.parametrize("by", ["zone", "lead_unit", "column", "status", "layer", "due_year"])
def test_every_figure_of_the_boards_is_counted_again(worked, by):
    of_plan = worked.plan.projects[["column", "layer"]].to_dict("index")

    def keys(row):
        if by == "zone":
            return worked.zones[row["item"]]
        return [row[by] if by in row else of_plan[row["item"]][by]]

    for moment in worked.moments():
        of = standing(worked.plan, worked.series, moment)
        again = board_of(worked.rows(moment), keys)
        found = board(of, by).to_dict("index")
        assert set(found) == set(again)
        for key, row in found.items():
            require_same(row, again[key])


def test_map_and_boards_tell_the_same_of_what_was_known_on_a_day(worked):
    told = ["status", "lead_unit", "planned_finish", "actual_start", "timing", "due_year"]
    for moment, state in worked.states.items():
        shown = overlaid(worked.plan, {"projects": state}, moment.day).projects
        rows = standing(worked.plan, worked.series, moment).rows
        if len(state):
            assert shown[told].to_numpy().tolist() == rows[told].to_numpy().tolist()
            assert shown["progress"].to_list() == pytest.approx(rows["progress"], nan_ok=True)


def test_boards_of_what_is_chosen_are_counted_again(worked):
    moment = Moment(days(worked.size)[-2], worked.size.first)
    of = standing(worked.plan, worked.series, moment)
    rows = worked.rows(moment)
    zone, unit = of.titles["zone"], of.titles["lead_unit"]
    zones, units = set(list(zone)[:2]), set(list(unit)[:3])
    kept = [
        row for row in rows if row["lead_unit"] in units and zones & set(worked.zones[row["item"]])
    ]
    chosen = of.chosen({"zone": zones, "lead_unit": units})
    assert chosen.rows.index.to_list() == [row["item"] for row in kept]
    assert kept
    require_same(whole(chosen).iloc[0], board_of(kept, lambda _: [""])[""])


def test_every_year_is_counted_again(worked):
    items = worked.plan.projects.index
    for moment in (Moment(days(worked.size)[3]), Moment(days(worked.size)[-1])):
        found = by_year(standing(worked.plan, worked.series, moment), worked.series)
        for year in DISTRICT.plan.years:
            row = found.loc[year]
            end = min(moment.day, date(year, 12, 31))
            now = values_on(worked.history, moment.day, moment.known)
            rows = rows_on(worked.history, items, moment._replace(day=end, year=year))
            for each in rows:
                each["planned"] = sum_of(now[each["item"]], f"planned_{year}_")
            if year <= moment.day.year:
                require_same(row, board_of(rows, lambda _: [""])[""])
            assert row["planned_items"] == sum(each["planned"] is not None for each in rows)
            for name, field in (("planned_starts", "planned_start"), ("finishes", "actual_finish")):
                last = f"{year}-12-31" if name == "planned_starts" else end.isoformat()
                dates = [now[item].get(field, "") for item in items]
                assert row[name] == sum(f"{year}-01-01" <= each <= last for each in dates)


def test_the_timeline_is_drawn_again(worked):
    for moment in (Moment(days(worked.size)[5]), Moment(days(worked.size)[-1])):
        found = timeline(standing(worked.plan, worked.series, moment), worked.series)
        now = values_on(worked.history, moment.day, moment.known)
        items = worked.plan.projects.index
        bars = [bar for item in items for bar in bars_of(item, now[item], moment.day)]
        drawn = found.bars[["item", "kind", "start", "end", "drawn_from", "drawn_to"]]
        told = [[str(each) for each in row] for row in drawn.to_numpy().tolist()]
        assert told == [[str(each) for each in bar] for bar in bars]
        goals = [
            [item, year, now[item][f"goal_{year}"]]
            for item in items
            for year in DISTRICT.plan.years
            if f"goal_{year}" in now[item]
        ]
        assert found.milestones[["item", "year", "words"]].to_numpy().tolist() == goals
        dated = {bar[0] for bar in bars}
        assert found.undated.to_list() == [item for item in items if item not in dated]


def bars_of(item, values, day):
    """The bars of an item: what was told, and between which days it is drawn."""
    stopped = values.get("status") in ("停缓建", "取消")
    until = str(values["since"]["status"] if stopped else day)
    for kind in ("planned", "actual"):
        start, end = (values.get(f"{kind}_{word}") for word in ("start", "finish"))
        told = [each for each in (start, end) if each]
        if told:
            open_end = [max(start, until)] if kind == "actual" and not end else []
            yield item, kind, start, end, min(told), max([*told, *open_end])


def test_what_was_heard_later_changes_nothing_of_what_was_known(worked):
    early = worked.history[len(worked.history) // 3].recorded
    short = FigureSeries.of(worked.until_half)
    moment = Moment(date(2030, 1, 1), known=early)
    items = worked.plan.projects.index
    assert short.on(items, ["remark"], moment).equals(worked.series.on(items, ["remark"], moment))
    assert known_until(worked.history, early)[-1].seq < worked.history[-1].seq


def require_same(row, group):
    """Compare a row of a board with what was counted again."""
    counts = {name: group["counts"][name] for name in ("items", "overdue", "first_told")}
    counts |= {name: group["counts"][name] for name in STATE_COLUMNS}
    counts |= {name: group["counts"][f"时限{name}"] for name in TIMINGS}
    counts[TIMING_COLUMNS[-1]] = group["counts"]["时限未填报"]
    assert {name: row[name] for name in counts} == counts
    for name in AMOUNTS:
        given = group["sums"][name]
        assert row[f"{name}_items"] == len(given)
        assert row[name] == pytest.approx(sum(given) if given else float("nan"), nan_ok=True)
    for name in ("rate", "done_rate"):
        rate = rate_of(group["sums"][name])
        assert row[f"{name}_items"] == len(group["sums"][name])
        assert row[name] == pytest.approx(float("nan") if rate is None else rate, nan_ok=True)
