"""Figures of a buffer analysis as tables and files, each beside the words of its method."""

from functools import partial
from html import escape

import streamlit as st
from geopandas import GeoDataFrame
from pandas import DataFrame, concat

from geo.coverage import DISTRICT, CoverageResult, undecided
from geo.exporting.csv_text import csv_text
from geo.plan_data import PlanData
from views import downloads
from views.escape_markdown import escape_markdown


def show(plan: PlanData, result: CoverageResult, rings: GeoDataFrame | None, origin: str) -> None:
    """Draw the result of one analysis."""
    st.html(
        f'<span class="pm-mark">{escape(result.label)}</span> <small>'
        "未考虑路网、河流与铁路阻隔；设施含区外 1 公里内；学校另受学区限制</small>"
    )
    names = [*(f"{reach:g} 米" for reach in result.reaches_m)]
    for tab, reach in zip(st.tabs(names), result.reaches_m, strict=True):
        with tab:
            _figures(plan, result, reach)
    table = summary(plan, result, origin)
    with downloads.row() as row:
        row.button("分析表 CSV", partial(csv_text, table), "缓冲分析.csv", key="ring-table-out")
        if rings is not None:
            make = partial(_areas_file, rings, result.label, origin)
            row.button("缓冲圈 GeoJSON", make, "缓冲圈.geojson", key="ring-areas-out")


def areas(rings_m: GeoDataFrame, method: str, origin: str) -> GeoDataFrame:
    """Rings in METRIC under Chinese headers; `origin` says what they lie around."""
    columns = {
        "名称": [f"{radius:g} 米" for radius in rings_m["radius_m"]],
        "直线半径_米": rings_m["radius_m"].to_numpy(),
        "对象编号": rings_m["feature_id"].to_numpy(),
        "缓冲对象": origin,
        "测距方法": method,
    }
    return GeoDataFrame(columns, geometry=rings_m.geometry.to_numpy(), crs=rings_m.crs)


def _areas_file(rings_m: GeoDataFrame, method: str, origin: str) -> bytes:
    from geo.exporting.geojson import geojson_of  # noqa: PLC0415 - read when a file is asked for

    return geojson_of("缓冲圈", areas(rings_m, method, origin))


def summary(plan: PlanData, result: CoverageResult, origin: str) -> DataFrame:
    """Every figure of the result, a row each: method, origin, reach, item, value, unit."""
    tables = [
        rows.assign(方法=result.label, 对象=origin, 步行距离_米=reach)
        for reach in result.reaches_m
        for rows in (_zone_rows(plan, result, reach), _near_rows(plan, result, reach))
    ]
    return concat(tables)[["方法", "对象", "步行距离_米", "类型", "名称", "数值", "单位"]]


def _figures(plan: PlanData, result: CoverageResult, reach: float) -> None:
    inside, outside = result.estates_inside(reach), result.estates_outside(reach)
    whole = len(inside) + len(outside)
    share = _zones(result, reach).loc[DISTRICT, "share"]
    st.markdown(
        f"{result.label}：覆盖区内居住小区 **{len(inside)} / {whole}** 处，"
        f"覆盖全区面积 **{share:.1%}**。"
    )
    _doubt(plan, result, reach)
    near = result.facilities_inside(reach)
    _kinds(result, reach)
    _table("圈内设施与规划项目", near, {"name": "名称", "kind": "类别"})
    _table("圈外小区", outside, {"name": "名称"})
    _table("圈内小区", inside, {"name": "名称"})
    st.caption(f"分区覆盖（{result.label}；分区为示意）")
    st.dataframe(_zone_table(plan, result, reach), hide_index=True, placeholder="")


def _doubt(plan: PlanData, result: CoverageResult, reach: float) -> None:
    unsure = undecided(result.estates, plan.communities["accuracy_m"], reach)
    if len(unsure):
        st.caption(f"其中 {len(unsure)} 处小区距圈界小于其位置误差，内外不定（见分析表）。")


def _kinds(result: CoverageResult, reach: float) -> None:
    counts = result.by_kind[reach]
    counts = counts[counts > 0].sort_values(ascending=False)
    words = "、".join(f"{kind} {count}" for kind, count in counts.items())
    st.caption(f"圈内分类计数（{result.label}）：{escape_markdown(words) or '无'}")


def _table(title: str, rows: DataFrame, columns: dict[str, str]) -> None:
    st.caption(f"{title} {len(rows)} 处（直线距离筛查）")
    if rows.empty:
        return
    shown = (
        rows[list(columns)]
        .rename(columns=columns)
        .assign(**{"距离（米）": rows["distance_m"].round()})
    )
    st.dataframe(shown, hide_index=True, height=min(212, 36 * len(rows) + 38), placeholder="")


def _zones(result: CoverageResult, reach: float) -> DataFrame:
    return result.zones[result.zones["reach_m"] == reach].set_index("zone_id")


def _names(plan: PlanData, zones: DataFrame) -> list[str]:
    names = plan.zones["name"].to_dict() | {DISTRICT: "全区"}
    return [str(names[zone]) for zone in zones.index]


def _zone_table(plan: PlanData, result: CoverageResult, reach: float) -> DataFrame:
    zones = _zones(result, reach)
    return DataFrame(
        {
            "分区": _names(plan, zones),
            "覆盖公顷": (zones["covered_area_m2"] / 1e4).round(1).to_numpy(),
            "覆盖率": [f"{share:.1%}" for share in zones["share"]],
        }
    )


def _zone_rows(plan: PlanData, result: CoverageResult, reach: float) -> DataFrame:
    zones = _zones(result, reach)
    figures = (
        ("分区覆盖面积", (zones["covered_area_m2"] / 1e4).round(2), "公顷"),
        ("分区覆盖率", (zones["share"] * 100).round(2), "%"),
    )
    names = _names(plan, zones)
    return concat(
        DataFrame({"类型": kind, "名称": names, "数值": figure.to_numpy(), "单位": unit})
        for kind, figure, unit in figures
    )


def _near_rows(plan: PlanData, result: CoverageResult, reach: float) -> DataFrame:
    parts = {
        "圈内小区": result.estates_inside(reach),
        "圈外小区": result.estates_outside(reach),
        "内外不定小区": undecided(result.estates, plan.communities["accuracy_m"], reach),
        "圈内设施": result.facilities_inside(reach),
    }
    rows = [
        DataFrame({"类型": kind, "名称": part["name"], "数值": part["distance_m"].round(1)})
        for kind, part in parts.items()
    ]
    counts = result.by_kind[reach]
    kinds = DataFrame({"类型": "圈内设施数", "名称": counts.index, "数值": counts.to_numpy()})
    return concat([concat(rows).assign(单位="米"), kinds.assign(单位="处")])
