"""One run of the command: what it reads, and the texts of the files it makes of that."""

from dataclasses import dataclass

from geopandas import GeoDataFrame
from pandas import CategoricalDtype, DataFrame, Series

from geo.lifecircle.command_changes import comparison_table, effect_table
from geo.lifecircle.command_method import Basis, method_lines
from geo.lifecircle.command_supply import Change, Supply
from geo.lifecircle.command_ways import Ways
from geo.lifecircle.gaps import GapResult, analyse_gaps
from geo.lifecircle.outputs import (
    areas_frame,
    completeness_table,
    estates_frame,
    facilities_frame,
    gap_table,
    matrix_table,
    share_table,
)
from geo.lifecircle.services import matching
from geo.lifecircle.shares import Target, shares
from geo.network.pace import Pace
from geo.network.progress import Progress, silent
from geo.outgoing.csv_text import csv_text
from geo.outgoing.geojson import geojson_of
from geo.scenario.compare import compare
from geo.scenario.effect import effects
from geo.zoning import zone_of

METHOD_FILE = "方法说明.txt"

ALWAYS = (
    *("缺口明细.csv", "缺口矩阵.csv", "完整度.csv", "分区占比.csv"),
    *("小区.geojson", "设施.geojson", "服务范围.geojson", METHOD_FILE),
)
CHANGES = ("规划前后对比.csv", "规划项目效果.csv")
"""Written where plan or scenario count."""


@dataclass(frozen=True)
class Case:
    """Everything that an analysis is made of; frames in METRIC.

    `demand`: what the demand points are, in words. `weight`: their column of people or dwellings,
    "" for none. `zones_m`: polygons with a column name.
    """

    demand_m: GeoDataFrame
    demand: str
    weight: str
    zones_m: GeoDataFrame
    rules: DataFrame
    ways: Ways
    pace: Pace
    change: Change
    supply: Supply
    target: Target


def gaps_of(case: Case, facilities_m: GeoDataFrame) -> GapResult:
    """Every demand point against every rule."""
    speed = case.pace.speed_m_per_min
    return analyse_gaps(
        case.demand_m, facilities_m, case.rules, case.ways.model, speed_m_per_min=speed
    )


def texts_of(case: Case, result: GapResult, progress: Progress = silent) -> dict[str, str]:
    """Texts of all files, by their names.

    Parameters
    ----------
    case
        What the analysis is made of.
    result
        Gaps with `case.supply.facilities_m`.
    progress
        Told the stage and the share done.
    """
    facilities_m, zones = case.supply.facilities_m, zones_of(case)
    progress("缺口、完整度与占比", 0.0)
    texts = {
        "缺口明细.csv": csv_text(gap_table(result)),
        "缺口矩阵.csv": csv_text(matrix_table(result)),
        "完整度.csv": csv_text(completeness_table(result)),
        "分区占比.csv": csv_text(_shares(case, result, zones)),
        "小区.geojson": _layer("小区", estates_frame(case.demand_m, result)),
        "设施.geojson": _layer("设施", facilities_frame(facilities_m, result)),
    }
    progress("服务范围", 0.4)
    areas = areas_frame(facilities_m, case.rules, case.ways.model)
    texts["服务范围.geojson"] = _layer("服务范围", areas)
    if case.change.any:
        progress("规划前后", 0.7)
        texts |= _changes(case, result)
    texts[METHOD_FILE] = "\n".join(method_lines(result, _basis(case, zones)))
    return texts


def _layer(name: str, frame: GeoDataFrame) -> str:
    return geojson_of(name, frame).decode()


def zones_of(case: Case) -> Series:
    """Zone of each demand point by its id, in the order of the zones; missing where in none."""
    order = CategoricalDtype(case.zones_m.index.astype("str"))
    found = zone_of(case.demand_m, case.zones_m)
    return found.mask(found == "").astype(order)


def _shares(case: Case, result: GapResult, zones: Series) -> DataFrame:
    weight = case.demand_m[case.weight] if case.weight else None
    found = shares(result, zones, weight=weight, target=case.target)
    names = case.zones_m["name"].set_axis(case.zones_m.index.astype(str)).to_dict()
    return share_table(found, names, label=result.label, weight=case.weight)


def _changes(case: Case, result: GapResult) -> dict[str, str]:
    before = gaps_of(case, case.supply.existing_m)
    compared = comparison_table(compare(before.table, result.table), result)
    found = {str(name): _effects(case, rule) for name, rule in case.rules.iterrows()}
    single = effect_table(found, case.supply.added_m, result)
    tables = dict(zip(CHANGES, (compared, single), strict=True))
    return {name: csv_text(table) for name, table in tables.items()}


def _effects(case: Case, rule: Series) -> DataFrame:
    """Effects of what is added and counts for a rule."""
    existing_m, added_m = (
        frame[matching(frame, rule["matches"]).to_numpy()]
        for frame in (case.supply.existing_m, case.supply.added_m)
    )
    radius_m, model = float(rule["radius_m"]), case.ways.model
    return effects(case.demand_m, existing_m, added_m, radius_m=radius_m, model=model)


def _basis(case: Case, zones: Series) -> Basis:
    return Basis(
        network=case.ways.network,
        pace=case.pace,
        change=case.change,
        supply=case.supply,
        demand=case.demand,
        zoneless=int(zones.isna().sum()),
        weight=case.weight,
        target=case.target,
    )
