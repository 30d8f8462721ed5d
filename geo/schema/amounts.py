"""Columns that stand once for each year and each source of funds: goals and sums of items."""

from typing import Final

from geo.district import DISTRICT
from geo.schema.model import Breakdown, Column, Measure, Span

YUAN: Final = "万元"
"""Unit of every sum."""

GOALS: Final = "年度目标"
FUNDS: Final = "投资"

_SUM: Final = Span(0, 1e9)
_TITLES = {each.id: each.title for each in DISTRICT.funds}


def parts(measure: Measure, year: int | None = None, fund: str | None = None) -> tuple[str, ...]:
    """Return the names of the columns of a measure, of one year or source of funds if told."""
    return tuple(
        name
        for name, part in PARTS.items()
        if part.measure == measure and year in (None, part.year) and fund in (None, part.fund)
    )


def part_columns() -> tuple[Column, ...]:
    """Return the columns of items: goals by year, sums in 万元 by source of funds."""
    return tuple(_column(name, part) for name, part in PARTS.items())


def _column(name: str, part: Breakdown) -> Column:
    if part.measure == "goal":
        title = f"{part.year} 年目标"
        return Column(
            name, ledger=True, title=title, uses=("export",), group=GOALS, long=True, part=part
        )
    year = f"{part.year} 年" if part.year else ""
    title = f"{year}{_WORDS[part.measure]}·{_TITLES[part.fund]}"
    return Column(
        name,
        "number",
        ledger=True,
        span=_SUM,
        title=title,
        unit=YUAN,
        uses=("export",),
        group=FUNDS,
        part=part,
    )


_WORDS: Final = {"total": "总投资", "planned": "计划投资", "done": "累计完成"}


def _parts() -> dict[str, Breakdown]:
    years, funds = DISTRICT.plan.years, [each.id for each in DISTRICT.funds]
    goals = {f"goal_{year}": Breakdown("goal", year) for year in years}
    totals = {f"total_{fund}": Breakdown("total", 0, fund) for fund in funds}
    done = {f"done_{fund}": Breakdown("done", 0, fund) for fund in funds}
    planned = {
        f"planned_{year}_{fund}": Breakdown("planned", year, fund)
        for year in years
        for fund in funds
    }
    return {**goals, **totals, **done, **planned}


PARTS: Final = _parts()
"""What each of these columns is of, by its name."""
