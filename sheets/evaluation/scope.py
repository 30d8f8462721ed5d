"""What an evaluation is about: the district, a zone, or a unit, and the words that name it."""

from collections.abc import Iterable
from typing import Final, Literal, NamedTuple

from geo.errors import DataError
from geo.monitoring.standing import Standing
from geo.plan_data import PlanData
from geo.schema import UNREPORTED

WHOLE: Final = "全区"
_PREFIXES: Final = {"分区": "zone", "单位": "lead_unit"}

NO_UNIT: Final = ("", UNREPORTED)
"""Stands for no unit on a board."""

By = Literal["", "zone", "lead_unit"]


class EvaluationScope(NamedTuple):
    """A scope: dimension of `geo.monitoring.standing.DIMENSIONS` ("" for all), value, and title."""

    by: By = ""
    value: str = ""
    title: str = WHOLE

    @property
    def here(self) -> str:
        """Word for the scope in a sentence."""
        return {"": WHOLE, "zone": "本分区", "lead_unit": "本单位"}[self.by]

    @property
    def zone(self) -> str:
        """Id of the zone, "" where it is none."""
        return self.value if self.by == "zone" else ""

    @property
    def words(self) -> str:
        """What the scope is called in full."""
        return {"": WHOLE, "zone": f"分区：{self.title}", "lead_unit": f"单位：{self.title}"}[
            self.by
        ]

    def of(self, whole: Standing) -> Standing:
        """Return the items of the scope."""
        return whole.chosen({self.by: [self.value]}) if self.by else whole


def scope_of(words: str, plan: PlanData, whole: Standing) -> EvaluationScope:
    """Return the scope of words: 全区, 分区:NAME or 单位:NAME.

    Raises
    ------
    DataError
        If the words are none of these, or there is no such zone or unit.
    """
    told = words.strip().replace("：", ":")
    if told == WHOLE:
        return EvaluationScope()
    kind, _, name = told.partition(":")
    by, name = _PREFIXES.get(kind.strip()), name.strip()
    if by is None or not name:
        raise DataError(f"范围“{words[:30]}”无法识别；请写作 {WHOLE}、分区:名称 或 单位:名称")
    if by == "zone":
        return _zone(name, plan)
    units = [unit for unit in whole.titles["lead_unit"] if unit not in NO_UNIT]
    if name not in units:
        raise DataError(f"台账里没有责任单位“{name[:30]}”；{_some(units)}")
    return EvaluationScope("lead_unit", name, name)


def _zone(name: str, plan: PlanData) -> EvaluationScope:
    names = plan.zones["name"]
    found = [zone for zone in names.index if name in (str(zone), str(names[zone]))]
    if not found:
        raise DataError(f"没有分区“{name[:30]}”；可选：{'、'.join(map(str, names))}")
    return EvaluationScope("zone", str(found[0]), str(names[found[0]]))


def _some(units: Iterable[str]) -> str:
    told = list(units)
    if not told:
        return "台账还没有填报任何责任单位"
    more = f"等 {len(told)} 个" if len(told) > 10 else ""
    return f"已填报的有：{'、'.join(told[:10])}{more}"
