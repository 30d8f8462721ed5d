"""Layers of the panel 导入 as services: what each row is, and whether it adds or replaces."""

from functools import partial
from typing import Final

import streamlit as st
from pandas import DataFrame

from geo.lifecircle.facility_kinds import offered
from geo.lifecircle.imported import ImportedServices
from geo.lifecircle.kind_filter import SCHOOL
from geo.lifecircle.question import OwnServices
from geo.plan_data import PlanData
from geo.text import fold
from views import import_form, layer_registry, layer_store
from views.escape_markdown import escape_markdown
from views.lifecircle import cached_analysis, imported_layers, layer_roles
from views.lifecircle.analysis_answer import LifeCircleAnswer
from views.lifecircle.layer_roles import SERVICES, Use
from views.state.lifecircle import MORE, USE, USE_BY

ONE, BY_COLUMN = "统一为一类", "按列取类别"
WITH, INSTEAD = "与现有设施合并", "代替同类现有设施"
_SHOWN: Final = 8
"""Words that name no kind, spelled out."""

_PLACE: Final = import_form.ImportPlace("lc-supply", partial(imported_layers.taken, role=SERVICES))


def show(plan: PlanData, answer: LifeCircleAnswer) -> None:
    """Draw the layers in use, the choice of one more, and the form for one of one's own."""
    st.markdown("**设施**")
    used = {use.layer: use for use in layer_roles.of_role(SERVICES)}
    for use, found in zip(used.values(), answer.settings.supply.own, strict=True):
        with st.container(border=True, gap="small"):
            _one(answer, use, found)
    free = [each for each in imported_layers.fitting(SERVICES) if each.token not in used]
    if free:
        _more({each.layer_id: each.title for each in free})
    elif not used:
        st.caption("现状设施随数据提供。")
    import_form.folded(plan, _PLACE, "导入设施图层（点、面或线）")


def _more(titles: dict[str, str]) -> None:
    MORE.set(None)
    st.selectbox(
        "加入导入图层",
        list(titles),
        None,
        format_func=lambda layer_id: titles.get(layer_id, ""),
        key=MORE.name,
        placeholder="选择导入图层……",
        on_change=_add,
    )


def _add() -> None:
    layer_id = MORE.get()
    if layer_id:
        imported_layers.use_as(layer_id, SERVICES)


def _one(answer: LifeCircleAnswer, use: Use, found: OwnServices) -> None:
    head = st.container(horizontal=True, vertical_alignment="center", gap="small")
    head.markdown(escape_markdown(f"导入：{found.layer.title}"))
    head.button(
        "移出",
        key=f"lc-own-out-{use.layer}",
        on_click=layer_roles.drop,
        args=(SERVICES, use.layer),
        help="不再计入设施；图层仍在“导入”面板",
    )
    _kind(answer, use)
    _choice(use, "instead", {False: WITH, True: INSTEAD}[use.instead], (WITH, INSTEAD))
    _told(answer, use, found)


def _kind(answer: LifeCircleAnswer, use: Use) -> None:
    """Draw where the kind comes from: one for all, or a column."""
    layer, by = layer_registry.record_of(f"own-{use.layer}"), USE_BY.key(use.layer)
    columns = [*layer.columns] if layer else []
    _choice(use, "by", by.get() or (BY_COLUMN if use.column else ONE), (ONE, BY_COLUMN))
    if by.get() == ONE:
        _select(use, "kind", "类别", _kinds(answer))
        return
    with st.container(horizontal=True, gap="small"):
        _select(use, "column", "类别列", columns)
        if use.column and _says_school(use):
            _select(use, "stage", "学段列（类别为“学校”的行）", columns)


def _kinds(answer: LifeCircleAnswer) -> list[str]:
    """Kinds to choose from, those of the standard in use first."""
    whole = list(offered(cached_analysis.rules()))
    here = set(answer.rules["kind"].astype(str))
    return sorted(whole, key=lambda name: name not in here)


def _says_school(use: Use) -> bool:
    frame = layer_store.get(use.layer)
    return use.column in frame and bool((frame[use.column].astype(str).map(fold) == SCHOOL).any())


def _choice(use: Use, field: str, value: str, options: tuple[str, str]) -> None:
    key = USE.key(f"{field}-{use.layer}")
    key.set(value)
    st.segmented_control(
        field,
        options,
        required=True,
        key=key.name,
        label_visibility="collapsed",
        on_change=_changed,
        args=(use.layer, field),
    )


def _select(use: Use, field: str, label: str, options: list[str]) -> None:
    key = USE.key(f"{field}-{use.layer}")
    value = getattr(use, field)
    key.set(value if value in options else None)
    st.selectbox(
        label,
        options,
        None,
        key=key.name,
        placeholder="请选择",
        on_change=_changed,
        args=(use.layer, field),
    )


def _changed(layer: str, field: str) -> None:
    """Keep what a widget now says."""
    value = USE.key(f"{field}-{layer}").get()
    if field == "instead":
        layer_roles.change(SERVICES, layer, instead=value == INSTEAD)
    elif field == "by":
        layer_roles.change(SERVICES, layer, kind="", column="", stage="")
    else:
        layer_roles.change(SERVICES, layer, **{field: value or ""})


def _told(answer: LifeCircleAnswer, use: Use, found: OwnServices) -> None:
    """Say what counts, what is not understood, what it replaces, how exactly it lies."""
    if not found.terms and not use.column:
        st.warning("请选择类别或类别列；选定前不计入。")
        return
    brought = cached_analysis.parts().imported(found)
    st.caption(
        escape_markdown("；".join([_counted(brought.facilities_m), _accuracy(brought)]) + "。")
    )
    if len(brought.unknown):
        st.warning(escape_markdown(_unknown(brought)))
    if found.instead:
        st.caption(escape_markdown(_instead(answer, found)))


def _counted(frame: DataFrame) -> str:
    kinds = _by_kind(frame, "")
    return f"计入 {len(frame)} 处" + (f"：{kinds}" if kinds else "")


def _by_kind(frame: DataFrame, unit: str) -> str:
    """How many there are of each stage, or kind where there is none, in words."""
    words = frame["stage"].where(frame["stage"] != "", frame["kind"])
    return "、".join(f"{name} {count}{unit}" for name, count in words.value_counts().items())


def _accuracy(brought: ImportedServices) -> str:
    unknown = int(brought.facilities_m["accuracy_m"].isna().sum())
    if not unknown:
        return "位置精度见数据"
    return f"{'' if unknown == len(brought.facilities_m) else f'{unknown} 处'}位置精度未知"


def _unknown(brought: ImportedServices) -> str:
    counts = brought.unknown
    shown = "、".join(f"“{word}” {rows}" for word, rows in counts.head(_SHOWN).items())
    more = f" 等 {len(counts)} 种" if len(counts) > _SHOWN else ""
    return f"{int(counts.sum())} 处的类别不在标准中，未计入：{shown}{more}"


def _instead(answer: LifeCircleAnswer, found: OwnServices) -> str:
    out = cached_analysis.parts().replaced_by(found)
    rule = answer.rule
    words = f"代替现状设施 {len(out)} 处"
    if rule is None:
        return f"{words}。"
    left = answer.services()
    told = _by_kind(left[left["origin"] == "现状"], " 处")
    return f"{words}；“{rule['kind']}”仍计入的现状设施：{told or '无'}。"
