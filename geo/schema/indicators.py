"""The plan's indicators: what it prints of each, how that is read, and what an office reports."""

from dataclasses import replace

from geo.district import DISTRICT
from geo.printed_figures import printed_number
from geo.schema.common import number_of
from geo.schema.model import Breakdown, Cells, Column, RowRule, TableSchema

UP, DOWN = SENSES = ("不低于", "不高于")
"""Which way the target is meant; "" where the plan does not say."""

STRAIGHT, YEARLY, AT_END = PATHS = ("直线", "逐年", "终期")
"""Against what a year is held: the straight path from base to target; the target, in each year
by itself; the target, at the end alone. "" where nothing can be judged."""

_PERIOD = DISTRICT.plan.years
_BASE, _LAST = (f"{_PERIOD[0] - 1}年", f"{_PERIOD[-1]}年") if _PERIOD else ("", "")


def _reported(year: int) -> tuple[Column, ...]:
    """Return the columns that an office fills in for a year."""
    group = f"{year} 年"
    return (
        Column(
            f"value_{year}",
            ledger=True,
            title=f"{year}年实际值",
            group=group,
            part=Breakdown("value", year),
        ),
        Column(
            f"source_{year}",
            ledger=True,
            title=f"{year}年来源",
            group=group,
            part=Breakdown("source", year),
        ),
        Column(
            f"note_{year}",
            ledger=True,
            title=f"{year}年说明",
            group=group,
            part=Breakdown("note", year),
        ),
    )


def _lacks_figures(cells: Cells) -> bool:
    """Whether a row is to be judged by figures that it has not, or that are no single number."""
    needed = {STRAIGHT: ("base", "target"), YEARLY: ("target",), AT_END: ("target",)}
    return any(
        printed_number(cells.get(each, "")) is None for each in needed.get(cells["path"], ())
    )


_RULES = (
    RowRule(
        "path",
        lambda cells: bool(cells["path"]) != bool(cells["sense"]),
        "与 sense 列不一致",
        "对照方式与方向须同时填写；不能判断的同时留空，并在 reading 写明原因",
    ),
    RowRule(
        "path",
        _lacks_figures,
        "与 base、target 列不一致",
        "直线须有基期值和目标值，逐年、终期须有目标值，都是一个数；不是的请留空",
    ),
    RowRule(
        "path",
        lambda cells: not cells["path"] and not cells["reading"],
        "为空",
        "不能判断的请在 reading 写明原因",
    ),
)

INDICATORS = TableSchema(
    "indicators.csv",
    "indicator_id",
    (
        replace(number_of("indicator_id"), fixed=True),
        Column("category", fixed=True, required=True, title="类别"),
        Column("name", fixed=True, required=True, title="指标名称"),
        Column("unit", fixed=True, title="计量单位"),
        Column("base", fixed=True, required=True, title=f"{_BASE}基期值"),
        Column("target", fixed=True, required=True, title=f"{_LAST}目标值"),
        Column("growth", fixed=True, title="年均或累计增长（%）"),
        Column("kind", fixed=True, required=True, allowed=("预期性", "约束性"), title="属性"),
        Column("sense", fixed=True, allowed=SENSES, title="目标方向"),
        Column("path", fixed=True, allowed=PATHS, title="对照方式"),
        Column("reading", fixed=True, title="读法"),
        Column("odd", fixed=True, title="存疑"),
        Column("source", fixed=True, required=True, title="规划出处"),
        *(column for year in _PERIOD for column in _reported(year)),
    ),
    "none",
    rules=_RULES,
    optional=True,
    title="指标",
    credit=DISTRICT.plan.title,
    exported=False,
)
"""Figures stand as printed, misprints too: `odd` says what is odd and why."""
