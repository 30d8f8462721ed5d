"""What the analysis rests on: the network, the pace, the demand; each may be the planner's own."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import streamlit as st
from geopandas import GeoDataFrame
from pandas import DataFrame, Series

from geo.errors import DataError
from geo.lifecircle.demand_files import read_demand
from geo.lifecircle.weights import checked_weights, weight_columns
from geo.network.paces import load_paces
from geo.network.reporting import report_rows
from geo.network.snapping import LIMIT_M
from geo.network.sources import read_network
from geo.plan_data import PlanData
from views import cache, shelf
from views.circles import catchment_form, own_state, uploads, work
from views.circles.again import again
from views.circles.answer import Answer
from views.plain import plain

_CRS = ("文件自带", "EPSG:4326", "EPSG:4490", "EPSG:4548", "EPSG:4527")


def weight_of(demand: GeoDataFrame) -> Series | None:
    """People or dwellings of each demand point, None where none are known."""
    column = str(st.session_state.get("lc-weight") or "")
    if not column or column not in demand.columns:
        return None
    return checked_weights(demand, column).set_axis(demand.index.astype(str))


def show(plan: PlanData, version: int, answer: Answer) -> None:  # noqa: ARG001 - as all panels
    """Draw network, pace, demand and the capacities."""
    _pace()
    _network()
    _demand(answer)
    with st.expander("供需比（两步移动搜索法）"):
        catchment_form.show(answer)


def _pace() -> None:
    paces = load_paces(cache.DATA)
    st.markdown("**步速与路口等候**")
    st.pills(
        "常用步速",
        list(paces.index),
        key="lc-pace",
        on_change=_take_pace,
        format_func=lambda name: f"{name} {paces.loc[name, 'speed_m_per_min']:g}",
        label_visibility="collapsed",
    )
    chosen = st.session_state.get("lc-pace")
    if chosen in paces.index:
        st.caption(plain(f"{paces.loc[chosen, 'source']}（{paces.loc[chosen, 'checked']}）"))
    columns = st.columns(2)
    own_state.begin("lc-speed", own_state.SPEED)
    columns[0].number_input(
        "步速（米/分）",
        min_value=20.0,
        max_value=120.0,
        step=1.0,
        format="%.1f",
        key="lc-speed",
        persist_state="session",
    )
    columns[1].number_input(
        "每个路口等候（秒）",
        0.0,
        180.0,
        0.0,
        5.0,
        format="%.0f",
        key="lc-delay",
        persist_state="session",
        help="按步速折算为米，计入路网步行距离；0 为不计。",
    )


def _take_pace() -> None:
    chosen = st.session_state.get("lc-pace")
    paces = load_paces(cache.DATA)
    if chosen in paces.index:
        st.session_state["lc-speed"] = float(paces.loc[chosen, "speed_m_per_min"])


def _network() -> None:
    st.markdown("**步行路网**")
    token = own_state.network_token()
    try:
        network = work.network(token)
    except DataError as error:
        st.error(plain(str(error)))
        st.session_state["lc-network"] = ""
        return
    rows = [(plain(row.name), plain(row.value)) for row in report_rows(network)]
    st.dataframe(
        DataFrame(rows, columns=["路网概况", "值"]), hide_index=True, height=250, placeholder=""
    )
    st.caption(
        f"小区和设施接到最近路段上的一点，接入步程计入；距路段超过 {LIMIT_M:g} 米为未接入路网，"
        "单独列出，不计达标。"
    )
    st.toggle(
        "在地图上画出路网（与主体不连通的部分用虚线）",
        bool(token),
        key=f"lc-draw-net-{token}",
        persist_state="session",
    )
    if token:
        st.button("改回主干路骨架路网", key="lc-net-back", on_click=_forget, args=("lc-network",))
    with st.expander("导入路网（线图层或 OpenStreetMap 提取）"):
        columns = st.columns(2)
        tolerance = columns[0].number_input("接点容差（米）", 0.01, 50.0, 1.0, key="lc-tol")
        crs = columns[1].selectbox("坐标系", _CRS, key="lc-net-crs")
        read = partial(read_network, tolerance_m=float(tolerance), crs=_named(crs))
        _upload("lc-net-file", uploads.NETWORK_TYPES, read, "lc-network")


def _demand(answer: Answer) -> None:
    st.markdown("**需求点**")
    demand = answer.demand
    st.caption(
        f"当前 {len(demand)} 个需求点"
        + ("（导入）" if own_state.demand_token() else "：区内居住小区")
    )
    columns = _weights(demand)
    wanted = st.session_state.pop("lc-next-weight", None)
    if wanted is not None:
        st.session_state["lc-weight"] = wanted
    if columns:
        st.selectbox(
            "人口或户数列",
            ["", *columns],
            format_func=lambda name: name or "不加权",
            key="lc-weight",
            persist_state="session",
        )
    else:
        st.caption("需求图层没有人口或户数列（需数字列，如“人口”“户数”），占比只按处数计。")
    if own_state.demand_token():
        st.button("改回居住小区", key="lc-dem-back", on_click=_forget, args=("lc-demand",))
    with st.expander("导入需求图层（点或面，可带人口列）"):
        crs = st.selectbox("坐标系", _CRS, key="lc-dem-crs")
        spacing = st.number_input("面内布点间距（米）", 20.0, 500.0, 50.0, 10.0, key="lc-spacing")
        _upload(
            "lc-dem-file",
            uploads.LAYER_TYPES,
            partial(read_demand, crs=_named(crs), spacing_m=float(spacing)),
            "lc-demand",
        )


def _weights(demand: GeoDataFrame) -> list[str]:
    return [name for name in weight_columns(demand) if name != "part"]


def _upload(key: str, types: list[str], read: Callable[[Path], Any], target: str) -> None:
    given = st.file_uploader("文件", types, key=key, label_visibility="collapsed")
    if given is None or not st.button("读取", key=f"{key}-go", type="primary"):
        return
    with st.spinner("正在读取……"):
        try:
            token = shelf.put(uploads.from_upload(given.name, given.getvalue(), read))
        except DataError as error:
            st.error(plain(str(error)))
            return
    st.session_state[target] = token
    if target == "lc-demand":
        st.session_state["lc-next-weight"] = next(iter(_weights(shelf.get(token))), "")
    again()


def _forget(key: str) -> None:
    st.session_state[key] = ""


def _named(crs: str | None) -> str:
    return "" if crs in (None, _CRS[0]) else str(crs)
