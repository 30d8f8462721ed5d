"""The files that the command makes of a case, and the folder it writes them into."""

from collections.abc import Mapping
from pathlib import Path

import pandas as pd
from geopandas import GeoDataFrame
from pandas import DataFrame, Series

from geo.atomic_file import write_set
from geo.disk_space import reason
from geo.errors import DataError
from geo.exporting.csv_text import BOM, csv_text
from geo.exporting.geojson import geojson_of
from geo.lifecircle.case import Case
from geo.lifecircle.gaps import GapResult
from geo.lifecircle.headers import COMPARED, EFFECTS, called, display_table
from geo.lifecircle.method_text import method_text, text_of
from geo.lifecircle.result_tables import (
    areas_frame,
    completeness_table,
    estates_frame,
    facilities_frame,
    gap_table,
    matrix_table,
    share_table,
)
from geo.lifecircle.scores import SEPARATOR
from geo.progress import Progress, silent
from geo.scenario.compare import Comparison, compare

METHOD_FILE = "方法说明.txt"

ALWAYS = (
    *("缺口明细.csv", "缺口矩阵.csv", "完整度.csv", "分区占比.csv"),
    *("小区.geojson", "设施.geojson", "服务范围.geojson", METHOD_FILE),
)
CHANGES = ("规划前后对比.csv", "规划项目效果.csv")
"""Written where plan or scenario count."""


def texts_of(case: Case, day: str, progress: Progress = silent) -> dict[str, str]:
    """Texts of all files, by their names.

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
    return share_table(case.shares(), case.zone_names, label=case.now.description, weight=weight)


def changes_table(case: Case) -> DataFrame:
    """What is added does for every rule, under Chinese headers."""
    return comparison_table(compare(case.base.table, case.now.table), case.now)


def comparison_table(comparison: Comparison, result: GapResult) -> DataFrame:
    """What a change of facilities does, a row a rule, under Chinese headers.

    `result` is that after the change.
    """
    named = called(result.names)
    rules = result.rules[["level_min", "required", "radius_m"]]
    table = comparison.rules.join(rules)
    table["saved_m"] = table["walk_before_m"] - table["walk_after_m"]
    for column in ("newly_met", "newly_known", "lost", "still_unmet"):
        table[f"n_{column}"] = table[column].map(len).astype(int)
        table[column] = _joined(table[column], named)
    table.index = table.index.astype("str")
    return display_table(table.rename_axis("rule_id").reset_index(), COMPARED, result.description)


def effect_table(
    effects: Mapping[str, DataFrame], facilities_m: GeoDataFrame, result: GapResult
) -> DataFrame:
    """What each added facility does on its own, a row a facility and rule it counts for.

    Parameters
    ----------
    effects
        From `geo.scenario.effect.effects`, by rule id. May be empty.
    facilities_m
        Facilities that the effects are of, with columns stage and origin.
    result
        Analysis of the same demand and rules.
    """
    named = called(result.names)
    tables = [
        table.rename_axis("facility_id").reset_index().assign(rule_id=rule)
        for rule, table in effects.items()
        if len(table)
    ]
    if not tables:
        return display_table(DataFrame(columns=list(EFFECTS)), EFFECTS, result.description)
    whole = pd.concat(tables, ignore_index=True)
    rules = result.rules[["level_min", "kind", "required", "radius_m"]]
    whole = whole.join(facilities_m[["stage", "origin"]], on="facility_id")
    whole = whole.join(rules, on="rule_id")
    whole["newly_served"] = _joined(whole["newly_served"], named)
    return display_table(whole, EFFECTS, result.description)


def check_folder(folder: Path, names: tuple[str, ...], *, force: bool) -> None:
    """See that files could be written: before work of minutes, not after.

    Raises
    ------
    DataError
        If the folder is a file, or holds a file of one of the names and `force` is not given.
    """
    if folder.exists() and not folder.is_dir():
        raise DataError(f"输出目录 {folder} 是一个文件；请换一个目录")
    there = [name for name in names if (folder / name).exists()]
    if there and not force:
        raise DataError(
            f"输出目录 {folder} 里已有 {'、'.join(there)}；请换一个目录，或加 --force 替换"
        )


def write_all(folder: Path, texts: Mapping[str, str], names: tuple[str, ...]) -> list[str]:
    """Write files, all or none; those of an earlier run that are not among them go, and are named.

    Parameters
    ----------
    folder
        Made where it is missing.
    texts
        Content by name, written as UTF-8.
    names
        All that the command ever writes.

    Raises
    ------
    DataError
        If a file cannot be written or taken away.
    """
    stale = [name for name in names if name not in texts and (folder / name).is_file()]
    write_set({folder / name: text.encode() for name, text in texts.items()})
    for name in stale:
        try:
            (folder / name).unlink()
        except OSError as error:
            raise DataError(f"无法删去上次的“{name}”：{reason(error)}") from error
    return stale


def _changes(case: Case) -> dict[str, str]:
    found = {str(name): case.effects(rule) for name, rule in case.rules.iterrows()}
    single = effect_table(found, case.added_m, case.now)
    tables = dict(zip(CHANGES, (changes_table(case), single), strict=True))
    return {name: csv_text(table) for name, table in tables.items()}


def _joined(lists: Series, named: Series) -> list[str]:
    """Names of the demand points of each list, joined."""
    return [SEPARATOR.join(named.loc[list(ids)]) for ids in lists]
