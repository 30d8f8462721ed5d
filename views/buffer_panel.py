"""Buffer analysis: straight-line life circles, their figures and their files."""

from html import escape

import streamlit as st
from geopandas import GeoDataFrame

from geo.buffers import merged_rings, separate_rings
from geo.coverage import CoverageResult, Surroundings, analyse, combined
from geo.crs import to_metric
from geo.distance import StraightLine
from geo.plan_data import PlanData
from views import buffer_form, buffer_result, cache, layer_registry
from views.buffer_state import SELECTED, RingChoice, kept_choice, origins
from views.escape_markdown import escape_markdown
from views.map_choices import MapChoices
from views.sessions.memory import remembered
from views.state.plan_map import MERGED


def rings(plan: PlanData, choices: MapChoices) -> GeoDataFrame | None:
    """Rings to draw, METRIC; None where none are wanted or nothing to buffer is placed."""
    choice = kept_choice()
    if choice is None:
        return None
    sources = origins(plan, choices, choice.origins)
    if sources.empty:
        return None
    return _rings(_ids(sources), choice.radii_m, choice.mode, sources)


def legend_words() -> str:
    """Words of the rings in the legend."""
    choice = kept_choice()
    if choice is None:
        return ""
    walks = "、".join(f"{walk:g}" for walk in choice.walks_m)
    detour = f"（绕行系数 {choice.detour:g}）" if choice.detour > 1 else ""
    return f"{StraightLine.label}：{choice.description} {walks} 米{detour}"


def show(plan: PlanData, choices: MapChoices) -> None:
    """Draw the form and, where something placed is chosen, the result."""
    choice = buffer_form.show()
    if choice is None:
        return
    sources = origins(plan, choices, choice.origins)
    if sources.empty:
        _nothing(choice)
        return
    _warn(sources, choice.walks_m)
    st.caption("缓冲对象自身若为小区、设施或规划项目，计为距离 0 米。")
    result = figures(sources, choice.walks_m, choice.detour)
    made = rings(plan, choices)
    buffer_result.show(plan, result, made, f"{choice.description}（{len(sources)} 处）")


def _warn(sources: GeoDataFrame, walks_m: tuple[float, ...]) -> None:
    vague = sources[sources["accuracy_m"] > min(walks_m)]
    if vague.empty:
        return
    names = "、".join(str(name) for name in vague["name"].head(6))
    st.html(
        f'<span class="pm-mark">{len(vague)} 处位置精度低于缓冲半径，'
        f"缓冲圈仅供参考：{escape(names)}</span>"
    )


def _nothing(choice: RingChoice) -> None:
    if choice.origins == (SELECTED,):
        st.info("还没有选中已落图的要素：请在地图、表格或搜索框中选一个，再回到此处。")
    else:
        st.info(
            f"“{escape_markdown(choice.description)}”当前没有已落图的要素可做缓冲；请调整筛选。"
        )


def figures(sources_ll: GeoDataFrame, walks_m: tuple[float, ...], detour: float) -> CoverageResult:
    """Return what the sources serve of the district's estates, of services and plan items."""
    return _figures(_ids(sources_ll), walks_m, detour, sources_ll)


def _ids(sources_ll: GeoDataFrame) -> tuple[str, ...]:
    """Ids of the origins; no two layers share one."""
    return tuple(str(each) for each in sources_ll.index)


def _own(ids: tuple[str, ...], *_: object) -> bool:
    """Whether any of the origins is of a layer that the planner brought."""
    marks = tuple(f"{each.token[:8]}-" for each in layer_registry.records())
    return any(each.startswith(marks) for each in ids)


@remembered(most=32, own=_own)
def _rings(
    ids: tuple[str, ...],  # noqa: ARG001
    radii_m: tuple[float, ...],
    mode: str,
    _sources_ll: GeoDataFrame,
) -> GeoDataFrame:
    make = merged_rings if mode == MERGED else separate_rings
    return make(to_metric(_sources_ll), radii_m)


@remembered(most=32, own=_own)
def _figures(
    ids: tuple[str, ...],  # noqa: ARG001
    walks_m: tuple[float, ...],
    detour: float,
    _sources_ll: GeoDataFrame,
) -> CoverageResult:
    frames = cache.metric()
    estates = frames["communities"]
    around = Surroundings(
        frames["zones"],
        estates[estates["in_district"]],
        combined(frames["facilities"], frames["projects"]),
    )
    return analyse(to_metric(_sources_ll), walks_m, around, StraightLine(detour))
