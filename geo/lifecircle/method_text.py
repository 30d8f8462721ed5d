"""How figures were found and what they do not say: the one text of method, whoever tells it."""

from collections.abc import Iterator
from typing import NamedTuple

from geopandas import GeoDataFrame
from pandas import DataFrame, Series

from geo.distance import StraightLine
from geo.lifecircle.case import Case
from geo.lifecircle.gaps import MET, NO_PLACE, OFF_NETWORK, UNMET, GapResult
from geo.lifecircle.headers import called, needs, rule_headers
from geo.lifecircle.question import OwnDemand
from geo.lifecircle.shares import target_of
from geo.lifecircle.supply_words import change_words, compared_words, listed, supply_words
from geo.network.graph import report_rows
from geo.network.walking import Walking

SUMMARY, RULES, CHANGE = "结果摘要", "判定标准", "规划与方案"
"""Headings of sections that a report tells as tables."""

_LIMITS = (
    "学区决定入学，够得着不等于能入学。",
    "分区为示意；本成果供分析参考，不作为划界、审批依据。",
)
_MORE_LIMITS = (
    "设施与小区取自公开资料，可能不全；“无资料”不等于没有，“未达标”以现有资料为限。",
    "各层资料的来源与精度见规划数据目录的 README.md。",
    "各级生活圈逐级单独判定，上级设施不替代下级设施。",
    "“存疑”指步行距离与服务半径之差小于位置精度，达标与否不定。",
    "服务范围供看图；处数按步行距离逐点计算，不按图形计算。",
    "设施没有学位、床位等容量列，只判距离，不计算供需比。",
)


class Section(NamedTuple):
    """Sentences under a heading: what a sheet has room for, and what a longer text adds."""

    heading: str
    lines: tuple[str, ...]
    more: tuple[str, ...] = ()

    @property
    def all(self) -> tuple[str, ...]:
        """Every sentence."""
        return (*self.lines, *self.more)


def method_text(case: Case, *, one_rule: bool = False) -> tuple[Section, ...]:
    """Everything a reader of the figures must know; `one_rule`: of the chosen rule alone."""
    result, target = case.now, target_of(case.settings.target)
    sections = (
        Section("测算对象", (*_scope(case),), (*_left(case),)),
        Section("测距", (*_measure(case),), (*_network(case),)),
        Section(SUMMARY, (), (*summary_lines(result),)),
        Section(RULES, (*_rules(case, one_rule),)),
        Section(CHANGE, (*change_words(case),), (*compared_words(case),)),
        Section(
            "人口与目标", (_people(case),), (f"目标占比 {target.share:.0%}：{target.source}。",)
        ),
        Section("限度", _LIMITS, _MORE_LIMITS),
    )
    return tuple(section for section in sections if section.all)


def text_of(sections: tuple[Section, ...]) -> str:
    """Whole text, a sentence a line, headings in 【】."""
    return "\n".join(
        line for section in sections for line in (f"【{section.heading}】", *section.all)
    )


def short_of(sections: tuple[Section, ...]) -> tuple[str, ...]:
    """Paragraphs of what a sheet has room for."""
    return tuple(f"{each.heading}：{''.join(each.lines)}" for each in sections if each.lines)


def summary_lines(result: GapResult) -> list[str]:
    """A sentence a rule: how many are met, and by how many a straight radius is too high."""
    heads = rule_headers(result.rules)
    rows = [result.table[result.table["rule_id"] == rule] for rule in result.rules.index]
    plain = result.label == StraightLine().label
    return [f"{head}：{_counted(part, plain)}" for head, part in zip(heads, rows, strict=True)]


def snap_words(limit_m: float) -> str:
    """What becomes of places that are far from every path, for the limit of a model."""
    return f"离道路超过 {limit_m:g} 米的点不接入路网，不评价，也不服务他处。"


def demand_words(demand: OwnDemand | None, demand_m: GeoDataFrame) -> str:
    """What the demand points are."""
    if demand is None:
        return "区内居住小区"
    spread = "part" in demand_m and bool((demand_m["part"] < 1).any())
    how = f"面已按 {demand.spacing_m:g} 米网格分成点，处数为点数" if spread else ""
    ids = f"编号为{demand.ids}" if demand.ids else ""
    told = "；".join(filter(None, (ids, how)))
    return f"导入图层“{demand.layer.title}”" + (f"（{told}）" if told else "")


