"""附件 of a change in the history, and of an item on its card: seen, opened, withdrawn."""

from collections.abc import Iterable
from html import escape

import streamlit as st

from geo.exchange.attachment_check import PDF
from geo.exchange.attachments import Attachment, listed
from geo.people import same_person
from views import attachment_route, writer
from views.edition import STORE
from views.error_boundary import guarded
from views.ledger import acts, done
from views.ledger.attaching import size_words
from views.local_time import time_words
from views.state.ledger import WITHDRAW_WHY, WITHDRAWING


def attached_html(found: Iterable[Attachment]) -> str:
    """Return attachments as HTML, every value escaped; of a withdrawn one who did so and why."""
    editor = writer.may_edit().may
    return f'<div class="pm-files">{"".join(_one(each, editor=editor) for each in found)}</div>'


def _one(each: Attachment, *, editor: bool) -> str:
    kind = "PDF" if each.type == PDF else "照片"
    told = f"{kind}，{size_words(each.size)}，{each.by}"
    if each.withdrawn:
        gone = each.withdrawn
        words = f"已由 {gone.by} 于 {time_words(gone.at)} 撤下：{gone.why}"
        return f"<div><s>{escape(each.title)}</s>（{escape(told)}）{escape(words)}</div>"
    if each.positioned and not editor:
        return (
            f"<div>{escape(each.title)}（{escape(told)}；照片内带有拍摄位置，只给编辑人员）</div>"
        )
    where = escape(attachment_route.address(each.uid))
    seen = "" if each.type == PDF else f'<img alt="" src="{where}" loading="lazy">'
    link = f'<a href="{where}" target="_blank" rel="noopener">{seen}{escape(each.title)}</a>'
    return f"<div>{link}（{escape(told)}）</div>"


def card(table: str, item: str) -> None:
    """Draw the attachments of an item that are shown, each with the way to withdraw it."""
    if STORE.ledger is None:
        return
    found = [each for each in listed(STORE.ledger, table, item) if not each.withdrawn]
    if not found:
        return
    with st.expander(f"附件 {len(found)}", expanded=bool(WITHDRAWING.get())):
        for each in found:
            st.html(attached_html([each]))
            if _may(each):
                _withdraw(each)


def _may(each: Attachment) -> bool:
    mine = same_person(each.by, writer.person().by)
    return writer.may_edit().may and (mine or writer.may_administer().may)


def _withdraw(each: Attachment) -> None:
    if WITHDRAWING.get() != each.uid:
        st.button("撤下", key=f"withdraw-{each.uid}", on_click=WITHDRAWING.set, args=(each.uid,))
        return
    st.text_input("为什么撤下（必填）", key=WITHDRAW_WHY.name, max_chars=acts.MOST_WHY)
    with st.container(horizontal=True, gap="small"):
        sure = st.button("确定撤下", key="withdraw-sure", type="primary")
        st.button("取消", key="withdraw-not", on_click=WITHDRAWING.drop)
    if sure:
        with guarded("没有撤下"):
            acts.withdraw_file(each.uid, WITHDRAW_WHY.get())
            done.say(f"附件“{each.title}”已撤下；留痕中仍可查到")
            WITHDRAWING.drop()
            WITHDRAW_WHY.drop()
            st.rerun(scope="app")
