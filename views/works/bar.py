"""In the head of both pages: which work this is, when it was saved, and the way to all of them."""

from html import escape

import streamlit as st

from geo.works.model import Work
from views.deferred_downloads import this_fragment
from views.error_boundary import guarded
from views.escape_markdown import escape_markdown
from views.works import desks, opening, owner, panel
from views.works.opening import when


@st.fragment
def show() -> None:
    """Draw the bar; the saver has it drawn anew when it has saved."""
    desk = desks.mine()
    desk.bar = this_fragment()
    with guarded("我的工作"):
        _bar(desk, owner.here())


def _bar(desk: desks.Desk, mine: owner.Owner | None) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="pm-works"):
        if desk.viewed is not None and not desk.held.work:
            _viewed(desk.viewed, copies=mine is not None)
        if mine is None:
            return
        _said(desk.held)
        if st.button("我的工作", key="works", help="打开、改名、复制、分享、删除"):
            panel.show(mine)
        offered = desk.offered
        if offered is not None and not desk.held.work:
            told = escape_markdown(f"{offered.name}，{when(offered.saved)} 保存")
            if st.button("恢复上次工作", key="works-last", type="primary", help=told):
                opening.open_or_say(offered.work)
                st.rerun(scope="app")


def _said(held: desks.Held) -> None:
    """Say what the work is called and when it was saved; what is not saved is told elsewhere."""
    if not held.work:
        return
    told = f"已自动保存 {when(held.saved)}" if held.saved else "正在保存……"
    told = "" if held.failure or held.behind else told
    st.html(
        f'<span class="pm-saved" title="{escape(held.name)}"><b>{escape(held.name)}</b>'
        f'<small data-saved="{escape(told)}">{escape(told)}</small></span>',
        width="content",
    )


def _viewed(work: Work, *, copies: bool) -> None:
    """Say whose work is shown, and of when."""
    whose = work.owner_name or "他人分享"
    told = f"只读 · {whose} · {when(work.saved)} 保存"
    then = "改动会另存为您的副本" if copies else "只供查看"
    st.html(
        f'<span class="pm-saved pm-view" title="{escape(f"{work.name}；{told}；{then}")}">'
        f"<b>{escape(work.name)}</b><small>{escape(told)}</small></span>",
        width="content",
    )
