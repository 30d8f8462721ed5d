"""收发表单: Excel forms given out to units, and filled ones taken back."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import partial

import streamlit as st

from geo.district import DISTRICT
from geo.forms.choosing import EVERYTHING, units_in_use
from geo.forms.model import MONTHLY, month_words
from geo.plan_data import PlanData
from views import cache, downloads, upload_box, writer
from views.edition import STORE
from views.error_boundary import guarded
from views.escape_markdown import escape_markdown
from views.monitoring import forms_acts, forms_taken
from views.state.monitoring_forms import (
    EVERYBODY,
    FORM,
    FUNDS,
    KIND,
    MONTH,
    TURN,
    UNIT,
    WHY,
    YEAR,
)

_MOST_MB = 50


def show() -> None:
    """Draw what goes out and what comes back; a form that came back has the page to itself."""
    came = FORM.get()
    if came is not None:
        forms_taken.show(came)
        return
    out, back = st.columns(2, gap="large")
    with out, guarded("发出"):
        _out(cache.plan())
    with back, guarded("收回"):
        _back()


def _out(plan: PlanData) -> None:
    st.markdown("**发出**")
    units = units_in_use(plan)
    if UNIT.get() not in units:
        UNIT.reset()
    st.selectbox(
        "单位",
        [EVERYBODY, *units],
        format_func=lambda unit: f"{unit}（{units[unit]} 项）" if unit else EVERYTHING,
        key=UNIT.name,
        persist_state="session",
    )
    KIND.segmented_control("表", persist_state="session")
    month = _month() if KIND.get() == MONTHLY else ""
    st.checkbox("列出全部资金来源（不选只列已用到的）", key=FUNDS.name, persist_state="session")
    told = f"{month_words(month)}{KIND.get()}"
    with downloads.row() as row:
        name = f"{UNIT.get() or EVERYTHING} {told}"
        row.button(
            "下载填报表", _maker(plan, UNIT.get(), month), _file(name, "xlsx"),
            key="forms-one", primary=True,
        )  # fmt: skip
        if units:
            row.button(
                f"全部 {len(units)} 个单位（压缩包）",
                _all_maker(plan, month),
                _file(f"各单位 {told}", "zip"),
                key="forms-all",
            )
    if not units:
        st.caption("还没有项目填写责任单位；可先发全部项目的一张表，由它填上。")
    st.caption("表里只有该单位负责或配合的项目；灰底的栏只供核对，写法见表内“说明”。")


def _month() -> str:
    """Draw year and month; Streamlit's calendar speaks English."""
    now = datetime.now(UTC).astimezone().date()
    first, last = DISTRICT.plan.years[0], max(DISTRICT.plan.years[-1], now.year)
    before = date(now.year - (now.month == 1), (now.month - 2) % 12 + 1, 1)
    YEAR.begin(min(max(before.year, first), last))
    MONTH.begin(before.month)
    year, month = st.columns(2)
    with year:
        st.selectbox("年", range(first, last + 1), key=YEAR.name, persist_state="session")
    with month:
        st.selectbox("月", range(1, 13), key=MONTH.name, persist_state="session")
    return f"{YEAR.get()}-{MONTH.get():02d}"


def _file(name: str, end: str) -> str:
    from geo.exporting.file_names import plain_name  # noqa: PLC0415 - as what makes the file

    return f"{plain_name(name)}.{end}"


def _maker(plan: PlanData, unit: str, month: str) -> Callable[[], bytes]:
    return partial(_one, plan, unit, month, all_funds=FUNDS.get())


def _all_maker(plan: PlanData, month: str) -> Callable[[], bytes]:
    return partial(_every, plan, month, all_funds=FUNDS.get())


def _one(plan: PlanData, unit: str, month: str, *, all_funds: bool) -> bytes:
    from geo.forms.issuing import known_of, last_change  # noqa: PLC0415 - when a form is asked for
    from geo.forms.making import make_form, request  # noqa: PLC0415

    asked = request(unit, month, all_funds=all_funds)
    known = known_of(STORE, plan, asked)
    return make_form(known, asked, datetime.now(UTC), last_change(STORE)).content


def _every(plan: PlanData, month: str, *, all_funds: bool) -> bytes:
    from geo.exporting.writing import archive  # noqa: PLC0415 - when forms are asked for
    from geo.forms.issuing import known_of, last_change  # noqa: PLC0415
    from geo.forms.making import all_forms, request  # noqa: PLC0415

    asked, now = request("", month, all_funds=all_funds), datetime.now(UTC)
    made = all_forms(known_of(STORE, plan, asked), asked, now, last_change(STORE))
    return archive({each.name: each.content for each in made}, now.date().isoformat())


def _back() -> None:
    st.markdown("**收回**")
    permission = writer.may_edit()
    if not permission.may:
        st.caption(escape_markdown(permission.why))
        return
    given = upload_box.given(
        "单位填好的表（.xlsx）", ["xlsx", "xlsm"], f"forms-{TURN.get()}", max_upload_size=_MOST_MB
    )
    if given is not None:
        FORM.set(forms_acts.read(given.getvalue(), given.name))
        WHY.drop()
        upload_box.spent(given)
        TURN.set(TURN.get() + 1)
        st.rerun(scope="app")
    st.caption(
        "收到的表逐格与发出时、与台账现值对照：改了哪些、谁先改过、哪些读不懂、旁边另写了什么，"
        "都列出来由您取舍；公式不运行，只看算好的值。"
    )
