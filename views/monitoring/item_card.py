"""The card of the chosen item on the page 台账: what is known of it, its form, the map."""

import streamlit as st

from geo.plan_data import PlanData
from views import feature_card, pages, selected_feature
from views.ledger import entry_notice, item_actions


def show(plan: PlanData) -> None:
    """Draw the card of what is selected."""
    chosen = selected_feature.current(plan)
    entry_notice.show(chosen.feature_id if chosen else "")
    if chosen is None:
        st.caption("点表中一行，可查看该项目的卡片并填报。")
        return
    feature_card.draw(chosen.spec, selected_feature.row_of(plan, chosen))
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        item_actions.enter(chosen)
        st.page_link(pages.plan_map(), label="在图上看这一项", icon=":material/map:")
        st.button("取消选择", key="card-clear", on_click=selected_feature.clear)
    item_actions.show(chosen)
