"""What is walked on: the main roads, lines of the panel 导入, or a file."""

from typing import Final

import streamlit as st
from pandas import DataFrame

from geo.lifecircle.method_text import snap_words
from geo.network.reporting import report_rows
from geo.plan_data import PlanData
from geo.project_file import fields
from views.circles import areas, network_file, source_choice, uses, work
from views.circles.answer import Answer
from views.circles.source_choice import Source
from views.circles.uses import NETWORK

_SOURCE: Final = Source(
    NETWORK,
    "路网来源",
    "主干路骨架路网（随数据）",
    "lc-network",
    file_key=fields.NETWORK,
    file_words="本页读取的路网文件",
)


def show(plan: PlanData, answer: Answer) -> None:
    """Draw the choice of the network, its report, and the forms for one of one's own."""
    st.markdown("**步行路网**")
    source = answer.settings.ways.network
    source_choice.show(_SOURCE)
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
    source_choice.bring(plan, _SOURCE, "导入道路中心线（线图层）")
    fold = st.expander("读取 OpenStreetMap 提取或存好的路网", key="lc-net-fold", on_change="rerun")
    if fold.open:
        with fold:
            network_file.show()


def _report(answer: Answer) -> None:
    ways = answer.settings.ways
    network = work.parts().network(ways.network)
    rows = [(row.name, row.value) for row in report_rows(network)]
    table = DataFrame(rows, columns=["路网概况", "值"])
    st.dataframe(table, hide_index=True, height=250, placeholder="")
    st.caption(
        "小区和设施接到最近路段上的一点，接入步程计入；"
        + plain(snap_words(work.parts().walking(ways).limit_m))
    )


def _tolerate() -> None:
    use, tolerance = uses.the(NETWORK), st.session_state["lc-own-tol"]
    if use is not None and tolerance:
        uses.change(NETWORK, use.layer, tolerance_m=float(tolerance))
