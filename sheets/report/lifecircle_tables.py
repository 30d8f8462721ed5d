"""Tables of a life circle analysis: by kind, by zone, by demand point; of the standard asked."""

from collections.abc import Iterator

import numpy as np
from pandas import DataFrame, Series, isna

from geo.coverage import DISTRICT
from geo.distance import StraightLine
from geo.lifecircle.gaps import MET, NO_DATA, OFF_NETWORK, UNMET
from geo.lifecircle.rules import NEEDED, OPTIONAL
from geo.lifecircle.scores import completeness, worst_first
from geo.lifecircle.shares import shares
from sheets.report.lifecircle_figures import LifeCircleFigures
from sheets.report.model import ReportTable
from sheets.report.scope import Scope
from sheets.report.wording import NONE, cell, clean, percent


def kinds(circles: LifeCircleFigures, here: str) -> ReportTable:
    """Return what was found for each rule: now, by straight lines, after the plan."""
    figures = _figures(circles)
    headers = ("层级", "设施", "半径", "要求", *figures)
    widths = (15.0, 25.0, 15.0, 10.5, *(13.0 for _ in figures))
    rules = circles.now.rules
    columns = list(zip(*figures.values(), strict=True))
    rows = tuple(
        (level_words(rule), cell(rule["kind"]), f"{rule['radius_m']:g} 米", _need(rule), *told)
        for (_, rule), told in zip(rules.iterrows(), columns, strict=True)
    )
    right = tuple(range(4, len(headers)))
    caption = f"{here}各类设施达标情况（{clean(circles.noun)}处数）"
    return ReportTable(caption, headers, widths, rows, right)


def _figures(circles: LifeCircleFigures) -> dict[str, list[str]]:
    """Columns of figures by header, one text a rule."""
    now = circles.now
    met, unmet = now.has(MET), now.has(UNMET)
    known = (met | unmet).sum(axis=0)
    told = {
        "达标": _counts(met.sum(axis=0), known),
        "未达标": _counts(unmet.sum(axis=0), known),
        "无资料": [str(count) for count in now.has(NO_DATA).sum(axis=0)],
        "未接入": [str(count) for count in now.has(OFF_NETWORK).sum(axis=0)],
        "达标占比": [percent(share) for share in _ratio(met.sum(axis=0), known)],
    }
    if now.label != StraightLine().label:
        near = (now.wide("straight_m") <= now.wide("radius_m")) & (met | unmet)
        told["直线达标"] = _counts(near.sum(axis=0), known)
    told["存疑"] = _counts((now.wide("undecided") & (met | unmet)).sum(axis=0), known)
    if circles.after is not None:
        after = circles.after
        later = (after.has(MET) | after.has(UNMET)).sum(axis=0)
        told["规划后达标"] = _counts(after.has(MET).sum(axis=0), later)
    return told


def _counts(counts: np.ndarray, known: np.ndarray) -> list[str]:
    """Counts, — where nothing could be evaluated."""
    return [str(count) if asked else NONE for count, asked in zip(counts, known, strict=True)]


def _ratio(part: np.ndarray, whole: np.ndarray) -> np.ndarray:
    return np.divide(part, whole, out=np.full(len(part), np.nan), where=whole > 0)


def zone_shares(scope: Scope, circles: LifeCircleFigures) -> ReportTable | None:
    """Return the share of each zone for each rule with figures; None where there are none."""
    order = [str(zone) for zone in scope.zones.index]
    told = shares(circles.now, circles.zones.astype("category").cat.set_categories(order))
    known = told[told["rule_id"].isin(told.loc[told["evaluated"] > 0, "rule_id"])]
    if known.empty:
        return None
    wide = known.pivot_table(
        index="rule_id", columns="zone_id", values="share", sort=False, dropna=False
    )
    names = {**scope.zones["name"], DISTRICT: "全区"}
    rules = circles.now.rules.loc[wide.index]
    rows = tuple(
        (
            f"{level_words(rule)} {clean(rule['kind'])}".removeprefix(NONE).strip(),
            *map(percent, values),
        )
        for (_, rule), values in zip(rules.iterrows(), wide.to_numpy(), strict=True)
    )
    headers = ("设施", *(cell(names[zone]) for zone in wide.columns))
    widths = (42.0, *(21.4 for _ in wide.columns))
    right = tuple(range(1, len(headers)))
    return ReportTable("各分区达标占比（现状）", headers, widths, rows, right)


