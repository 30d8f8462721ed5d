"""What is walked on: the main roads, lines of the panel 导入, or a file."""

from typing import TYPE_CHECKING, Final

import streamlit as st
from pandas import DataFrame

from geo.errors import DataError
from geo.lifecircle.method_text import snap_words
from geo.network.graph import report_rows
from geo.plan_data import PlanData
from views import access, layer_store, upload_box
from views.escape_markdown import escape_markdown
from views.lifecircle import areas, cached_analysis, layer_roles, source_choice
from views.lifecircle.analysis_answer import LifeCircleAnswer
from views.lifecircle.layer_roles import NETWORK
from views.lifecircle.rerun import again
from views.lifecircle.source_choice import SourceChoice
from views.reading_progress import limits, waiting
from views.state import lifecircle
from views.state.lifecircle import TOLERANCE

if TYPE_CHECKING:
    from streamlit.runtime.uploaded_file_manager import UploadedFile

_TYPES: Final = ("pbf", "osm", "gz", "bz2", "gpkg")

_SOURCE: Final = SourceChoice(NETWORK, "路网来源", "主干路骨架路网（随数据）", "lc-network")


def show(plan: PlanData, answer: LifeCircleAnswer) -> None:
    """Draw the choice of the network, its report, and the forms for one of one's own."""
    st.markdown("**步行路网**")
    source = answer.settings.ways.network
    source_choice.show(_SOURCE)
    use = layer_roles.the(NETWORK)
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
            _file()


def _file() -> None:
    """Draw the box of a file that is a network already, and the button that reads it."""
    given = upload_box.given(
        "OpenStreetMap 提取（.osm.pbf、.osm）或存好的路网（.gpkg）", _TYPES, "lc-net-file"
    )
    if given is not None and st.button("读取路网", key="lc-net-file-go", type="primary"):
        _take(given)


@access.writing
def _take(given: "UploadedFile") -> None:
    """Walk on the network of a file; a refusal is said."""
    from geo.guarded import reading as guarded  # noqa: PLC0415 - readers are known when a file comes

    content = given.getvalue()
    try:
        limits().check_file(given.name, len(content))
        with waiting("正在读取路网……") as by:
            network = guarded.network(guarded.Sent(content, given.name), by, lines=False)
        lifecircle.NETWORK.set(layer_store.put(network))
    except DataError as error:
        st.error(escape_markdown(str(error)))
        return
    layer_roles.drop(NETWORK)
    again()


def _report(answer: LifeCircleAnswer) -> None:
    ways = answer.settings.ways
    if not cached_analysis.parts().has_network(ways.network):
        st.info(
            "没有道路数据：按直线测距。导入道路中心线或读取 OpenStreetMap 提取后，可按路网步行。"
        )
        return
    network = cached_analysis.parts().network(ways.network)
    table = DataFrame(report_rows(network), columns=["路网概况", "值"])
    st.dataframe(table, hide_index=True, height=250, placeholder="")
    st.caption(
        "小区和设施接到最近路段上的一点，接入步程计入；"
        + escape_markdown(snap_words(cached_analysis.parts().walking(ways).limit_m))
    )


def _tolerate() -> None:
    use, tolerance = layer_roles.the(NETWORK), TOLERANCE.get()
    if use is not None and tolerance:
        layer_roles.change(NETWORK, use.layer, tolerance_m=tolerance)
