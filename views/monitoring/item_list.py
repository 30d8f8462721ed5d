"""The items that pass the filter, in a table, with the card of the one that is chosen."""

from typing import Final

import streamlit as st
from geopandas import GeoDataFrame
from pandas import DataFrame

from geo.schema import UNREPORTED
from views import cache, pages, plan_tables, selected_feature
from views.error_boundary import guarded
from views.filter_form import current
from views.monitoring import figures, item_card

_WIDTHS: Final = {
    "编号": 86, "名称": 210, "状态": 70, "时限": 100, "形象进度（%）": 112, "责任单位": 120,
    "计划开工": 100, "计划完工": 100, "实际开工": 100, "实际完工": 100,
    "总投资（万元）": 124, "累计完成（万元）": 138,
}  # fmt: skip
_NUMBERS: Final = {"total": "总投资（万元）", "done": "累计完成（万元）"}


def show() -> None:
    """Draw the table, and the card beside it once an item is chosen."""
    plan, rows = cache.plan(), cache.left(current()).rows
    selected_feature.take_from_url(plan)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f"**项目** {len(rows)} 项", width="content")
        st.page_link(pages.plan_map(), label="在图上看", icon=":material/map:", width="content")
    if selected_feature.current(plan) is None:
        with guarded("项目表"):
            _table(rows)
        item_card.show(plan)
    else:
        left, right = st.columns([1.6, 1], gap="small")
        with left, guarded("项目表"):
            _table(rows)
        with right, guarded("要素卡片"):
            item_card.show(plan)
    selected_feature.put_in_url()


def _table(rows: GeoDataFrame) -> None:
    if rows.empty:
        st.info("没有符合条件的项目。")
        return
    shown = table(figures.of_all().rows.loc[rows.index])
    plan_tables.of_items(rows, shown, "ledger-items", _WIDTHS)


def table(standing: DataFrame) -> DataFrame:
    """Return the table of items from how they stand (`geo.monitoring.standing`)."""
    told = {
        "编号": standing.index,
        "名称": standing["name"],
        "状态": standing["status"],
        "时限": standing["timing"],
        "形象进度（%）": standing["progress"],
        "责任单位": standing["lead_unit"].replace("", UNREPORTED),
        "计划开工": standing["planned_start"],
        "计划完工": standing["planned_finish"],
        "实际开工": standing["actual_start"],
        "实际完工": standing["actual_finish"],
        **{title: standing[name] for name, title in _NUMBERS.items()},
    }
    return DataFrame(told, index=standing.index)
