"""Everything out of the page: tables, areas, and the printed 生活圈 sheet."""

from datetime import date
from functools import partial

import streamlit as st

from geo.lifecircle.outputs import completeness_table, gap_table, matrix_table
from geo.lifecircle.result_files import method_file, shares_by_zone
from geo.plan_data import PlanData
from sheets.ground import misfit
from sheets.publishing import warnings
from sheets.request import MODES, ORIENTATIONS, PAPERS, PUBLIC, SheetRequest
from views import downloads, drawing, export_form, sheet_parts
from views.circles import circle_request, files, handouts
from views.circles.answer import Answer
from views.plain import plain
from views.state import sheet
from views.state.plan_map import PALETTE

_WHOLE = "全区"


def show(plan: PlanData, answer: Answer) -> None:
    """Draw the buttons of tables and areas, and the form of the sheet."""
    st.caption("表为 CSV（带 BOM，Excel 可直接打开），面与点为 GeoJSON（WGS 84，RFC 7946）。")
    offered = handouts.of(answer)
    with downloads.row() as row:
        files.table(row, "缺口明细", lambda: gap_table(answer.now))
        files.table(row, "缺口矩阵", lambda: matrix_table(answer.now))
        files.table(row, "完整度", lambda: completeness_table(answer.now))
        files.table(row, "分区占比", lambda: shares_by_zone(answer))
        for each in offered:
            name, make = each.title, partial(each.file, "GeoJSON")
            row.button(plain(f"{name} GeoJSON"), make, f"{name}.geojson", key=f"lc-file-{name}")
        method = partial(method_file, answer, date.today().isoformat())
        row.button("方法说明", method, "方法说明.txt", key="lc-file-方法说明")
    with st.expander("更多格式与坐标系（GPKG、Shapefile、DXF、XLSX……）"):
        export_form.show(offered, handouts.meta_of(answer), "lc-out")
    st.markdown("**生活圈图纸**")
    if answer.rule is None:
        st.info("请在上方选择一个设施类别后出图。")
        return
    _sheet(plan, answer)


def _sheet(plan: PlanData, answer: Answer) -> None:
    drawing.prepare()
    with st.container(horizontal=True, gap="medium"):
        paper = st.segmented_control("纸张", PAPERS, default="A3", required=True, key="lc-paper")
        turn = st.segmented_control(
            "方向", ORIENTATIONS, default="横向", required=True, key="lc-turn"
        )
    buttons = st.container()
    with st.expander("图题、范围、用途、比例尺与图签"):
        look = _look(plan, answer, str(paper), str(turn))
    with buttons:
        asked = circle_request.base(plan, look)
        if sheet_parts.fits(_misfit(asked)) and sheet_parts.known(warnings(asked), "lc"):
            drawn = partial(circle_request.draw, plan, answer, look)
            sheet_parts.files(drawn, f"生活圈_{look.paper}{look.turn}", "lc-sheet")


def _misfit(asked: SheetRequest) -> str:
    """Why the map of a 生活圈 sheet cannot hold the extent at a fixed scale, "" where it can."""
    if asked.scale is None:
        return ""
    from sheets.circle_layout import circle_layout  # noqa: PLC0415 - it reads matplotlib

    signed = asked.imprint is not None
    return misfit(asked, circle_layout(asked.paper, asked.orientation, imprint=signed).page.map)


def _look(plan: PlanData, answer: Answer, paper: str, turn: str) -> circle_request.Look:
    offered = circle_request.title(answer)
    title = st.text_input("图题", offered, key=f"lc-title-{offered}")
    zone = st.selectbox("范围", [_WHOLE, *plan.zones["name"]], key="lc-extent")
    mode = st.segmented_control("用途", MODES, default=MODES[0], required=True, key="lc-mode")
    number = st.text_input("审图号（未取得则留空）", key="lc-number") if mode == PUBLIC else ""
    return circle_request.Look(
        title or offered,
        paper,
        turn,
        str(mode),
        number or "",
        date.today().isoformat(),
        PALETTE.get(),
        "" if zone in (None, _WHOLE) else str(zone),
        st.select_slider("PNG 清晰度（dpi）", (150, 300), 300, key="lc-dpi"),
        sheet_parts.scale(sheet.CIRCLE_SCALE),
        sheet_parts.imprint(),
    )
