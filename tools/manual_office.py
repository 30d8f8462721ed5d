"""A ledger for the manual's pictures: units, dates and sums are made up, as their names say."""

from datetime import UTC, date, datetime, timedelta
from random import Random

from geo.data_folder import SHIPPED
from geo.ledger import Act, Edit, Ledger
from geo.store import PlanStore

_UNITS = tuple(f"示例单位{each}" for each in "甲乙丙丁戊")
_STATES = ("未启动", "前期", "在建", "在建", "在建", "完工", "完工", "投用", "停缓建", "")
"""What becomes of items in turn; "" is never told."""

_NOT_BEGUN, _BUILT = ("未启动", "前期"), ("完工", "投用")
_LAST = 2025
_ITEMS = 60


def make(url: str) -> None:
    """Write what the office reported into a store that nobody has."""
    store = PlanStore(SHIPPED, lambda: Ledger(url))
    plan, dice = store.published(), Random(7)
    items = dice.sample([str(each) for each in plan.projects.index], _ITEMS)
    for year in (2023, 2024, _LAST):
        at = datetime(year + 1, 1, 8, 2, tzinfo=UTC)
        act = Act("示例填报人", at, f"示例：{year} 年年报", as_of=date(year, 12, 31))
        edits = [
            Edit("projects", item, _told(place, year), act) for place, item in enumerate(items)
        ]
        store.write_all([each for each in edits if each.values], plan)
    if store.ledger is not None:
        store.ledger.close()


def _told(place: int, year: int) -> dict[str, str | float]:
    """What is told of an item at the end of a year; of some nothing, of some not all."""
    state = _STATES[place % 10]
    if not state:
        return {}
    dice = Random(place)
    begins = date(2021 + place % 4, 1 + place % 12, 1)
    ends = begins + timedelta(days=400 + 90 * (place % 11))
    total = float(dice.randrange(800, 26_000))
    told: dict[str, str | float] = {
        "lead_unit": _UNITS[place % 5],
        "planned_start": begins.isoformat(),
        "planned_finish": ends.isoformat(),
        "total_unsplit": total,
        f"planned_{year}_unsplit": float(round(total * 0.3)),
    }
    begun = begins + timedelta(days=35)
    if state in _NOT_BEGUN or begun > date(year, 12, 31):
        return {**told, "status": state if state in _NOT_BEGUN else "前期"}
    share = min(0.9, (date(year, 12, 31) - begun).days / (ends - begins).days * 0.8)
    if state in _BUILT and ends <= date(year, 12, 31):
        told |= {"status": state, "actual_finish": (ends - timedelta(days=40)).isoformat()}
        share = 1.0
    else:
        told["status"] = "停缓建" if state == "停缓建" and year == _LAST else "在建"
    told |= {"actual_start": begun.isoformat(), "progress": float(round(100 * share))}
    return {**told, "done_unsplit": float(round(total * share))}
