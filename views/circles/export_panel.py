"""Everything out of the page: tables, areas, and the printed 生活圈 sheet."""

from datetime import date
from functools import partial

import streamlit as st
from geopandas import GeoDataFrame
from pandas import DataFrame

from geo.export import csv_text, geojson_text
from geo.lifecircle.outputs import completeness_table, estates_frame, gap_table, matrix_table
from geo.plan_data import PlanData
from sheets.request import MODES, ORIENTATIONS, PAPERS, PUBLIC
from views.circles import areas, circle_request
from views.circles.answer import Answer

_WARNING = "区界属行政区域界线：公开示意图不绘区界，公开前须依法送审并填写审图号。"
_CSV, _GEOJSON = "text/csv", "application/geo+json"


def show(plan: PlanData, version: int, answer: Answer) -> None:
    """Draw the buttons of tables and areas, and the form of the sheet."""
    st.caption("表为 CSV（带 BOM，Excel 可直接打开），面与点为 GeoJSON（WGS 84，RFC 7946）。")
    with st.container(horizontal=True, gap="small"):
        _table("缺口明细", gap_table(answer.now))
        _table("缺口矩阵", matrix_table(answer.now))
        _table("完整度", completeness_table(answer.now))
        _layer("小区评价", estates_frame(answer.demand, answer.now))
        _layer("计入的设施", answer.services())
        if answer.rule is not None:
            _layer("可达范围", _reached(answer))
    st.markdown("**生活圈图纸**")
    if answer.rule is None:
        st.info("请在上方选择一个设施类别后出图。")
        return
    _sheet(plan, version, answer)


def _table(name: str, table: DataFrame) -> None:
    st.download_button(f"{name} CSV", csv_text(table), f"{name}.csv", _CSV, on_click="ignore")


def _layer(name: str, layer: GeoDataFrame) -> None:
    st.download_button(
        f"{name} GeoJSON", geojson_text(layer), f"{name}.geojson", _GEOJSON, on_click="ignore"
    )


def _reached(answer: Answer) -> GeoDataFrame:
    return areas.reach_of(answer).assign(
        label=answer.now.label, rule=str(answer.settings.question.rule_id)
    )


def _sheet(plan: PlanData, version: int, answer: Answer) -> None:
    with st.container(horizontal=True, gap="medium"):
        paper = st.segmented_control("纸张", PAPERS, default="A3", required=True, key="lc-paper")
        turn = st.segmented_control(
            "方向", ORIENTATIONS, default="横向", required=True, key="lc-turn"
        )
        mode = st.segmented_control("用途", MODES, default=MODES[0], required=True, key="lc-mode")
    title = st.text_input("图题", circle_request.title(answer), key="lc-title")
    number = st.text_input("审图号（未取得则留空）", key="lc-number") if mode == PUBLIC else ""
    if mode == PUBLIC and not st.checkbox(_WARNING + "我已知悉。", key="lc-known"):
        return
    look = circle_request.Look(
        title or circle_request.title(answer),
        str(paper),
        str(turn),
        str(mode),
        number or "",
        date.today().isoformat(),
    )
    with st.container(horizontal=True, gap="small"):
        for kind, words in (("pdf", "下载 PDF"), ("png", "下载 PNG")):
            st.download_button(
                words,
                partial(circle_request.draw, plan, version, answer, look, kind),
                f"生活圈_{look.paper}{look.turn}.{kind}",
                "application/pdf" if kind == "pdf" else "image/png",
                on_click="ignore",
                type="primary" if kind == "pdf" else "secondary",
                key=f"lc-sheet-{kind}",
            )
