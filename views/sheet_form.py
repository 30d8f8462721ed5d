"""The form of the printed sheet; the file itself is drawn only when it is asked for."""

from dataclasses import replace
from datetime import date
from functools import partial

import streamlit as st
from geopandas import GeoDataFrame

from geo.errors import DataError
from geo.plan_data import PlanData
from sheets.map_extent import misfit
from sheets.publishing import warnings
from sheets.request import PUBLIC, Bounds, SheetLayer, SheetRequest
from views import as_of, buffer_panel, drawing_pool, sheet_parts
from views.filter_words import all_words
from views.map_choices import MapChoices, chosen_features
from views.state import sheet
from views.state.plan_map import VIEW

_WHOLE, _VIEW = "全区", "地图视野"


def show(plan: PlanData, choices: MapChoices) -> SheetRequest:
    """Draw the form and its buttons; return what it asks for."""
    drawing_pool.prepare()
    st.caption("图面为当前打开的图层、筛选、缓冲圈与配色，按真实比例尺绘制。")
    with st.container(horizontal=True, gap="medium"):
        paper = sheet.PAPER.segmented_control("纸张", persist_state="session")
        orientation = sheet.TURN.segmented_control("方向", persist_state="session")
    buttons = st.container()
    request = replace(_request(plan, choices), paper=paper, orientation=orientation)
    with st.expander("图题、范围、用途与清晰度"):
        request = _as_asked(plan, request)
    with buttons:
        if sheet_parts.fits(misfit(request)) and sheet_parts.acknowledged(
            warnings(request), "sheet"
        ):
            use = f"_{PUBLIC}" if request.mode == PUBLIC else ""
            name = f"规划图_{request.paper}{request.orientation}{use}"
            sheet_parts.files(partial(_draw, request), name, "sheet")
    return request


def _as_asked(plan: PlanData, request: SheetRequest) -> SheetRequest:
    """Draw the widgets of title, extent, use and quality; return the request with what they say."""
    title = st.text_input("图题", sheet.TITLE.start, key=sheet.TITLE.name, persist_state="session")
    subtitle = st.text_input("副题", "", key=sheet.SUBTITLE.name, persist_state="session")
    extent = _extent(plan)
    mode = sheet.MODE.segmented_control("图纸用途", persist_state="session")
    number = ""
    if mode == PUBLIC:
        number = st.text_input("审图号（未取得则留空）", key=sheet.REVIEW_NUMBER.name) or ""
    scale = sheet_parts.scale(sheet.SCALE)
    imprint = sheet_parts.imprint()
    dpi = st.select_slider(
        "PNG 清晰度（dpi）", sheet.DPI.options, sheet.DPI.start, key=sheet.DPI.name
    )
    return replace(
        request,
        title=title or "",
        subtitle=subtitle or "",
        extent_ll=extent,
        mode=mode,
        review_number=number,
        scale=scale,
        imprint=imprint,
        dpi=dpi,
    )


def _request(plan: PlanData, choices: MapChoices) -> SheetRequest:
    """Return the request of all that the map shows."""
    return SheetRequest(
        title=sheet.TITLE.start,
        date=date.today().isoformat(),
        extent_ll=_bounds(plan.boundary),
        layers=_layers(plan, choices),
        palette=choices.palette,
        rings=buffer_panel.rings(plan, choices),
        rings_title=buffer_panel.legend_words(),
        filter_text=all_words(plan, choices),
        ledger_words=as_of.told(plan),
        locator=plan.zones,
    )


def _layers(plan: PlanData, choices: MapChoices) -> tuple[SheetLayer, ...]:
    return tuple(
        SheetLayer(spec, chosen_features(plan, choices, spec), choices.opacity(spec.layer_id))
        for spec in choices.shown()
    )


def _extent(plan: PlanData) -> Bounds:
    names = plan.zones["name"]
    view = VIEW.get()
    options = [_WHOLE, *([_VIEW] if view else []), *names]
    chosen = st.selectbox("范围（点地图左侧“印”取当前视野）", options, key="sheet-extent")
    if chosen == _VIEW:
        return _view_bounds(view)
    return _bounds(plan.boundary if chosen in (None, _WHOLE) else plan.zones[names == chosen])


def _bounds(frame: GeoDataFrame) -> Bounds:
    west, south, east, north = (float(value) for value in frame.total_bounds)
    return west, south, east, north


def _view_bounds(view: str) -> Bounds:
    try:
        west, south, east, north = (float(part) for part in view.split(","))
    except ValueError:
        raise DataError(f"地图视野“{view[:60]}”无效；请重新点地图左侧的“印”") from None
    return west, south, east, north


def _draw(request: SheetRequest, file_format: sheet_parts.Format) -> bytes:
    return drawing_pool.draw("sheet", request=request, file_format=file_format)
