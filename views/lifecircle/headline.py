"""Sentences that a planner can quote."""

from geo.lifecircle.gaps import MET, NEWLY, NO_DATA, OFF_NETWORK, UNMET
from geo.lifecircle.question import NETWORK
from views.escape_markdown import strong
from views.lifecircle.analysis_answer import LifeCircleAnswer


def headline(answer: LifeCircleAnswer) -> str:
    """Say in one sentence what the map shows in Markdown."""
    if answer.rule is None:
        lacks = answer.lacks()
        known = lacks[lacks != ""]
        whole = int((known == "0").sum())
        return (
            f"{strong(answer.settings.question.preset)} 的必配设施："
            f"区内 {len(known)} 处{answer.demand_label}中，"
            f"**{whole}** 处不缺（就有资料的类别而言），**{len(known) - whole}** 处有缺项。"
        )
    return f"{strong(question_words(answer))}：{_result(answer)}"


def question_words(answer: LifeCircleAnswer) -> str:
    """The rule in words, as 小学 步行 500 米."""
    rule = answer.rule
    if rule is None:
        return f"{answer.settings.question.preset} 全部必配类别"
    verb = "步行" if answer.settings.ways.method == NETWORK else "直线"
    return f"{rule['kind']} {verb} {rule['radius_m']:g} 米"


def _result(answer: LifeCircleAnswer) -> str:
    counts = answer.counts()
    new, met = counts.get(NEWLY, 0), counts.get(MET, 0) + counts.get(NEWLY, 0)
    unmet = counts.get(UNMET, 0)
    if not met + unmet:
        return _unknown(counts)
    share = met / (met + unmet)
    text = (
        f"{met + unmet} 处{answer.demand_label}中 "
        f"**{met}** 处达标（{share:.1%}），**{unmet}** 处未达标"
    )
    if answer.settings.compares:
        text += f"；比现状新增达标 **{new}** 处"
    off = counts.get(OFF_NETWORK, 0)
    return text + (f"；另有 {off} 处未接入路网，不计入" if off else "") + "。"


def _unknown(counts: dict[str, int]) -> str:
    if counts.get(NO_DATA):
        return "现有设施资料中没有这类设施，无法评价（不等于没有）。"
    return "没有可评价的需求点。"


def method_words(answer: LifeCircleAnswer) -> str:
    """How distance was measured."""
    speed = answer.settings.ways.speed_m_per_min
    return f"{answer.now.description}；步速 {speed:g} 米/分"
