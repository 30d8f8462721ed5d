"""A made-up office: units that report month by month, correct, err, clash, undo and review.

The same on every run of a seed. Nothing of it is shipped: tests and benches write it into stores
of their own.
"""

from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import NamedTuple

import shapely.affinity
from geopandas import GeoDataFrame

from geo.data_folder import SHIPPED
from geo.ledger import ACCEPTED, RETURNED, Act, ConflictError, Edit, Ledger
from geo.monitoring.amounts import month_of
from geo.schema import PROJECTS
from geo.schema.amounts import parts
from geo.store import PlanStore

FUNDS = ("unsplit", "district", "bond", "private")
WORDS = ("现场核实", "月度报表", "调度会通报", "施工单位来函")


class Size(NamedTuple):
    """How large an office is, and from when it reports."""

    items: int = 500
    units: int = 40
    months: int = 60
    first: int = 2021


SMALL = Size(items=40, units=7, months=18)


class Life(NamedTuple):
    """What becomes of an item: months of its start and end, its sum, where the money comes from."""

    item: str
    unit: int
    start: int
    length: int
    total: int
    funds: tuple[str, ...]
    fate: str

    def progress(self, month: int) -> int:
        """Per cent at the end of a month."""
        return min(100, max(0, round(100 * (month + 1 - self.start) / self.length)))


def large(plan, size):
    """Return a plan with as many items: those of the plan again and again, some shifted."""
    dice = Random(size.items)
    rows = [plan.projects.iloc[place % len(plan.projects)] for place in range(size.items)]
    ids = [
        f"Q{place // 400 + 1}-{place // 20 % 20 + 1}-{place % 20 + 1:02d}"
        for place in range(size.items)
    ]
    moves = [dice.uniform(-0.01, 0.01) for _ in rows]
    shapes = [row.geometry for row in rows]
    places = [
        shape and shapely.affinity.translate(shape, move, move)
        for shape, move in zip(shapes, moves, strict=True)
    ]
    told = {name: [row[name] for row in rows] for name in plan.projects if name != "geometry"}
    told["name"] = [f"{row['name']}{each}" for row, each in zip(rows, ids, strict=True)]
    items = GeoDataFrame(told, geometry=places, index=ids, crs=plan.projects.crs)
    types = plan.projects.dtypes.drop("geometry")
    return plan.with_frames({"projects": items.rename_axis(index=PROJECTS.key).astype(types)})


