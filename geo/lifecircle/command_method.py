"""How figures were found and what they do not say, as lines of text."""

from collections.abc import Iterator
from dataclasses import dataclass

from geopandas import GeoDataFrame
from pandas import DataFrame, Series

from geo.distance import StraightLine
from geo.lifecircle.command_supply import Change, Supply
from geo.lifecircle.command_words import called, needs, rule_headers
from geo.lifecircle.gaps import MET, NO_PLACE, UNMET, GapResult
from geo.lifecircle.planned import Unstated
from geo.lifecircle.shares import TARGET, Target
from geo.network.graph import WalkNetwork
from geo.network.pace import Pace
from geo.network.reporting import report_rows
from geo.network.snapping import LIMIT_M
from geo.scenario.edits import Scenario

SHOWN = 50
"""How many names one line spells out."""

LIMITS = (
    "学区决定入学，够得着不等于能入学。",
    "设施与小区取自公开资料，可能不全；“无资料”不等于没有，“未达标”以现有资料为限。",
    "各层资料的来源与精度见规划数据目录的 README.md。",
    "各级生活圈逐级单独判定，上级设施不替代下级设施。",
    "“存疑”指步行距离与服务半径之差小于位置精度，达标与否不定。",
    "服务范围供看图；处数按步行距离逐点计算，不按图形计算。",
    "设施没有学位、床位等容量列，只判距离，不计算供需比。",
    "分区为示意；本成果供分析参考，不作为划界、审批依据。",
)
"""What holds whatever was asked."""


@dataclass(frozen=True)
class Basis:
    """What an analysis rests on beside its result.

    `network`: None where distances are straight. `demand`: what the demand points are, in words.
    `zoneless`: how many of them lie in no zone. `weight`: column of people or dwellings, "" where
    there is none.
    """

    network: WalkNetwork | None
    pace: Pace
    change: Change
    supply: Supply
    demand: str
    zoneless: int = 0
    weight: str = ""
    target: Target = TARGET


def method_lines(result: GapResult, basis: Basis) -> list[str]:
    """Everything a reader of the figures must know; headings stand in 【】.

    Parameters
    ----------
    result
        From `gaps.analyse_gaps`.
    basis
        What it rests on.
    """
    sections = {
        "测算对象": [*_scope(result, basis)],
        "测距": [*_measure(result, basis)],
        "结果摘要": summary_lines(result),
        "判定标准": [_rule(rule) for _, rule in result.rules.iterrows()],
        "规划与方案": [*_change(basis)],
        "人口与目标": [*_people(basis)],
        "限度": [*LIMITS],
    }
    told = {heading: lines for heading, lines in sections.items() if lines}
    return [line for heading, lines in told.items() for line in (f"【{heading}】", *lines)]


def summary_lines(result: GapResult) -> list[str]:
    """A sentence a rule: how many are met, and by how many a straight radius is too high."""
    heads = rule_headers(result.rules)
    rows = [result.table[result.table["rule_id"] == rule] for rule in result.rules.index]
    plain = result.label == StraightLine().label
    return [f"{head}：{_counted(part, plain)}" for head, part in zip(heads, rows, strict=True)]


def _counted(rows: DataFrame, plain: bool) -> str:
    known = rows[rows["status"].isin([MET, UNMET])]
    if known.empty:
        told = "、".join(f"{status} {count} 处" for status, count in _counts(rows["status"]))
        return f"未评价（{told or '没有需求点'}）"
    met = int((known["status"] == MET).sum())
    words = f"可评价 {len(known)} 处，达标 {met} 处（{met / len(known):.1%}）"
    if plain:
        return words
    near = int((known["straight_m"] <= known["radius_m"]).sum())
    return f"{words}；按直线半径为 {near} 处，直线半径高估 {near - met} 处"


def _scope(result: GapResult, basis: Basis) -> Iterator[str]:
    presets = "、".join(result.rules["preset"].unique())
    yield f"标准：{presets}，{len(result.rules)} 条。"
    yield f"需求点：{basis.demand}，{len(result.names)} 处。"
    nowhere = result.names[result.has(NO_PLACE).any(axis=1)]
    if len(nowhere):
        yield f"没有位置、不评价的需求点 {_listed(called(result.names)[nowhere.index])}。"
    if basis.zoneless:
        yield f"其中 {basis.zoneless} 处不在任何分区内，不计入分区与全区占比。"
    yield f"设施：{basis.change.words}，{len(basis.supply.facilities_m)} 处。"