def _counted(rows: DataFrame, plain: bool) -> str:
    known = rows[rows["status"].isin([MET, UNMET])]
    if known.empty:
        counts = rows["status"].value_counts()
        told = "、".join(f"{status} {count} 处" for status, count in counts[counts > 0].items())
        return f"未评价（{told or '没有需求点'}）"
    met = int((known["status"] == MET).sum())
    words = f"可评价 {len(known)} 处，达标 {met} 处（{met / len(known):.1%}）"
    if plain:
        return words
    near = int((known["straight_m"] <= known["radius_m"]).sum())
    return f"{words}；按直线半径为 {near} 处，直线半径高估 {near - met} 处"


def _scope(case: Case) -> Iterator[str]:
    presets = "、".join(case.rules["preset"].unique())
    yield f"标准：{presets}，{len(case.rules)} 条。"
    words = demand_words(case.settings.question.demand, case.demand_m)
    yield f"需求点：{words}，{len(case.now.names)} 处。"
    now, base = len(case.supply.facilities_m), len(case.base_supply.facilities_m)
    of_them = f"（规划前 {base} 处）" if case.settings.compares else ""
    yield f"设施：{supply_words(case.settings.supply)}，{now} 处{of_them}。"
    zoneless = int(case.zones.isna().sum()) if case.zone_names else 0
    if zoneless:
        yield f"其中 {zoneless} 处不在任何分区内，不计入分区与全区占比。"


def _left(case: Case) -> Iterator[str]:
    """Demand points and facilities that are not counted."""
    result = case.now
    nowhere = result.names[result.has(NO_PLACE).any(axis=1)]
    if len(nowhere):
        yield f"没有位置、不评价的需求点 {listed(called(result.names)[nowhere.index])}。"
    if case.supply.gone:
        yield f"由导入图层代替、不再计入的现状设施 {len(case.supply.gone)} 处。"


def _measure(case: Case) -> Iterator[str]:
    """How distance is measured, in sentences that stand beside every figure."""
    yield f"方法：{case.now.description}。"
    pace = case.settings.ways.pace
    yield f"步行速度 {pace.speed_m_per_min:g} 米/分。"
    if not isinstance(case.model, Walking):
        yield "直线距离只作筛查，不是步行距离；河流、铁路、围墙的阻隔未计入。"
        return
    wait_s = pace.junction_delay_s
    yield f"路口等候 {wait_s:g} 秒/处，折算为步行距离。" if wait_s else "未计路口等候。"
    yield "步程含到最近路段的直线段。"
    yield snap_words(case.model.limit_m)


def _network(case: Case) -> Iterator[str]:
    """What is walked on, and what is not connected to it."""
    if not isinstance(case.model, Walking):
        return
    result = case.now
    yield from (f"{name}：{value}" for name, value in report_rows(case.model.network))
    yield "路网缺少的街坊路、小路不能步行：步行距离因此偏大，达标处数偏少，“高估”偏大。"
    off = result.table[result.table["status"] == OFF_NETWORK]["demand_id"].astype(str).unique()
    yield f"未接入路网的需求点 {listed(called(result.names)[off])}。"
    lost = case.supply.facilities_m["name"][list(result.off_network)]
    yield f"未接入路网的设施 {listed(lost)}。"


def _rules(case: Case, one: bool) -> Iterator[str]:
    asked = case.settings.question
    for name, rule in case.rules.iterrows():
        if not one or name == asked.rule_id:
            yield _rule(rule, of_user=bool(asked.walk_m) and name == asked.rule_id)


def _rule(rule: Series, *, of_user: bool) -> str:
    head, *_ = rule_headers(rule.to_frame().T)
    required, *_ = needs(Series([rule["required"]]))
    parts = (
        required,
        f"计入 {rule['matches']}" if rule["matches"] else "现有资料无对应类别",
        f"{rule['source']} {rule['clause']}".strip(),
        f"核对：{rule['checked']}",
        rule["note"],
        "步行距离由用户设定，不是标准中的数字" if of_user else "",
    )
    return f"{head}：{'；'.join(part for part in parts if part)}。"


def _people(case: Case) -> str:
    if case.weight is not None:
        column = case.settings.weight
        return f"占比另按“{column}”列加权；该列为空的需求点不计入加权占比，逐项列出处数。"
    return "需求图层没有（或未指定）人口、户数列，只按处数统计，不推算人口与户数。"
