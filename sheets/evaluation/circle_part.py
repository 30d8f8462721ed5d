"""生活圈：当时与现在: what stands in the plan's data, and what the ledger says is built since."""

from collections.abc import Iterator

import numpy as np

from geo.lifecircle.gaps import MET, NO_DATA, UNMET, GapResult
from sheets.evaluation.request import EvaluationRequest
from sheets.evaluation.words import DONE, names
from sheets.report.lifecircle_figures import LifeCircleFigures, default_circles
from sheets.report.lifecircle_tables import level_words
from sheets.report.model import Block, Heading, Note, Paragraph, ReportTable
from sheets.report.wording import cell, clean, day, percent

_THEN, _NOW = "当时", "现在"


def circle_blocks(request: EvaluationRequest) -> Iterator[Block]:
    """Yield the section."""
    yield Heading("生活圈：当时与现在")
    built = _built(request)
    circles = default_circles(request.plan, request.rules, counted=built).within(request.scope.zone)
    if circles.now.names.empty:
        yield Paragraph(f"{request.scope.here}没有{clean(circles.noun)}资料，无从测算。")
        return
    yield Paragraph(_meaning(request))
    yield Paragraph(_lead(circles))
    yield from _counted(request, circles, built)
    yield _table(circles)
    yield Note(
        "“无资料”指现有资料没有此类设施的图层，不等于没有，也不是缺口；"
        "达标占比以可评价的点为分母，不推算人口。"
    )


def _built(request: EvaluationRequest) -> tuple[str, ...]:
    """Services of the plan that the ledger says are there, in the plan's order."""
    status = request.whole.rows["status"].reindex(request.plan.services.index)
    return tuple(map(str, status.index[status.isin(DONE)]))


def _meaning(request: EvaluationRequest) -> str:
    return (
        f"“{_THEN}”为随规划数据发布的现状设施（各条来源与日期见设施资料），不是规划编制当年的普查；"
        f"“{_NOW}”为{_THEN}的设施，加上台账到 {day(request.day.isoformat())} 记为完工或投用、"
        "且已落图的规划设施。期间另行新建、撤并而没有记入资料的设施不在其中。"
        + ("测算按全区设施进行。" if request.scope.by else "")
    )


def _lead(circles: LifeCircleFigures) -> str:
    presets = "、".join(circles.now.rules["preset"].unique())
    return (
        f"按“{clean(presets)}”标准，对 {len(circles.now.names)} 处{clean(circles.noun)}逐点测算到"
        f"各类设施的距离：{clean(circles.now.label)}，步速 {circles.now.speed_m_per_min:g} 米/分。"
    )


def _counted(
    request: EvaluationRequest, circles: LifeCircleFigures, built: tuple[str, ...]
) -> Iterator[Block]:
    """Say which services of the plan count, or that none does."""
    if not built:
        yield Paragraph(
            f"台账没有记为完工或投用的规划设施，“{_NOW}”与“{_THEN}”相同，下表只列{_THEN}。"
        )
        return
    told = circles.services
    counted = [] if told is None else list(told.index[(told["reason"] == "").to_numpy()])
    left = [] if told is None else list(told.index[(told["reason"] != "").to_numpy()])
    name = request.plan.projects["name"]
    if counted:
        yield Paragraph(f"计入{_NOW}的规划设施 {len(counted)} 项：{names(name[counted])}。")
        yield Paragraph(clean(circles.assumption))
    for item in left:
        why = clean(told.loc[item, "reason"]) if told is not None else ""
        yield Paragraph(f"{clean(name[item])}已记为完工或投用，但未计入：{why}。")


def _table(circles: LifeCircleFigures) -> ReportTable:
    figures = _figures(circles)
    headers = ("层级", "设施", "半径", *figures)
    columns = list(zip(*figures.values(), strict=True))
    rows = tuple(
        (level_words(rule), cell(rule["kind"]), f"{rule['radius_m']:g} 米", *told)
        for (_, rule), told in zip(circles.now.rules.iterrows(), columns, strict=True)
    )
    widths = (16.0, 30.0, 17.0, *(17.0 for _ in figures))
    right = tuple(range(3, len(headers)))
    return ReportTable(f"各类设施达标的{clean(circles.noun)}（处）", headers, widths, rows, right)


def _figures(circles: LifeCircleFigures) -> dict[str, list[str]]:
    """Columns of figures by header, one text a rule."""
    met, share = _met(circles.now)
    told = {f"{_THEN}达标": met, f"{_THEN}占比": share}
    if circles.after is not None:
        later, later_share = _met(circles.after)
        told |= {f"{_NOW}达标": later, f"{_NOW}占比": later_share}
    told["无资料"] = [str(count) for count in circles.now.has(NO_DATA).sum(axis=0)]
    return told


def _met(result: GapResult) -> tuple[list[str], list[str]]:
    met = result.has(MET).sum(axis=0)
    known = met + result.has(UNMET).sum(axis=0)
    share = np.divide(met, known, out=np.full(len(met), np.nan), where=known > 0)
    counts = [str(count) if asked else "—" for count, asked in zip(met, known, strict=True)]
    return counts, [percent(each) for each in share]