class Office:
    """The office; `fill` has it work in a store with the items of `plan`."""

    def __init__(self, plan, size=SMALL, seed=12):
        self.plan, self.size, self.reviewed = plan, size, False
        self.dice = Random(seed)
        self.lives = [self._life(str(item)) for item in plan.projects.index]
        self.clashes = self.undone = self.returned = self.late = 0

    def opened(self, url):
        """Return a store in which the office may work: in its last third changes are reviewed."""
        return PlanStore(SHIPPED, lambda: Ledger(url), lambda: self.reviewed)

    def fill(self, store):
        """Write all months through the doors of a store."""
        ledger = store.ledger
        for month in range(self.size.months):
            self.reviewed = ledger.reviewed = month >= self.size.months * 2 // 3
            edits = sorted(self._reports(month), key=lambda each: each.act.at)
            if month < 2:
                made = store.write_all(edits, self.plan)
            else:
                made = ledger.write_all(edits, lambda _: {})
            if month % 6 == 1:
                self._clash(store, month)
            self._correct(ledger, month)
            self._undo(ledger, made, month)
            if self.reviewed:
                self._review(ledger, made, month)

    def _life(self, item):
        dice, months = self.dice, self.size.months
        start, length = dice.randrange(-6, months), dice.randrange(3, 30)
        funds = tuple(dice.sample(FUNDS, dice.choice((1, 1, 2, 3))))
        fate = dice.choices(("built", "silent", "stopped", "cancelled"), (80, 8, 7, 5))[0]
        unit = dice.randrange(self.size.units)
        return Life(item, unit, start, length, dice.randrange(50, 90_000), funds, fate)

    def _act(self, month, unit, *, late=0.0, of=None):
        """An act some days after a month, whose figures belong to its end or that of another."""
        _, last = self._month(month)
        made = datetime(last.year, last.month, last.day, 1, tzinfo=UTC)
        made += timedelta(days=1 + late, seconds=self.dice.randrange(5 * 86_400))
        belongs = self._month(month if of is None else of)[1]
        by = f"单位{unit + 1:02d}-{self.dice.choice('甲乙丙')}"
        return Act(by, made, self.dice.choice(WORDS), as_of=belongs)

    def _month(self, month):
        return month_of(self.size.first + month // 12, month % 12 + 1)

    def _reports(self, month) -> Iterator[Edit]:
        for life in self.lives:
            silent = life.fate == "silent" or self.dice.random() < 0.08
            first = month == life.unit % 3
            if silent and not first:
                continue
            values = self._frame(life) if first else {}
            values |= {} if life.fate == "silent" else self._figures(life, month)
            yield Edit("projects", life.item, values, self._act(month, life.unit))

    def _frame(self, life):
        """What is told of an item once: who, when, how much."""
        begins, ends = (
            self._month(max(0, each)) for each in (life.start, life.start + life.length)
        )
        told = {"lead_unit": f"单位{life.unit + 1:02d}", "remark": "首次填报"}
        if self.dice.random() < 0.9:
            told |= {"planned_start": begins[0].isoformat(), "planned_finish": ends[1].isoformat()}
        told |= {f"total_{fund}": round(life.total / len(life.funds), 2) for fund in life.funds}
        years = range(self.size.first, self.size.first + -(-self.size.months // 12))
        for year in years:
            for name in parts("planned", year, life.funds[0]):
                told[name] = float(self.dice.randrange(1, life.total + 20))
            if self.dice.random() < 0.3:
                told[f"goal_{year}"] = f"{year} 年完成 {self.dice.randrange(5, 100)}%"
        return told

    def _figures(self, life, month):
        """What is told of a month: how far, how much, and what is wrong with it now and then."""
        dice, progress = self.dice, life.progress(month)
        slip = dice.random()
        told = {
            "progress": float(max(0, progress - 7) if slip < 0.03 else progress),
            "remark": f"{self._month(month)[1]}：{dice.choice(WORDS)}",
            "status": self._status(life, month, progress),
        }
        for fund in life.funds:
            spent = life.total * progress / 100 * (2 if slip > 0.98 else 1)
            told[f"done_{fund}"] = round(spent / len(life.funds), 2)
        if progress and dice.random() < 0.95:
            told["actual_start"] = self._month(max(0, life.start))[0].isoformat()
        if progress == 100 and dice.random() < 0.8:
            told["actual_finish"] = self._month(max(0, life.start + life.length - 1))[1].isoformat()
        if 0.97 < slip < 0.98:
            told[f"done_{life.funds[0]}"] = None
        return told

    def _status(self, life, month, progress):
        if life.fate in ("stopped", "cancelled") and month > life.start + 4:
            return "停缓建" if life.fate == "stopped" else "取消"
        if progress == 0:
            return "未启动" if month < life.start - 3 else "前期"
        if progress < 100:
            return "在建"
        return "投用" if month > life.start + life.length + 3 else "完工"

    def _clash(self, store, month):
        """Two people fill in the same field; who comes second sees both values and decides."""
        for life in self.dice.sample(self.lives, 2):
            first, second = (self._act(month, life.unit, late=late) for late in (6, 7))
            remark = f"甲：{month} 月 {life.item}"
            store.write(Edit("projects", life.item, {"remark": remark}, first), self.plan)
            mine = Edit(
                "projects", life.item, {"remark": f"乙：{month} 月"}, second, seen={"remark": 0}
            )
            try:
                store.write(mine, self.plan)
            except ConflictError as error:
                self.clashes += 1
                seen = {each.field: each.seq for each in error.conflicts}
                store.write(mine._replace(seen=seen), self.plan)

    def _correct(self, ledger, month):
        """Figures of older months are put right."""
        for life in self.lives if month else ():
            if life.fate == "built" and self.dice.random() < 0.03:
                of = max(0, month - self.dice.randrange(1, 9))
                value = round(life.total * life.progress(of) / 100 * self.dice.uniform(0.8, 1.1), 2)
                act = self._act(month, life.unit, late=10, of=of)
                told = {f"done_{life.funds[-1]}": value, "remark": f"更正 {of}/{month}"}
                made = ledger.write(Edit("projects", life.item, told, act), {})
                self.late += 1
                if self.late % 4 == 0:
                    ledger.undo(made.seq, act._replace(at=act.at + timedelta(hours=2)))

    def _undo(self, ledger, made, month):
        for change in self.dice.sample(made, max(1, len(made) // 50)):
            act = self._act(month, 0, late=20)
            with suppress(ConflictError):  # somebody wrote since
                taken = ledger.undo(change.seq, act)
                self.undone += 1
                if self.undone % 3 == 0:
                    ledger.undo(taken.seq, act._replace(at=act.at + timedelta(hours=1)))

    def _review(self, ledger, made, month):
        for change in self.dice.sample(made, max(1, len(made) // 10)):
            verdict = self.dice.choice((ACCEPTED, ACCEPTED, RETURNED))
            act = Act(
                "审核员", self._act(month, 0, late=24).at, "请核实" if verdict == RETURNED else ""
            )
            if ledger.change(change.seq).waits:
                with suppress(ConflictError):  # somebody wrote since
                    ledger.review(change.seq, verdict, act)
                    self.returned += verdict == RETURNED


def days(size):
    """Days on which an office is looked at: before it began, between, at its end, and after."""
    first = date(size.first, 1, 1)
    last = month_of(size.first + (size.months - 1) // 12, (size.months - 1) % 12 + 1)[1]
    between = [first + timedelta(days=each) for each in range(30, (last - first).days, 97)]
    return [first - timedelta(days=40), *between, last, last + timedelta(days=400)]
