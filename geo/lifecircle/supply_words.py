"""What counts and what is taken for granted, in sentences of the text of method."""

from collections.abc import Iterator

from geopandas import GeoDataFrame
from pandas import Series

from geo.lifecircle.case import Case
from geo.lifecircle.question import Supply
from geo.lifecircle.services import PLANNED
from geo.scenario.edits import Scenario

SHOWN = 50
"""How many names one line spells out."""


def assumption(unstated: str) -> str:
    """What schools are taken for whose stage the plan does not state."""
    taken = f"按{unstated}计（名为中学的至多按初中计）" if unstated else "不计入"
    return f"学段假定：规划未载明学段的学校{taken}。学段假定不是规划内容。"


def supply_words(supply: Supply) -> str:
    """What counts."""
    own = "".join(f"＋导入图层“{use.layer.title}”" for use in supply.own)
    plan = "＋规划项目" if supply.plan else ""
    scenario = f"＋方案“{supply.scenario.name}”" if supply.scenario else ""
    return f"现状设施{own}{plan}{scenario}"


def change_words(case: Case) -> Iterator[str]:
    """What is added to what stands, what of it cannot count, and what is taken for granted."""
    supply = case.settings.supply
    if not case.settings.compares:
        yield "未计规划项目。"
        return
    if supply.plan:
        yield assumption(supply.unstated)
        rows = case.supply.left_out[["name", "reason"]].itertuples()
        yield from (f"未计入：{name}（{project}）：{why}。" for project, name, why in rows)
    if supply.scenario is not None:
        steps = "、".join(_steps(supply.scenario, case))
        yield f"方案“{supply.scenario.name}”：{steps or '没有改动'}。"


def compared_words(case: Case) -> Iterator[str]:
    """What of the plan counts, and which figures are of before and after."""
    if not case.settings.compares:
        return
    if case.settings.supply.plan:
        added = case.added_m[case.added_m["origin"] == PLANNED]
        yield f"计入的规划项目 {listed(_staged(added))}。"
    yield "缺口、占比、服务范围均为规划后（含方案）；规划前指现状设施。"
    yield "项目效果逐项单独计算，如同只增加这一处，各项不可相加。"


def _steps(scenario: Scenario, case: Case) -> list[str]:
    """Edits of a scenario in words; those that cannot be made are said to be."""
    names = {**case.base_supply.facilities_m["name"], **case.supply.facilities_m["name"]}
    return [
        f"{edit.action}{edit.name or names.get(edit.facility_id, '')}（{edit.facility_id}"
        f"{'，现无此设施，未计入' if edit in case.supply.lost else ''}）"
        for edit in scenario.edits
    ]


def _staged(facilities: GeoDataFrame) -> Series:
    """Names with the stage each is taken for."""
    stages = facilities["stage"].map(lambda stage: f"（{stage}）" if stage else "")
    return facilities["name"].astype(str) + stages


def listed(names: Series) -> str:
    """Number of names, and the first of them."""
    more = f" 等，余 {len(names) - SHOWN} 处从略" if len(names) > SHOWN else ""
    spelled = "、".join(names.iloc[:SHOWN].astype(str))
    return f"{len(names)} 处" + (f"：{spelled}{more}" if len(names) else "")
