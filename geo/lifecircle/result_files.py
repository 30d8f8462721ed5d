"""The files that the command makes of a case."""

from geopandas import GeoDataFrame
from pandas import DataFrame

from geo.lifecircle.case import Case
from geo.lifecircle.changes import comparison_table, effect_table
from geo.lifecircle.method_text import method_text, text_of
from geo.lifecircle.outputs import (
    areas_frame,
    completeness_table,
    estates_frame,
    facilities_frame,
    gap_table,
    matrix_table,
    share_table,
)
from geo.outgoing.csv_text import BOM, csv_text
from geo.outgoing.geojson import geojson_of
from geo.progress import Progress, silent
from geo.scenario.compare import compare

METHOD_FILE = "方法说明.txt"

ALWAYS = (
    *("缺口明细.csv", "缺口矩阵.csv", "完整度.csv", "分区占比.csv"),
    *("小区.geojson", "设施.geojson", "服务范围.geojson", METHOD_FILE),
)
CHANGES = ("规划前后对比.csv", "规划项目效果.csv")
"""Written where plan or scenario count."""


def texts_of(case: Case, day: str, progress: Progress = silent) -> dict[str, str]:
    """Texts of all files, by their names; `progress` is told the stage and the share done.

    Parameters
    ----------
    case
        The question with all it comes to.
    day
        When it was made, ISO.
    progress
        Told the stage and the share done.
    """
    facilities_m, result = case.supply.facilities_m, case.now
    progress("缺口、完整度与占比", 0.0)
    texts = {
        "缺口明细.csv": csv_text(gap_table(result)),
        "缺口矩阵.csv": csv_text(matrix_table(result)),
        "完整度.csv": csv_text(completeness_table(result)),
        "分区占比.csv": csv_text(shares_by_zone(case)),
        "小区.geojson": _layer("小区", estates_frame(case.demand_m, result)),
        "设施.geojson": _layer("设施", facilities_frame(facilities_m, result)),
        METHOD_FILE: method_file(case, day),
    }
    progress("服务范围", 0.4)
    texts["服务范围.geojson"] = _layer(
        "服务范围", areas_frame(facilities_m, case.rules, case.model)
    )
    if case.settings.compares:
        progress("规划前后", 0.7)
        texts |= _changes(case)
    return texts


def _layer(name: str, frame: GeoDataFrame) -> str:
    return geojson_of(name, frame).decode()


def method_file(case: Case, day: str) -> str:
    """Text of method with the day it was made, as every Windows shows it: a BOM, CRLF."""
    text = f"生成日期：{day}\n{text_of(method_text(case))}\n"
    return BOM + text.replace("\n", "\r\n")


def shares_by_zone(case: Case) -> DataFrame:
    """Share of each zone that each rule is met for, under Chinese headers."""
    weight = "" if case.weight is None else case.settings.weight
    return share_table(case.shares(), case.zone_names, label=case.now.told, weight=weight)


def changes_table(case: Case) -> DataFrame:
    """What is added does for every rule, under Chinese headers."""
    return comparison_table(compare(case.base.table, case.now.table), case.now)


def _changes(case: Case) -> dict[str, str]:
    found = {str(name): case.effects(rule) for name, rule in case.rules.iterrows()}
    single = effect_table(found, case.added_m, case.now)
    tables = dict(zip(CHANGES, (changes_table(case), single), strict=True))
    return {name: csv_text(table) for name, table in tables.items()}
