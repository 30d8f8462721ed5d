"""Tables of a life circle analysis by zone, and by demand point."""

from collections.abc import Iterator

import numpy as np
from pandas import DataFrame, Series

from geo.coverage import DISTRICT
from geo.lifecircle.scores import completeness, worst_first
from geo.lifecircle.shares import shares
from sheets.report.circles import Circles
from sheets.report.model import Table
from sheets.report.rule_tables import level_of
from sheets.report.scope import Scope
from sheets.report.wording import NONE, cell, clean, percent


def zone_shares(scope: Scope, circles: Circles) -> Table | None:
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
            f"{level_of(rule)} {clean(rule['kind'])}".removeprefix(NONE).strip(),
            *map(percent, values),
        )
        for (_, rule), values in zip(rules.iterrows(), wide.to_numpy(), strict=True)
    )
    headers = ("设施", *(cell(names[zone]) for zone in wide.columns))
    widths = (42.0, *(21.4 for _ in wide.columns))
    right = tuple(range(1, len(headers)))
    return Table("各分区达标占比（现状）", headers, widths, rows, right)


def levels(scope: Scope, circles: Circles) -> Table:
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
    return Table(caption, headers, widths, rows, tuple(range(1, len(headers))))


def _mean(score: DataFrame, keys: list[tuple[str, float]]) -> Iterator[str]:
    """Number of points, mean completeness of each level, number that lack nothing evaluated."""
    totals = score.groupby("demand_id")[["evaluated", "met"]].sum()
    yield str(len(totals))
    level = score["level_min"].fillna(0)
    for preset, minutes in keys:
        part = score[(score["preset"] == preset) & (level == minutes)]
        yield percent(part["share"].mean())
    yield str(int(((totals["evaluated"] > 0) & (totals["met"] == totals["evaluated"])).sum()))


def worst(scope: Scope, circles: Circles, most: int) -> tuple[Table | None, int]:
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
    return Table(f"缺项最多的{clean(circles.noun)}", headers, widths, rows, (2, 3, 5, 6)), len(
        lacking
    )


def _beyond(metres: float) -> str:
    return "走不到" if np.isinf(metres) else f"{metres:,.0f} 米"
