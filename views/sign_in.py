"""The page of whoever may not read yet, and the badge of who is there."""

import streamlit as st

from views import access
from views.access_settings import OIDC, settings
from views.escape_markdown import escape_markdown


def admitted() -> bool:
    """Whether the person of this session may see the page; who may not is told how to."""
    if access.role() >= access.Role.READER:
        return True
    with st.container(border=True):
        if settings().sign_in == OIDC:
            _ask()
        else:
            st.info("您尚未登录，或没有查看权限。请从单位的统一入口进入；如需开通请联系管理员。")
    return False


def badge() -> None:
    """Draw name, 只读 and the button that signs out; nothing where nobody signs in."""
    chosen = settings()
    role = access.role()
    if role == access.Role.READER:
        st.html(
            '<span class="pm-mark" title="可查看、筛选、出图和下载">只读</span>', width="content"
        )
    if not chosen.sign_in or role == access.Role.NOBODY:
        return
    name = access.name()
    if name:
        st.caption(escape_markdown(name), width="content")
    if chosen.sign_in == OIDC:
        st.button("退出登录", key="sign-out", on_click=st.logout, type="tertiary")


def _ask() -> None:
    if access.name():
        st.warning(
            escape_markdown(
                f"账号“{access.name()}”没有查看权限，或登录已过期；如需开通请联系管理员。"
            )
        )
        st.button("退出登录", key="sign-out", on_click=st.logout)
    else:
        st.markdown("**请登录**")
        st.caption("使用单位统一身份认证的账号登录后查看。")
    st.button("登录", key="sign-in", on_click=st.login, type="primary")
