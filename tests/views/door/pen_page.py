"""A page with each way in which a page writes: a press, a call back, a form in a fragment.

It stands behind the real door; what it writes are lines of a file.
"""

import os
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from streamlit.runtime.scriptrunner import get_script_run_ctx

from views import own_name, server_middleware, sign_in, writer
from views.error_boundary import guarded
from views.page_shell import STYLE, Shell


@writer.editing
def write(how):
    with Path(os.environ["WRITTEN"]).open("a", encoding="utf-8") as file:
        file.write(f"{how} {writer.by()}\n")


def tried(how):
    with guarded("写入"):
        write(how)


@st.fragment
def part():
    with st.form("part"):
        st.text_input("片段内容", key="by-text")
        pressed = st.form_submit_button("片段", key="by-fragment")
    if own_name.ready(pressed=pressed, what="part"):
        tried(f"fragment:{st.session_state['by-text']}")


def draw():
    st.set_page_config(page_title="笔", layout="wide")
    st.html(STYLE)
    sign_in.badge()
    if not sign_in.admitted():
        return
    permission = writer.may_edit()
    st.text(f"编辑：{permission.may} {permission.why}")
    if permission.may:
        if own_name.ready(pressed=st.button("按下", key="by-button"), what="button"):
            tried("button")
        st.button("回调", key="by-callback", on_click=tried, args=("callback",))
        part()


if get_script_run_ctx(suppress_warning=True):
    draw()
else:
    app = st.App(
        __file__,
        middleware=[*server_middleware.middleware_or_end(), Middleware(Shell, title="笔")],
    )
