"""An office of hundreds of items that reports month by month, the same on every run."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Final

import numpy as np
import pandas as pd
from geopandas import GeoDataFrame

from geo.ledger import Act, Edit, Ledger
from geo.monitoring.amounts import month_of
from geo.plan_data import PlanData
from geo.schema.amounts import parts
from geo.schema.ledger import STATES

FIRST_YEAR: Final = 2021
UNITS: Final = 40
TABLE: Final = "projects"


def plan_of(plan: PlanData, items: int) -> PlanData:
    """Return a plan with so many items: those of the plan again and again under other ids."""
    times = -(-items // len(plan.projects))
    rows = GeoDataFrame(pd.concat([plan.projects] * times).iloc[:items], crs=plan.projects.crs)
    ids = [f"Q{place // 50 + 1}-1-{place % 50 + 1:02d}" for place in range(items)]
    return plan.with_frames({TABLE: rows.set_axis(ids).rename_axis(plan.projects.index.name)})


def fill(ledger: Ledger, plan: PlanData, months: int) -> None:
    """Write what an office tells of every item: once who and how much, then two figures a month."""
    dice = np.random.default_rng(12)
    items = [str(item) for item in plan.projects.index]
    starts, ends = dice.integers(0, months // 2, len(items)), dice.integers(6, 30, len(items))
    ledger.write_all(_framed(items, starts, ends), lambda _: {})
    for month in range(months):
        ledger.write_all(_reported(items, month, (month - starts) / ends), lambda _: {})


def _framed(items: list[str], starts: np.ndarray, lengths: np.ndarray) -> Iterator[Edit]:
    for place, item in enumerate(items):
        begins = month_of(FIRST_YEAR + starts[place] // 12, starts[place] % 12 + 1)[0]
        ends = begins + timedelta(days=int(lengths[place]) * 30)
        planned = parts("planned", None, "unsplit")
        values = {
            "status": STATES[place % len(STATES)],
            "lead_unit": f"单位{place % UNITS + 1:02d}",
            "planned_start": begins.isoformat(),
            "planned_finish": ends.isoformat(),
            "actual_start": begins.isoformat(),
            "total_unsplit": 1_000.0 + place,
            **dict.fromkeys(planned, 200.0 + place),
        }
        yield Edit(TABLE, item, values, _act(0, place))


def _reported(items: list[str], month: int, shares: np.ndarray) -> Iterator[Edit]:
    """A figure never stays as it was: each report has two entries."""
    for place, (item, share) in enumerate(zip(items, shares.clip(0, 0.9), strict=True)):
        progress = round(float(share) * 100 + month / 100, 2)
        values = {"progress": progress, "done_unsplit": round((1_000 + place) * progress / 100, 2)}
        yield Edit(TABLE, item, values, _act(month, place))


def _act(month: int, place: int) -> Act:
    last = month_of(FIRST_YEAR + month // 12, month % 12 + 1)[1]
    made = datetime(last.year, last.month, last.day, tzinfo=UTC) + timedelta(days=2, seconds=place)
    return Act(f"填报人{place % 90 + 1:02d}", made, "月报", as_of=last)
