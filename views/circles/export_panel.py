"""Everything out of the page: tables, areas, and the printed 生活圈 sheet."""

from datetime import date
from functools import partial

import streamlit as st
from geopandas import GeoDataFrame

from geo.lifecircle.outputs import (
    areas_frame,
    completeness_table,
    estates_frame,
    gap_table,
    matrix_table,
)
from geo.plan_data import PlanData
from layers.palettes import STANDARD
from sheets.request import MODES, ORIENTATIONS, PAPERS, PUBLIC
from views.circles import areas, circle_request, files, share_view, work
from views.circles.answer import Answer
from views.circles.settings import NETWORK

_WARNING = "区界属行政区域界线：公开示意图不绘区界，公开前须依法送审并填写审图号。"


def show(plan: PlanData, version: int, answer: Answer) -> None:
    """Draw the buttons of tables and areas, and the form of the sheet."""
    st.caption("表为 CSV（带 BOM，Excel 可直接打开），面与点为 GeoJSON（WGS 84，RFC 7946）。")
    by_zone = share_view.exported(plan, version, answer)
    with st.container(horizontal=True, gap="small"):
        files.table("缺口明细", lambda: gap_table(answer.now))
        files.table("缺口矩阵", lambda: matrix_table(answer.now))
        files.table("完整度", lambda: completeness_table(answer.now))
        files.table("分区占比", lambda: by_zone)
        files.layer("小区评价", lambda: estates_frame(answer.demand, answer.now))
        files.layer("计入的设施", answer.services)
        files.layer("各类可达范围", lambda: _all_areas(answer))
        if answer.rule is not None and answer.settings.ways.method == NETWORK:
            files.layer("就近服务范围", lambda: areas.nearest(answer))
    st.markdown("**生活圈图纸**")
    if answer.rule is None:
        st.info("请在上方选择一个设施类别后出图。")
        return
    _sheet(plan, version, answer)


def _all_areas(answer: Answer) -> GeoDataFrame:
    facilities = work.facilities(answer.settings.supply)
    return areas_frame(facilities, answer.rules, work.model(answer.settings.ways))


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
        st.session_state.get("pal") or STANDARD,
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
