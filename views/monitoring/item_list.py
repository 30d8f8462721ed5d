"""The items that pass the filter, in a table, with the card of the one that is chosen."""

import streamlit as st
from geopandas import GeoDataFrame

from geo.schema import PROJECTS
from views import cache, pages, plan_tables, selected_feature
from views.error_boundary import guarded
from views.filter_form import current
from views.monitoring import item_card

_COLUMNS = ("name", "column", "status", "progress_told")


def show() -> None:
    """Draw table and card side by side."""
    plan, rows = cache.plan(), cache.left(current()).rows
    selected_feature.take_from_url(plan)
    left, right = st.columns([1.6, 1], gap="small")
    with left, guarded("项目表"):
        _table(rows)
    with right, guarded("要素卡片"):
        item_card.show(plan)
    selected_feature.put_in_url()


def _table(rows: GeoDataFrame) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f"**项目** {len(rows)} 项")
        st.page_link(pages.plan_map(), label="在图上看", icon=":material/map:")
    if rows.empty:
        st.info("没有符合条件的项目。")
        return
    titles = {each.name: each.title for each in PROJECTS.columns if each.name in _COLUMNS}
    plan_tables.of_items(rows, rows[list(titles)].rename(columns=titles), "ledger-items")
