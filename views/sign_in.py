"""The page of whoever may not view yet, and the badge of who is there."""

from typing import Final

import streamlit as st

from views import access, own_name, writer
from views.access_settings import OIDC, settings
from views.escape_markdown import escape_markdown
from views.state.identity import OPENED

_SOON_MIN: Final = 20
"""Minutes before a sign-in runs out in which the page says so: what is typed then is not lost."""

_MAY: Final = {
    access.Role.VIEWER: "可查看、筛选、出图和下载；如需编辑请联系管理员。",
    access.Role.EDITOR: "可导入、试设方案，填报和撤销台账。",
    access.Role.REVIEWER: "可填报、撤销和审核台账。",
    access.Role.ADMIN: "可填报、撤销、审核和管理台账。",
}


def admitted() -> bool:
    """Whether the person of this session may see the page; who may not is told how to."""
    if access.role() >= access.Role.VIEWER:
        return True
    with st.container(border=True):
        if settings().sign_in == OIDC:
            _ask()
        else:
            st.info("您尚未登录，或没有查看权限。请从单位的统一入口进入；如需开通请联系管理员。")
    return False


def badge() -> None:
    """Draw name and role; behind them what the person may, 退出登录, or the name to change."""
    role = access.role()
    if role == access.Role.VIEWER:
        st.html(
            '<span class="pm-mark" title="可查看、筛选、出图和下载">只读</span>', width="content"
        )
    if role == access.Role.NOBODY or (own_name.asks() and not writer.may_edit().may):
        return
    left = access.minutes_left()
    if left is not None and left < _SOON_MIN:
        st.html(
            f'<span class="pm-mark" title="请先保存；再点姓名、退出后重新登录">'
            f"登录 {int(left)} 分钟后过期</span>",
            width="content",
        )
    with (
        st.container(width="content", key="pm-who"),
        st.popover(escape_markdown(_label()), width="content", key=OPENED.name, on_change="rerun"),
    ):
        _behind()


def _label() -> str:
    who = writer.person()
    if own_name.asks():
        return who.name or "填写姓名"
    if not settings().sign_in:
        return "未登录"
    return f"{who.name or '无账号'} · {access.TITLES[access.role()]}"


def _behind() -> None:
    who, may = writer.person(), writer.may_edit()
    if own_name.asks():
        st.caption("您的姓名记入台账的每次修改；只存在这台电脑上。")
        if own_name.form("badge"):
            OPENED.take()
            st.rerun()
    elif who.account and who.account != who.name:
        st.caption(escape_markdown(f"账号 {who.account}"))
    role = access.role()
    refused = may.why if role >= access.Role.EDITOR else ""
    st.caption(escape_markdown(refused or _MAY[role]))
    if settings().sign_in == OIDC:
        st.button("退出登录", key="sign-out", on_click=st.logout)


def _ask() -> None:
    name = writer.person().name
    if name:
        st.warning(
            escape_markdown(f"账号“{name}”没有查看权限，或登录已过期；如需开通请联系管理员。")
        )
        st.button("退出登录", key="sign-out", on_click=st.logout)
    else:
        st.markdown("**请登录**")
        st.caption("使用单位统一身份认证的账号登录后查看。")
    st.button("登录", key="sign-in", on_click=st.login, type="primary")
