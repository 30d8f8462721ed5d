"""Gap analyses: the whole district, and one kind for a large city in a process of its own."""

import subprocess
import sys
from dataclasses import replace

from geopandas import GeoDataFrame
from pandas import DataFrame

from bench.timing import Row, best_s, median_s, spoken
from geo.crs import to_metric
from geo.distance import StraightLine
from geo.lifecircle.gaps import analyse_gaps
from geo.lifecircle.rules import load_rules
from geo.lifecircle.services import existing
from geo.network.build import build_network
from geo.network.walking import Walking
from geo.plan_data import load_plan
from tools.headless import ROOT

PRESETS = ("生活圈", "学位")
TOLERANCE_M = 15.0
"""Of data/roads.geojson: its ends lie this near to what they meet."""

LARGE = (707, 200_000, 5_000)
"""Nodes to a side, demand points, facilities."""


def district() -> tuple[GeoDataFrame, GeoDataFrame, DataFrame]:
    """Estates inside the district, facilities that stand, and the rules of two presets."""
    plan, rules = load_plan(ROOT / "data"), load_rules(ROOT / "data")
    estates = to_metric(plan.communities[~plan.communities["outside"]])
    return estates, existing(to_metric(plan.facilities)), rules[rules["preset"].isin(PRESETS)]


def rows(large: tuple[int, int, int] = LARGE) -> list[Row]:
    """Measure the district, then the large city."""
    return [_district(), _large(large)]


def large_figures(large: tuple[int, int, int]) -> dict[str, float]:
    """Run `bench.large_gaps` in a process of its own; return what it prints by name."""
    words = [sys.executable, "-m", "bench.large_gaps", *map(str, large)]
    said = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    pairs = (line.split() for line in said.splitlines())
    return {name: float(value) for name, value in pairs}


def _district() -> Row:
    estates, facilities, rules = district()
    roads = to_metric(load_plan(ROOT / "data").roads)
    network = build_network(roads, label="主干路骨架路网", tolerance_m=TOLERANCE_M)
    model = Walking(network)
    warm = median_s(lambda: analyse_gaps(estates, facilities, rules, model))
    fresh = best_s(
        lambda: analyse_gaps(estates, facilities, rules, Walking(replace(network))), rounds=5
    )
    straight = median_s(lambda: analyse_gaps(estates, facilities, rules, StraightLine()))
    return Row(
        f"gaps of the district: {len(estates)} estates, {len(rules)} rules, network",
        "300 ms",
        f"{spoken(warm)} (fresh model {spoken(fresh)})",
        f"the same by straight line {spoken(straight)}",
    )


def _large(large: tuple[int, int, int]) -> Row:
    found, (_, demand, facilities) = large_figures(large), large
    return Row(
        f"gaps of one kind: {demand:,} demand x {facilities:,} facilities x "
        f"{int(found['edges']):,} edges",
        "5 s, 2 000 MB",
        f"{spoken(found['warm_s'])} (fresh model {spoken(found['fresh_s'])}), "
        f"peak {found['peak_mb']:.0f} MB",
    )
