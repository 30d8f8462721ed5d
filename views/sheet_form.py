"""The form of the printed sheet; the file itself is drawn only when it is asked for."""

from datetime import date
from functools import partial
from typing import NamedTuple, TypeVar

import streamlit as st

from geo.errors import DataError
from geo.plan_data import PlanData
from sheets.ground import misfit
from sheets.imprint import Imprint
from sheets.publishing import warnings
from sheets.request import (
    MODES,
    ORIENTATIONS,
    PAPERS,
    PUBLIC,
    Bounds,
    Mode,
    Orientation,
    Paper,
    SheetLayer,
    SheetRequest,
)
from views import drawing, ring_panel, sheet_parts
from views.choices import Choices, chosen_features
from views.filter_words import all_words

Text = TypeVar("Text", bound=str)

_RESOLUTIONS = (150, 300)
"""600 dpi takes more memory than a shared server should lend: it is left to the command line."""

_WHOLE, _VIEW = "全区", "地图视野"


def show(plan: PlanData, choices: Choices) -> SheetRequest:
    """Draw the form and its buttons; return what it asks for."""
    drawing.prepare()
    st.caption("图面为当前打开的图层、筛选、缓冲圈与配色，按真实比例尺绘制。")
    with st.container(horizontal=True, gap="medium"):
        paper = _pick("纸张", PAPERS, "sheet-paper")
        orientation = _pick("方向", ORIENTATIONS, "sheet-turn")
    buttons = st.container()
    with st.expander("图题、范围、用途与清晰度"):
        look = _look(plan)
    request = _request(plan, choices, look, (paper, orientation))
    with buttons:
        _buttons(request)
    return request


def _buttons(request: SheetRequest) -> None:
    if sheet_parts.fits(misfit(request)) and sheet_parts.known(warnings(request), "sheet"):
        name = f"规划图_{request.paper}{request.orientation}"
        sheet_parts.files(partial(_draw, request), name, "sheet")


class _Look(NamedTuple):
    title: str
    subtitle: str
    extent: Bounds
    mode: Mode
    number: str
    dpi: int
    scale: int | None
    imprint: Imprint | None


def _look(plan: PlanData) -> _Look:
    title = st.text_input("图题", sheet_parts.TITLE, key="sheet-title", persist_state="session")
    subtitle = st.text_input("副题", "", key="sheet-sub", persist_state="session")
    extent = _extent(plan)
    mode = _pick("图纸用途", MODES, "sheet-mode")
    number = ""
    if mode == PUBLIC:
        number = st.text_input("审图号（未取得则留空）", key="sheet-number") or ""
    scale = sheet_parts.scale("sheet")
    imprint = sheet_parts.imprint()
    dpi = st.select_slider("PNG 清晰度（dpi）", _RESOLUTIONS, 300, key="sheet-dpi")
    return _Look(title or "", subtitle or "", extent, mode, number, dpi, scale, imprint)


def _request(
    plan: PlanData, choices: Choices, look: _Look, page: tuple[Paper, Orientation]
) -> SheetRequest:
    rings = ring_panel.rings(plan, choices)
    return SheetRequest(
        title=look.title,
        subtitle=look.subtitle,
        date=date.today().isoformat(),
        extent_ll=look.extent,
        layers=_layers(plan, choices),
        paper=page[0],
        orientation=page[1],
        dpi=look.dpi,
        palette=choices.palette,
        mode=look.mode,
        rings=rings,
        rings_title=ring_panel.legend_words(),
        filter_text=all_words(plan, choices),
        review_number=look.number,
        scale=look.scale,
        imprint=look.imprint,
        locator=plan.zones,
    )


def _pick(label: str, options: tuple[Text, ...], key: str) -> Text:
    return st.segmented_control(
        label, options, default=options[0], required=True, key=key, persist_state="session"
    )


def _layers(plan: PlanData, choices: Choices) -> tuple[SheetLayer, ...]:
    return tuple(
        SheetLayer(spec, chosen_features(plan, choices, spec), choices.opacity(spec.layer_id))
        for spec in choices.shown()
    )


def _extent(plan: PlanData) -> Bounds:
    names = plan.zones["name"]
    view = st.session_state.get("view")
    options = [_WHOLE, *([_VIEW] if view else []), *names]
    chosen = st.selectbox("范围（点地图左侧“印”取当前视野）", options, key="sheet-extent")
    if chosen == _VIEW:
        return _view_bounds(str(view))
    frame = plan.boundary if chosen in (None, _WHOLE) else plan.zones[names == chosen]
    west, south, east, north = (float(value) for value in frame.total_bounds)
    return west, south, east, north


def _view_bounds(view: str) -> Bounds:
    try:
        west, south, east, north = (float(part) for part in view.split(","))
    except ValueError:
        raise DataError(f"地图视野“{view[:60]}”无效；请重新点地图左侧的“印”") from None
    return west, south, east, north


def _draw(request: SheetRequest, file_format: sheet_parts.Format) -> bytes:
    return drawing.draw("sheet", request=request, file_format=file_format)
