"""Chinese headers of the tables, and values as they stand in cells."""

from collections.abc import Mapping

import numpy as np
import pandas as pd
from pandas import DataFrame, Series
from pandas.api.types import is_bool_dtype, is_float_dtype

from geo.lifecircle.rules import NEEDED, OPTIONAL

ID, NAME, METHOD = "编号", "名称", "测距方法"
YES, NO = "是", "否"

_DEMAND = {"demand_id": ID, "demand_name": NAME}
RULE = {"level_min": "层级_分钟", "kind": "设施类别", "required": "配置要求"}

GAPS = {
    **_DEMAND,
    "rule_id": "规则编号",
    **RULE,
    "radius_m": "服务半径_米",
    "facility_id": "最近设施编号",
    "facility_name": "最近设施",
    "distance_m": "步行距离_米",
    "walk_min": "步行时间_分钟",
    "straight_m": "直线距离_米",
    "status": "状态",
    "undecided": "存疑",
    "words": "说明",
}
LEVELS = {
    **_DEMAND,
    "preset": "标准",
    "level_min": "层级_分钟",
    "required": "必配_项",
    "evaluated": "可评价_项",
    "met": "达标_项",
    "share": "完整度_%",
    "no_data": "无资料_项",
    "off_network": "未接入路网_项",
    "undecided": "存疑_项",
    "missing": "缺项",
}
SHARES = {
    "zone_id": "分区编号",
    "zone": "分区",
    "rule_id": "规则编号",
    **RULE,
    "evaluated": "可评价_处",
    "met": "达标_处",
    "share": "达标占比_%",
    "target": "目标占比_%",
    "reached": "达到目标",
}
WEIGHED = {
    "weight": "可评价_{}",
    "weight_met": "达标_{}",
    "weight_share": "达标占比_{}_%",
    "weight_reached": "达到目标_{}",
    "weight_missing": "缺{}_处",
}
COMPARED = {
    "rule_id": "规则编号",
    **RULE,
    "radius_m": "服务半径_米",
    "met_before": "规划前达标_处",
    "met_after": "规划后达标_处",
    "n_newly_met": "新增达标_处",
    "n_newly_known": "由不能评价变为达标_处",
    "n_lost": "不再达标_处",
    "n_still_unmet": "规划后未达标_处",
    "n_both": "前后均可达_处",
    "walk_before_m": "规划前平均步行_米",
    "walk_after_m": "规划后平均步行_米",
    "saved_m": "平均少走_米",
    "newly_met": "新增达标",
    "newly_known": "由不能评价变为达标",
    "lost": "不再达标",
    "still_unmet": "规划后未达标",
}
EFFECTS = {
    "facility_id": "项目编号",
    "name": "项目",
    "origin": "来源",
    "stage": "按学段",
    "rule_id": "规则编号",
    **RULE,
    "radius_m": "服务半径_米",
    "n_newly": "单独新增覆盖_处",
    "nearest_for": "成为最近设施_处",
    "first_reach": "其中原先不可达_处",
    "saved_mean_m": "其余平均少走_米",
    "saved_all_m": "全部平均少走_米",
    "newly_served": "单独新增覆盖",
}


def display_table(table: DataFrame, headers: Mapping[str, str], label: str) -> DataFrame:
    """Columns of a table under their headers, method last.

    Figures are rounded, blank where not finite; `required` is worded, other bools are 是 or 否.
    """
    columns = {header: _cells(table[name]) for name, header in headers.items()}
    return DataFrame(columns, index=table.index).assign(**{METHOD: label})


def yes_no(values: Series) -> Series:
    """是 or 否, "" where neither is known."""
    return values.astype(object).map({True: YES, False: NO}).fillna("").astype("str")


def needs(values: Series) -> Series:
    """Word whether the standard demands a kind."""
    return Series(np.where(values, NEEDED, OPTIONAL), index=values.index, dtype="str")


def rule_headers(rules: DataFrame) -> list[str]:
    """(r,) headers of rules, as 10分钟_小学_500米; one that recurs is told apart by its id."""
    levels = ["" if pd.isna(level) else f"{level:g}分钟_" for level in rules["level_min"]]
    plain = [
        f"{level}{kind}_{radius:g}米"
        for level, kind, radius in zip(levels, rules["kind"], rules["radius_m"], strict=True)
    ]
    return [
        f"{words}（{rule}）" if plain.count(words) > 1 else words
        for words, rule in zip(plain, rules.index, strict=True)
    ]


def called(names: Series) -> Series:
    """Name of each demand point; with its id where the name is blank or not its own."""
    unclear = names.duplicated(keep=False) | (names == "")
    with_id = names + "（" + names.index.astype("str") + "）"
    return names.where(~unclear, with_id)


def _cells(values: Series) -> Series:
    if is_bool_dtype(values.dtype):
        return needs(values) if values.name == "required" else yes_no(values)
    if not is_float_dtype(values.dtype):
        return values
    return values.where(np.isfinite(values)).round(2)
