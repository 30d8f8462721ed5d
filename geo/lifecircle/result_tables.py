"""Tables and frames of an analysis under Chinese headers, ready to be written or shown.

The method stands in the last column of each. Metres, minutes and percent have two decimals; a
figure that is unknown or infinite is blank, and words say why.
"""

from collections.abc import Mapping

import numpy as np
from geopandas import GeoDataFrame
from pandas import DataFrame, Series

from geo.coverage import DISTRICT
from geo.crs import METRIC, require_metric
from geo.distance import DistanceModel
from geo.has_geometry import has_geometry
from geo.lifecircle.gaps import NO_DATA, NO_PLACE, OFF_NETWORK, UNMET, GapResult
from geo.lifecircle.headers import (
    GAPS,
    ID,
    LEVELS,
    METHOD,
    NAME,
    RULE,
    SHARES,
    WEIGHED,
    display_table,
    rule_headers,
    yes_no,
)
from geo.lifecircle.scores import completeness, matrix, missing, worst_first
from geo.lifecircle.services import matching

NO_WAY = f"{UNMET}（不可达）"
"""Stands where no way leads to any facility of a kind."""


def gap_table(result: GapResult) -> DataFrame:
    """Every demand point against every rule: n x r rows in the order of `result.table`."""
    return display_table(
        result.table.assign(words=_reasons(result.table)), GAPS, result.description
    )


def matrix_table(result: GapResult) -> DataFrame:
    """Demand points by rules: n rows of texts, under `rule_headers`, which tell the radius.

    A cell holds metres on foot, or the status where there are none.
    """
    found = matrix(result)
    metres = found.distance_m.to_numpy(dtype=float)
    known = np.isfinite(metres)
    words = found.status.astype(str).to_numpy(dtype=object)
    cells = np.where(np.isinf(metres), NO_WAY, words)
    cells[known] = [f"{walk:.2f}".rstrip("0").rstrip(".") for walk in metres[known]]
    table = DataFrame(cells, columns=rule_headers(result.rules), dtype="str")
    table.insert(0, ID, result.names.index)
    table.insert(1, NAME, result.names.to_numpy())
    return table.assign(**{METHOD: result.description})


def completeness_table(result: GapResult) -> DataFrame:
    """How complete each level is for each demand point; the worst served of all levels first."""
    table = completeness(result)
    place = worst_first(result).index.get_indexer(table["demand_id"])
    table = table.iloc[np.argsort(place, kind="stable")].reset_index(drop=True)
    return display_table(table.assign(share=table["share"] * 100), LEVELS, result.description)


def share_table(
    shares: DataFrame, zone_names: Mapping[str, str], *, label: str, weight: str = ""
) -> DataFrame:
    """Shares by zone and for the district.

    Parameters
    ----------
    shares
        From `shares.shares`.
    zone_names
        Name of each zone by its id; one that has none goes by its id.
    label
        Of the result that the shares are from.
    weight
        What the weight counts, as its column is called; "" where there is none.
    """
    names = {**zone_names, DISTRICT: "全区"}
    table = shares.assign(zone=[names.get(zone, zone) for zone in shares["zone_id"]])
    for name in {"share", "target", "weight_share"} & set(table):
        table[name] *= 100
    more = {name: words.format(weight) for name, words in WEIGHED.items()} if weight else {}
    return display_table(table, SHARES | more, label)


def estates_frame(demand_m: GeoDataFrame, result: GapResult) -> GeoDataFrame:
    """Demand points, what each lacks, and its status for each rule.

    Returns
    -------
    GeoDataFrame
        Indexed by 编号 (text), in the order and CRS of `demand_m`: 名称, 可评价_项, 达标_项,
        完整度_%, 缺项_项, 缺项 (tuple of kinds), the status under each of `rule_headers`, 测距方法.
    """
    scores = worst_first(result).reindex(result.names.index)
    lacking = missing(result)
    columns = {
        NAME: result.names,
        "可评价_项": scores["evaluated"],
        "达标_项": scores["met"],
        "完整度_%": (scores["share"] * 100).round(2),
        "缺项_项": lacking.map(len).astype(int),
        "缺项": lacking,
    }
    words = matrix(result).status.astype("str").set_axis(rule_headers(result.rules), axis=1)
    table = DataFrame(columns).join(words).rename_axis(ID).assign(**{METHOD: result.description})
    return GeoDataFrame(table, geometry=demand_m.geometry.to_numpy(), crs=demand_m.crs)


