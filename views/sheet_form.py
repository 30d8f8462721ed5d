"""The form of the printed sheet; the file itself is drawn only when it is asked for."""

from datetime import date
from typing import Literal, NamedTuple, TypeVar

import streamlit as st

from geo.crs import to_lonlat
from geo.errors import DataError
from geo.plan_data import PlanData
from sheets.imprint import Imprint
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
from sheets.scale import SCALES
from views import ring_panel
from views.choices import Choices, chosen_features
from views.filter_words import sentence

Text = TypeVar("Text", bound=str)

_RESOLUTIONS = (150, 300)
"""600 dpi takes more memory than a shared server should lend: it is left to the command line."""

_SIGNED = {
    "office": "编制单位",
    "drawn": "制图",
    "checked": "校核",
    "approved": "审核",
    "signed": "日期",
}

_WHOLE, _VIEW = "全区", "地图视野"
_TITLE = "青云谱区“十四五”规划一张图"
_WARNING = "区界属行政区域界线：公开示意图不绘区界，公开前须依法送审并填写审图号。"


def show(plan: PlanData, choices: Choices) -> None:
    """Draw the form and the two buttons."""
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


def _buttons(request: SheetRequest) -> None:
    if request.mode == PUBLIC and not st.checkbox(_WARNING + "我已知悉。", key="sheet-known"):
        return
    name = f"{request.paper}{request.orientation}"
    with st.container(horizontal=True, gap="small"):
        st.download_button(
            "下载 PDF",
            lambda: _draw(request, "pdf"),
            f"规划图_{name}.pdf",
            "application/pdf",
            on_click="ignore",
            type="primary",
            key="sheet-pdf",
        )
        st.download_button(
            "下载 PNG",
            lambda: _draw(request, "png"),
            f"规划图_{name}.png",
            "image/png",
            on_click="ignore",
            key="sheet-png",
        )
        st.download_button(
            "下载 SVG",
            lambda: _draw(request, "svg"),
            f"规划图_{name}.svg",
            "image/svg+xml",
            on_click="ignore",
            key="sheet-svg",
        )


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
    title = st.text_input("图题", _TITLE, key="sheet-title", persist_state="session")
    subtitle = st.text_input("副题", "", key="sheet-sub", persist_state="session")
    extent = _extent(plan)
    mode = _pick("图纸用途", MODES, "sheet-mode")
    number = ""
    if mode == PUBLIC:
        number = st.text_input("审图号（未取得则留空）", key="sheet-number") or ""
    scale = _scale()
    imprint = _imprint()
    dpi = st.select_slider("PNG 清晰度（dpi）", _RESOLUTIONS, 300, key="sheet-dpi")
    return _Look(title or "", subtitle or "", extent, mode, number, dpi, scale, imprint)


def _scale() -> int | None:
    """Draw the choice of a fixed scale; None takes the largest at which all of it fits."""
    chosen = st.selectbox(
        "比例尺",
        [0, *SCALES],
        format_func=lambda scale: f"1:{scale:,}".replace(",", " ") if scale else "自动（尽量大）",
        key="sheet-scale",
        persist_state="session",
    )
    return int(chosen) if chosen else None


def _imprint() -> Imprint | None:
    """Draw the fields of the 图签; None draws none."""
    if not st.toggle("加图签", key="sheet-imprint", persist_state="session"):
        return None
    columns = st.columns(2)
    fields = [
        columns[place % 2].text_input(
            title, key=f"sheet-by-{name}", max_chars=60, persist_state="session"
        )
        for place, (name, title) in enumerate(_SIGNED.items())
    ]
    return Imprint(*(field or "" for field in fields))


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
        rings_ll=None if rings is None else to_lonlat(rings),
        rings_title=ring_panel.legend_words(),
        filter_text=sentence(plan, choices.criteria),
        review_number=look.number,
        scale=look.scale,
        imprint=look.imprint,
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


def _draw(request: SheetRequest, file_format: Literal["png", "pdf", "svg"]) -> bytes:
    from sheets.render import render  # noqa: PLC0415 - matplotlib is read when a sheet is drawn

    return render(request, file_format)
