"""The part of the panel 落图 for a scanned plan: upload, opacity, matched points with residuals."""

import streamlit as st

from geo.errors import DataError
from geo.placing.scan_model import ENDINGS
from views import upload_box
from views.error_boundary import guarded
from views.escape_markdown import escape_markdown
from views.placing import scan
from views.reading_progress import waiting
from views.state.scan import BEGAN, ERROR, OPACITY, PICKING, PINS, SCAN, TURN

_MB = 60
_HOW = (
    "上传规划图、红线图、方案图的扫描件或照片，在地图上对准两处以上认得出的地方（路口、桥头、墙角），"
    "它就垫在地图下面，可照着描。三处以上才能检核。"
)


def show(tail: str) -> None:
    """Draw it, folded unless there is a scan; `tail` of the item whose basis it may tell."""
    with st.expander("扫描件垫底", expanded=bool(SCAN.get()), key="scan-box"), guarded("扫描件"):
        if SCAN.get() and not scan.is_held():
            scan.remove()
            st.warning("扫描件已过期（服务重启，或断线期间为他人腾出内存）；请重新上传并对准。")
        if SCAN.get():
            _held(tail)
        else:
            _take()


def _take() -> None:
    st.caption(_HOW)
    sent = upload_box.given("扫描件", ENDINGS, f"{BEGAN}{TURN.get()}", max_upload_size=_MB)
    if sent is None:
        return
    with waiting("正在打开扫描件……") as by:
        said = scan.take(sent.getvalue(), sent.name, by)
    upload_box.spent(sent)
    TURN.set(TURN.get() + 1)
    if said:
        st.toast(escape_markdown(f"{sent.name}：{said}"))
    st.rerun()


def _held(tail: str) -> None:
    held = SCAN.get() or {}
    st.markdown(escape_markdown(str(held.get("name", ""))))
    st.caption(escape_markdown(scan.kept_words()))
    st.slider("不透明度", 10, 100, OPACITY.start, 5, key=OPACITY.name, format="%d%%")
    st.toggle(
        "在地图上对准",
        key=PICKING.name,
        help="先点扫描件上的一处，再点它在地图上的真实位置；按 Esc 重选",
    )
    _pins(tail)
    st.button("移除扫描件", key="scan-remove", on_click=scan.remove)


def _pins(tail: str) -> None:
    pins = PINS.get()
    if ERROR.get():
        st.error(escape_markdown(ERROR.get()))
    try:
        found = scan.lying()
    except DataError:
        found = None
    for number, _ in enumerate(pins):
        left = f"差 {found.residuals_m[number]:.1f} 米" if found and found.spare else "已对准"
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(f"第 {int(number + 1)} 处：{left}", width="stretch")
            st.button("去掉", key=f"scan-pin-{number}", on_click=scan.drop_pin, args=(number,))
    if told := scan.words() if found else None:
        basis, metres = told
        st.caption(escape_markdown(f"落图依据可写：{basis}；位置精度不小于 {metres:,.0f} 米。"))
        st.button("写入落图依据", key="scan-basis", on_click=scan.tell_basis, args=(tail,))
    elif len(pins) < 2:
        st.caption(f"还要对准 {2 - len(pins)} 处，扫描件才会落到位。")
