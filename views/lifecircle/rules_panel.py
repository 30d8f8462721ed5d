"""The standard as a table that a planner reads, edits, downloads and brings."""

from functools import partial

import streamlit as st
from pandas import DataFrame

from geo.errors import DataError
from geo.lifecircle.rules import check_rules, preset_rules, rules_csv
from geo.plan_data import PlanData
from views import access, downloads, upload_box
from views.escape_markdown import escape_markdown
from views.lifecircle import cached_analysis, selectable_table
from views.lifecircle.analysis_answer import LifeCircleAnswer
from views.lifecircle.rerun import again
from views.reading_progress import waiting
from views.state.lifecircle import RULES, RULES_SEEN, RULES_TURN

_HEADERS = {
    "kind": "设施类别",
    "radius_m": "步行距离（米）",
    "required": "必配",
    "level_min": "分钟圈",
    "matches": "对应设施",
    "clause": "条款",
    "source": "来源",
    "checked": "核对",
    "note": "说明",
}


def show(plan: PlanData, answer: LifeCircleAnswer) -> None:  # noqa: ARG001 - as all panels
    """Draw the rules of the preset, editable, with download, upload and reset."""
    edited, whole = RULES.get(), cached_analysis.rules()
    st.caption(
        ("步行距离、必配与说明可直接改；" if access.may_write() else "")
        + "“核对”一栏只说明数字与标准印刷文本是否核对过。"
        + ("当前为**我改过的标准表**。" if edited else "当前为随数据提供的标准表。")
    )
    _editor(whole, answer.settings.question.preset)
    with downloads.row() as row:
        row.button(
            "下载标准表 CSV", partial(rules_csv, whole), "生活圈标准.csv", key="lc-rules-out"
        )
        if access.may_write():
            st.button(
                "恢复原表", key="lc-rules-reset", on_click=_set, args=("",), disabled=not edited
            )
    given = upload_box.given("上传标准表（CSV，列名同下载的表）", ["csv"], "lc-rules-file")
    if given is not None:
        _take(given.name, given.getvalue())


def _editor(whole: DataFrame, preset: str) -> None:
    told = preset_rules(whole, preset)[list(_HEADERS)].dropna(axis=1, how="all")
    key = f"lc-rules-edit-{preset}-{RULES_TURN.get()}"
    if not access.may_write():
        told = told.rename(columns=_HEADERS)
        st.dataframe(
            told, hide_index=True, height=selectable_table.height(len(told)), placeholder=""
        )
        return
    fixed = [name for name in _HEADERS if name not in ("radius_m", "required", "note")]
    changed = st.data_editor(
        told,
        hide_index=True,
        column_config={name: _HEADERS[name] for name in told.columns},
        disabled=fixed,
        height=selectable_table.height(len(told)),
        key=key,
    )
    if st.button("按改后的表重新计算", type="primary", disabled=changed.equals(told)):
        _keep(whole, changed)


def _keep(whole: DataFrame, changed: DataFrame) -> None:
    table = whole.copy()
    table.loc[changed.index, list(changed.columns)] = changed
    try:
        _use(rules_csv(check_rules(table)))
    except DataError as error:
        st.error(escape_markdown(str(error)))


def _take(name: str, content: bytes) -> None:
    if RULES_SEEN.get() == [name, len(content)]:
        return
    try:
        text = rules_csv(_read(name, content))
    except DataError as error:
        st.error(escape_markdown(str(error)))
        return
    RULES_SEEN.set([name, len(content)])
    _use(text)


@access.writing
def _read(name: str, content: bytes) -> DataFrame:
    from geo.guarded import reading as guarded  # noqa: PLC0415 - known when a file comes

    with waiting("正在读取标准表……") as by:
        return guarded.rules(guarded.Sent(content, name), by)


@access.writing
def _use(text: str) -> None:
    _set(text)
    again()


def _set(text: str) -> None:
    """Take other rules, and a new key: the editor of the old must not speak for the new."""
    RULES.set(text)
    RULES_TURN.set(RULES_TURN.get() + 1)