def _measure(result: GapResult, basis: Basis) -> Iterator[str]:
    yield f"方法：{result.label}。"
    yield f"步行速度 {basis.pace.speed_m_per_min:g} 米/分。"
    if basis.network is None:
        yield "直线距离只作筛查，不是步行距离；河流、铁路、围墙的阻隔未计入。"
        return
    delay_s = basis.pace.junction_delay_s
    yield f"路口等候 {delay_s:g} 秒/处，折算为步行距离。" if delay_s else "未计路口等候。"
    yield from (f"{row.name}：{row.value}" for row in report_rows(basis.network))
    yield "路网缺少的街坊路、小路不能步行：步行距离因此偏大，达标处数偏少，“高估”偏大。"
    yield f"离道路超过 {LIMIT_M:g} 米的点不接入路网，不评价，也不服务他处。"
    off = result.table[result.table["status"] == "未接入路网"]["demand_id"].astype(str).unique()
    yield f"未接入路网的需求点 {_listed(called(result.names)[off])}。"
    lost = basis.supply.facilities_m["name"][list(result.off_network)]
    yield f"未接入路网的设施 {_listed(lost)}。"


def _rule(rule: Series) -> str:
    head, *_ = rule_headers(rule.to_frame().T)
    required, *_ = needs(Series([rule["required"]]))
    parts = (
        required,
        f"计入 {rule['matches']}" if rule["matches"] else "现有资料无对应类别",
        f"{rule['source']} {rule['clause']}".strip(),
        f"核对：{rule['checked']}",
        rule["note"],
    )
    return f"{head}：{'；'.join(part for part in parts if part)}。"


def _change(basis: Basis) -> Iterator[str]:
    change = basis.change
    if change.services is not None:
        yield from _plan(change.services, change.unstated, basis.supply)
    if change.scenario is not None:
        steps = _steps(change.scenario, basis.supply)
        yield f"方案“{change.scenario.name}”：{'、'.join(steps) or '没有改动'}。"
    if change.any:
        yield "缺口、占比、服务范围均为规划后（含方案）；规划前指现状设施。"
        yield "项目效果逐项单独计算，如同只增加这一处，各项不可相加。"
    else:
        yield "只计现状设施，未计规划项目。"


def _plan(services: DataFrame, unstated: Unstated, supply: Supply) -> Iterator[str]:
    """What of the plan counts, what does not, and what was taken for granted."""
    assumed = f"按{unstated}计（名为中学的至多按初中计）" if unstated else "不计入"
    yield f"学段假定：规划未载明学段的学校{assumed}。学段假定不是规划内容。"
    counted = supply.added_m[supply.added_m.index.isin(services.index)]
    yield f"计入的规划项目 {_listed(_staged(counted))}。"
    left_out = supply.left_out[["name", "reason"]]
    yield from (
        f"未计入：{name}（{project}）：{why}。" for project, name, why in left_out.itertuples()
    )


def _steps(scenario: Scenario, supply: Supply) -> list[str]:
    """Edits of a scenario in words."""
    names = {**supply.existing_m["name"], **supply.facilities_m["name"]}
    return [
        f"{edit.action}{edit.name or names.get(edit.facility_id, '')}（{edit.facility_id}）"
        for edit in scenario.edits
    ]


def _people(basis: Basis) -> Iterator[str]:
    if basis.weight:
        yield f"占比另按“{basis.weight}”列加权；该列为空的需求点不计入加权占比，逐项列出处数。"
    else:
        yield "需求图层没有（或未指定）人口、户数列，只按处数统计，不推算人口与户数。"
    yield f"目标占比 {basis.target.share:.0%}：{basis.target.source}。"


def _staged(facilities: GeoDataFrame) -> Series:
    """Names with the stage each is taken for."""
    stages = facilities["stage"].map(lambda stage: f"（{stage}）" if stage else "")
    return facilities["name"].astype(str) + stages


def _listed(names: Series) -> str:
    """Number of names, and the first of them."""
    more = f" 等，余 {len(names) - SHOWN} 处从略" if len(names) > SHOWN else ""
    spelled = "、".join(names.iloc[:SHOWN].astype(str))
    return f"{len(names)} 处" + (f"：{spelled}{more}" if len(names) else "")


def _counts(statuses: Series) -> Iterator[tuple[str, int]]:
    for status, count in statuses.value_counts().items():
        if count:
            yield str(status), int(count)
