"""The table of a life circle analysis by kind of service."""

import numpy as np

from geo.distance import StraightLine
from geo.lifecircle.gaps import MET, NO_DATA, OFF_NETWORK, UNMET
from sheets.report.circles import Circles
from sheets.report.model import Table
from sheets.report.rule_tables import level_of, need_of
from sheets.report.wording import NONE, cell, clean, percent


def kinds(circles: Circles, here: str) -> Table:
    """Return what was found for each rule: now, by straight lines, after the plan."""
    figures = _figures(circles)
    headers = ("层级", "设施", "半径", "要求", *figures)
    widths = (15.0, 25.0, 15.0, 10.5, *(13.0 for _ in figures))
    rules = circles.now.rules
    columns = list(zip(*figures.values(), strict=True))
    rows = tuple(
        (level_of(rule), cell(rule["kind"]), f"{rule['radius_m']:g} 米", need_of(rule), *told)
        for (_, rule), told in zip(rules.iterrows(), columns, strict=True)
    )
    right = tuple(range(4, len(headers)))
    caption = f"{here}各类设施达标情况（{clean(circles.noun)}处数）"
    return Table(caption, headers, widths, rows, right)


def _figures(circles: Circles) -> dict[str, list[str]]:
    """Columns of figures by header, one text a rule."""
    now = circles.now
    met, unmet = now.has(MET), now.has(UNMET)
    known = (met | unmet).sum(axis=0)
    told = {
        "达标": _counts(met.sum(axis=0), known),
        "未达标": _counts(unmet.sum(axis=0), known),
        "无资料": _plain(now.has(NO_DATA).sum(axis=0)),
        "未接入": _plain(now.has(OFF_NETWORK).sum(axis=0)),
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


def _plain(counts: np.ndarray) -> list[str]:
    return [str(count) for count in counts]


def _ratio(part: np.ndarray, whole: np.ndarray) -> np.ndarray:
    return np.divide(part, whole, out=np.full(len(part), np.nan), where=whole > 0)
