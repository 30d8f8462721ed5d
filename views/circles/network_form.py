"""What is walked on: the main roads, lines of the panel 导入, or a file."""

from functools import partial
from typing import TYPE_CHECKING

import streamlit as st
from pandas import DataFrame

from geo.network.reporting import report_rows
from geo.network.snapping import LIMIT_M
from views.circles import areas, source_choice, uploads, uses, work
from views.circles.answer import Answer
from views.circles.uses import NETWORK

if TYPE_CHECKING:
    from geo.guarded.reading import By, Sent
    from geo.network.graph import WalkNetwork


def show(answer: Answer) -> None:
    """Draw the choice of the network, its report, and the upload."""
    st.markdown("**步行路网**")
    source = answer.settings.ways.network
    source_choice.show(NETWORK, "路网来源", "主干路骨架路网（随数据）", "lc-network")
    use = uses.the(NETWORK)
    if use is not None:
        st.session_state["lc-own-tol"] = use.tolerance_m
        st.number_input(
            "接点容差（米）", 0.01, 50.0, None, 0.5, key="lc-own-tol", on_change=_tolerate
        )
    _report(answer)
    st.toggle(
        "在地图上画出路网（与主体不连通的部分用虚线）",
        bool(source),
        key=areas.drawing_key(source),
        persist_state="session",
    )
    with st.expander("上传路网（线图层或 OpenStreetMap 提取）"):
        columns = st.columns(2)
        tolerance = columns[0].number_input("接点容差（米）", 0.01, 50.0, 1.0, key="lc-tol")
        crs = columns[1].selectbox("坐标系", uploads.SYSTEMS, key="lc-net-crs")
        read = partial(_read, tolerance_m=float(tolerance or 1.0), crs=uploads.named(crs))
        uploads.show("lc-net-file", uploads.NETWORK_TYPES, read, _take)


def _read(sent: "Sent", by: "By", *, layer: str, tolerance_m: float, crs: str) -> "WalkNetwork":
    from geo.guarded import reading as guarded  # noqa: PLC0415 - readers are known when a file comes

    return guarded.network(sent, guarded.Part(layer, crs), by, tolerance_m=tolerance_m)


def _report(answer: Answer) -> None:
    network = work.network(answer.settings.ways.network)
    rows = [(row.name, row.value) for row in report_rows(network)]
    table = DataFrame(rows, columns=["路网概况", "值"])
    st.dataframe(table, hide_index=True, height=250, placeholder="")
    st.caption(
        f"小区和设施接到最近路段上的一点，接入步程计入；距路段超过 {LIMIT_M:g} 米为未接入路网，"
        "单独列出，不计达标。"
    )


def _take(token: str) -> None:
    uses.drop(NETWORK)
    st.session_state["lc-network"] = token


def _tolerate() -> None:
    use, tolerance = uses.the(NETWORK), st.session_state["lc-own-tol"]
    if use is not None and tolerance:
        uses.change(NETWORK, use.layer, tolerance_m=float(tolerance))