def levels(scope: Scope, circles: LifeCircleFigures) -> ReportTable:
    """Return how complete each level is on average, by zone of the scope and for the district."""
    score = completeness(circles.now)
    zone = score["demand_id"].map(circles.zones.set_axis(circles.zones.index.astype(str)))
    keys = list(dict.fromkeys(zip(score["preset"], score["level_min"].fillna(0), strict=True)))
    heads = [f"{level:g} 分钟" if level else clean(preset) for preset, level in keys]
    parts = [(cell(row["name"]), zone == name) for name, row in scope.zones.iterrows()]
    parts.append(("全区", Series(True, index=score.index)))
    rows = tuple((name, *_mean(score[mask], keys)) for name, mask in parts)
    headers = ("范围", f"{clean(circles.noun)}（处）", *heads, "必配全部达标（处）")
    widths = (44.0, 28.0, *(24.0 for _ in heads), 32.0)
    caption = "各级生活圈平均完整度（现状）"
    return ReportTable(caption, headers, widths, rows, tuple(range(1, len(headers))))


def _mean(score: DataFrame, keys: list[tuple[str, float]]) -> Iterator[str]:
    """Number of points, mean completeness of each level, number that lack nothing evaluated."""
    totals = score.groupby("demand_id")[["evaluated", "met"]].sum()
    yield str(len(totals))
    level = score["level_min"].fillna(0)
    for preset, minutes in keys:
        part = score[(score["preset"] == preset) & (level == minutes)]
        yield percent(part["share"].mean())
    yield str(int(((totals["evaluated"] > 0) & (totals["met"] == totals["evaluated"])).sum()))


def worst(scope: Scope, circles: LifeCircleFigures, most: int) -> tuple[ReportTable | None, int]:
    """Return the points that lack most, and how many lack anything; None where none does."""
    score = worst_first(circles.now)
    lacking = score[score["missing"] != ""]
    if lacking.empty:
        return None, 0
    zones = circles.zones.map(scope.plan.zones["name"]).fillna("")
    rows = tuple(
        (
            cell(row["demand_name"]),
            cell(zones.get(str(name), "")),
            f"{row['met']}/{row['evaluated']}",
            percent(row["share"]),
            cell(row["missing"]),
            _beyond(row["short_m"]),
            str(row["undecided"]),
        )
        for name, row in lacking.head(most).iterrows()
    )
    headers = (clean(circles.noun), "分区", "达标/可评价", "完整度", "缺项", "超出合计", "存疑")
    widths = (32.0, 28.0, 17.0, 15.0, 49.0, 18.0, 11.0)
    table = ReportTable(f"缺项最多的{clean(circles.noun)}", headers, widths, rows, (2, 3, 5, 6))
    return table, len(lacking)


def _beyond(metres: float) -> str:
    return "走不到" if np.isinf(metres) else f"{metres:,.0f} 米"


def rule_list(rules: DataFrame) -> ReportTable:
    """Return the standard: what counts, how near, where it is written, whether it was checked."""
    rows = tuple(
        (
            level_words(rule),
            cell(rule["kind"]),
            f"{rule['radius_m']:g} 米",
            _need(rule),
            cell(f"{rule['source']} {rule['clause']}"),
            cell(rule["checked"]),
            cell(rule["note"]),
        )
        for _, rule in rules.iterrows()
    )
    headers = ("层级", "设施", "半径", "要求", "出处与条款", "核对", "说明")
    return ReportTable("采用的标准", headers, (15.0, 25.0, 15.0, 10.5, 36.0, 14.0, 54.5), rows)


def services(table: DataFrame) -> ReportTable:
    """Return what the plan adds, as it counts or why it does not."""
    rows = tuple(
        (
            cell(project),
            *(cell(row[name]) for name in ("name", "effect", "kind", "stage")),
            cell(row["reason"].replace(", ", "，") or "计入"),
        )
        for project, row in table.iterrows()
    )
    headers = ("编号", "规划项目", "作用", "类别", "计作学段", "是否计入及原因")
    return ReportTable("规划项目计入情况", headers, (18.0, 38.0, 16.0, 18.0, 24.0, 56.0), rows)


def level_words(rule: Series) -> str:
    """Level of a rule in minutes, — where the standard has none."""
    return NONE if isna(rule["level_min"]) else f"{rule['level_min']:g} 分钟"


def _need(rule: Series) -> str:
    """Word whether the standard demands a kind."""
    return NEEDED if rule["required"] else OPTIONAL
