"""What is walked on: the main roads, lines of the panel 导入, or a file."""

from typing import Final

import streamlit as st
from pandas import DataFrame

from geo.lifecircle.method_text import snap_words
from geo.network.graph import report_rows
from geo.plan_data import PlanData
from views.circles import areas, network_file, source_choice, uses, work
from views.circles.answer import Answer
from views.circles.source_choice import Source
from views.circles.uses import NETWORK
from views.plain import plain
from views.state import lifecircle
from views.state.lifecircle import TOLERANCE

_SOURCE: Final = Source(
    NETWORK,
    "路网来源",
    "主干路骨架路网（随数据）",
    "lc-network",
    file_key=lifecircle.NETWORK,
    file_words="本页读取的路网文件",
)


def show(plan: PlanData, answer: Answer) -> None:
    """Draw the choice of the network, its report, and the forms for one of one's own."""
    st.markdown("**步行路网**")
    source = answer.settings.ways.network
    source_choice.show(_SOURCE)
    use = uses.the(NETWORK)
    if use is not None:
        TOLERANCE.set(use.tolerance_m)
        st.number_input(
            "接点容差（米）", 0.01, 50.0, None, 0.5, key=TOLERANCE.name, on_change=_tolerate
        )
    _report(answer)
    st.toggle(
        "在地图上画出路网（与主体不连通的部分用虚线）",
        bool(source),
        key=areas.drawn_network(source).name,
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
    table = DataFrame(report_rows(network), columns=["路网概况", "值"])
    st.dataframe(table, hide_index=True, height=250, placeholder="")
    st.caption(
        "小区和设施接到最近路段上的一点，接入步程计入；"
        + plain(snap_words(work.parts().walking(ways).limit_m))
    )


def _tolerate() -> None:
    use, tolerance = uses.the(NETWORK), TOLERANCE.get()
    if use is not None and tolerance:
        uses.change(NETWORK, use.layer, tolerance_m=tolerance)