def facilities_frame(facilities_m: GeoDataFrame, result: GapResult) -> GeoDataFrame:
    """Facilities by 编号 (text): what they are, the rules each counts for, 未接入路网.

    That is 是 or 否, "" where none of the rules counts it: then it was not asked.
    """
    heads = rule_headers(result.rules)
    counts = [matching(facilities_m, matches).to_numpy() for matches in result.rules["matches"]]
    rows = np.array(counts, dtype=bool).reshape(len(heads), len(facilities_m)).T
    ids = facilities_m.index.astype("str").rename(ID)
    off = Series(ids.isin(result.off_network)).astype("boolean").mask(~rows.any(axis=1))
    columns = {
        NAME: facilities_m["name"].to_numpy(),
        "设施类别": facilities_m["kind"].to_numpy(),
        "学段": facilities_m["stage"].to_numpy(),
        "来源": facilities_m["origin"].to_numpy(),
        "精度_米": facilities_m["accuracy_m"].to_numpy(),
        "计入规则": [tuple(np.array(heads, dtype=object)[row]) for row in rows],
        OFF_NETWORK: yes_no(off).to_numpy(),
        METHOD: result.description,
    }
    shapes = facilities_m.geometry.to_numpy()
    return GeoDataFrame(columns, geometry=shapes, index=ids, crs=facilities_m.crs)


def areas_frame(facilities_m: GeoDataFrame, rules: DataFrame, model: DistanceModel) -> GeoDataFrame:
    """Area reached from all facilities that count for a rule, at its radius, merged.

    Parameters
    ----------
    facilities_m
        (m,) facilities as `services.COLUMNS`, METRIC. May be empty.
    rules
        (r,) rules. May be empty.
    model
        How distance is measured.

    Returns
    -------
    GeoDataFrame
        Indexed by 规则编号, METRIC: 标准, 层级_分钟, 设施类别, 服务半径_米, 设施_处 (with
        a place), 测距方法. A rule without an area has no row. For the eye: counts go by distance.

    Raises
    ------
    UnexpectedCRSError
        If the frame is not in the metric CRS.
    """
    require_metric(facilities_m, "facilities_m")
    there = facilities_m[has_geometry(facilities_m).to_numpy()]
    kept = [there[matching(there, matches).to_numpy()] for matches in rules["matches"]]
    areas = _areas(kept, rules, model)
    found = np.array([area is not None for area in areas], dtype=bool)
    table = rules.assign(count=[len(frame) for frame in kept])[found].rename_axis("规则编号")
    headers = {"preset": "标准", **RULE, "radius_m": "服务半径_米", "count": "设施_处"}
    worded = display_table(table, headers, model.label)
    drawn = [area for area in areas if area is not None]
    return GeoDataFrame(worded, geometry=drawn, crs=METRIC)


def _reasons(table: DataFrame) -> np.ndarray:
    """Why a figure is missing or a verdict in doubt."""
    status = table["status"]
    cases = {
        "步行无路可达": np.isinf(table["distance_m"]),
        "该点或全部同类设施未接入路网，不评价": status == OFF_NETWORK,
        "现有资料没有此类设施，不等于没有": status == NO_DATA,
        "没有位置，不评价": status == NO_PLACE,
        "距半径小于位置精度，达标与否不定": table["undecided"],
    }
    return np.select([*cases.values()], [*cases], "")


def _areas(kept: list[GeoDataFrame], rules: DataFrame, model: DistanceModel) -> list[object]:
    """Area of each rule, None where nothing is reached; equal rules are drawn once."""
    keys = list(zip(rules["matches"], rules["radius_m"], strict=True))
    frames = dict(zip(keys, kept, strict=True))
    drawn = {key: model.area(frame, [key[1]]).geometry for key, frame in frames.items()}
    return [drawn[key].iloc[0] if len(drawn[key]) else None for key in keys]
