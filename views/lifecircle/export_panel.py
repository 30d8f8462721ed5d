"""Everything out of the page: tables, areas, and the printed 生活圈 sheet."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

import streamlit as st
from geopandas import GeoDataFrame

from geo.district import DISTRICT
from geo.has_geometry import has_geometry
from geo.lifecircle import result_tables
from geo.lifecircle.question import NETWORK
from geo.lifecircle.result_files import method_file, shares_by_zone
from geo.plan_data import PlanData
from layers import LAYERS
from layers.features import features_of
from layers.lifecircle import BACKDROP
from sheets.map_extent import misfit
from sheets.paper import CIRCLE, columned
from sheets.publishing import warnings
from sheets.request import (
    MODES,
    ORIENTATIONS,
    PAPERS,
    PUBLIC,
    Bounds,
    Orientation,
    Paper,
    SheetLayer,
    SheetRequest,
)
from views import as_of, cache, downloads, drawing_pool, map_exports, sheet_parts
from views.escape_markdown import escape_markdown
from views.lifecircle import areas, download_buttons, sheet_request
from views.lifecircle.analysis_answer import LifeCircleAnswer
from views.map_exports import Handout
from views.state import sheet
from views.state.plan_map import PALETTE

if TYPE_CHECKING:
    from geo.exporting.model import Export, Meta

_CAUTION = "步行距离为估算，见各表“测距方法”；规划学校位置为推定，不作为审批依据"
_FAINT = 0.45
_WHOLE = "全区"


def show(plan: PlanData, answer: LifeCircleAnswer) -> None:
    """Draw the buttons of tables and areas, and the form of the sheet."""
    st.caption("表为 CSV（带 BOM，Excel 可直接打开），面与点为 GeoJSON（WGS 84，RFC 7946）。")
    meta = _meta(answer)
    offered = _handouts(answer, meta)
    with downloads.row() as row:
        download_buttons.table(row, "缺口明细", lambda: result_tables.gap_table(answer.now))
        download_buttons.table(row, "缺口矩阵", lambda: result_tables.matrix_table(answer.now))
        download_buttons.table(row, "完整度", lambda: result_tables.completeness_table(answer.now))
        download_buttons.table(row, "分区占比", lambda: shares_by_zone(answer))
        for each in offered:
            name, make = each.title, partial(each.file, "GeoJSON")
            row.button(
                escape_markdown(f"{name} GeoJSON"), make, f"{name}.geojson", key=f"lc-file-{name}"
            )
        method = partial(method_file, answer, date.today().isoformat())
        row.button("方法说明", method, "方法说明.txt", key="lc-file-方法说明")
    with st.expander("更多格式与坐标系（GPKG、Shapefile、DXF、XLSX……）"):
        map_exports.show(offered, meta, "lc-out")
    st.markdown("**生活圈图纸**")
    if answer.rule is None:
        st.info("请在上方选择一个设施类别后出图。")
        return
    _sheet(plan, answer)


def _meta(answer: LifeCircleAnswer) -> "Meta":
    """Source, day and question of the analysis."""
    from geo.exporting.model import Meta  # noqa: PLC0415 - read when the form is opened

    question = answer.settings.question
    asked = f"评价标准：{question.preset}；{answer.now.description}"
    day = date.today().isoformat()
    source, told = f"{DISTRICT.district.app} · 生活圈", as_of.told(cache.plan())
    return Meta(source, day, asked, remark=_CAUTION, ledger=told)


def _handouts(answer: LifeCircleAnswer, meta: "Meta") -> list[Handout]:
    """Return the layers of the answer; each is worked out when its file is asked for."""
    counted_m = answer.supply.facilities_m
    makers: dict[str, Callable[[], GeoDataFrame]] = {
        f"{answer.demand_label}评价": partial(
            result_tables.estates_frame, answer.demand_m, answer.now
        ),
        "计入的设施": partial(_services, answer),
        "各类可达范围": partial(result_tables.areas_frame, counted_m, answer.rules, answer.model),
    }
    if answer.rule is not None and answer.settings.ways.method == NETWORK:
        makers["就近服务范围"] = lambda: download_buttons.headed(areas.nearest(answer))
    return [Handout(title, partial(_export, title, make, meta)) for title, make in makers.items()]


def _services(answer: LifeCircleAnswer) -> GeoDataFrame:
    frame = result_tables.facilities_frame(answer.supply.facilities_m, answer.now)
    return frame[has_geometry(frame).to_numpy() & frame["计入规则"].map(len).gt(0).to_numpy()]


def _export(title: str, make: Callable[[], GeoDataFrame], meta: "Meta") -> "Export":
    from geo.exporting.model import Export  # noqa: PLC0415

    return Export(title, make(), meta)


def _sheet(plan: PlanData, answer: LifeCircleAnswer) -> None:
    drawing_pool.prepare()
    with st.container(horizontal=True, gap="medium"):
        paper = st.segmented_control("纸张", PAPERS, default="A3", required=True, key="lc-paper")
        turn = st.segmented_control(
            "方向", ORIENTATIONS, default="横向", required=True, key="lc-turn"
        )
    buttons = st.container()
    with st.expander("图题、范围、用途、比例尺与图签"):
        asked = _asked(plan, answer, paper, turn)
    with buttons:
        if sheet_parts.fits(_misfit(asked)) and sheet_parts.acknowledged(warnings(asked), "lc"):
            drawn = partial(sheet_request.draw, answer, asked)
            use = f"_{PUBLIC}" if asked.mode == PUBLIC else ""
            sheet_parts.files(drawn, f"生活圈_{paper}{turn}{use}", "lc-sheet")


def _misfit(asked: SheetRequest) -> str:
    """Why the map of a 生活圈 sheet cannot hold the extent at a fixed scale, "" where it can."""
    if asked.scale is None:
        return ""
    return misfit(asked, columned(asked.paper, asked.orientation, CIRCLE).map)


def _asked(
    plan: PlanData, answer: LifeCircleAnswer, paper: Paper, turn: Orientation
) -> SheetRequest:
    """Draw the form; return what it asks for as the ordinary sheet of the backdrop alone."""
    offered = sheet_request.title(answer)
    title = st.text_input("图题", offered, key=f"lc-title-{offered}")
    zone = st.selectbox("范围", [_WHOLE, *plan.zones["name"]], key="lc-extent")
    mode = st.segmented_control("用途", MODES, default=MODES[0], required=True, key="lc-mode")
    number = st.text_input("审图号（未取得则留空）", key="lc-number") if mode == PUBLIC else ""
    return SheetRequest(
        title=title or offered,
        date=date.today().isoformat(),
        extent_ll=_extent(plan, zone),
        layers=_backdrop(plan),
        paper=paper,
        orientation=turn,
        dpi=st.select_slider("PNG 清晰度（dpi）", (150, 300), 300, key="lc-dpi"),
        palette=PALETTE.get(),
        mode=mode,
        review_number=number or "",
        scale=sheet_parts.scale(sheet.CIRCLE_SCALE),
        imprint=sheet_parts.imprint(),
        locator=plan.zones,
        ledger_words=as_of.told(plan),
    )


def _extent(plan: PlanData, zone: str | None) -> Bounds:
    names = plan.zones["name"]
    frame = plan.boundary if zone in (None, _WHOLE) else plan.zones[names == zone]
    west, south, east, north = (float(value) for value in frame.total_bounds)
    return west, south, east, north


def _backdrop(plan: PlanData) -> tuple[SheetLayer, ...]:
    return tuple(
        SheetLayer(spec, features_of(plan, spec), _FAINT if spec.role == "zones" else 1.0)
        for spec in LAYERS
        if spec.role in BACKDROP
    )
