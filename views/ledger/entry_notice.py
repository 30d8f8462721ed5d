"""未保存的填报: said where it comes back with a work; beside other items, with the way there."""

import streamlit as st

from views import selected_feature
from views.escape_markdown import escape_markdown, strong
from views.ledger import done, item_names, open_entries
from views.ledger.change_acts import layer_of

_MOST = 3


def take_up() -> None:
    """Open the forms that a work brought, and say so; call before any of them is drawn."""
    opened = open_entries.take_up()
    if opened:
        names = "、".join(item_names.here(*each) for each in opened)
        done.say(f"未保存的填报已恢复：{names}；还没有写入台账")


def show(chosen: str) -> None:
    """Say of which other items something is typed and not saved; `chosen` is the one shown."""
    others = [each for each in open_entries.unsaved() if each[1] != chosen]
    for table, item in others[:_MOST]:
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            st.markdown(f"未保存的填报：{strong(item_names.here(table, item))}")
            _way(table, item)
    if len(others) > _MOST:
        st.caption(escape_markdown(f"另有 {len(others) - _MOST} 项未保存的填报"))


def _way(table: str, item: str) -> None:
    """Draw the way to the form of an item: on the map, or where else it is."""
    if layer := layer_of(table, item):
        st.button(
            "继续填",
            key=f"entry-return-{table}-{item}",
            on_click=selected_feature.select,
            args=(layer, item),
        )
    elif table == "indicators":
        st.caption("在台账页的“指标”中继续填")
