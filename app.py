"""青云谱规划一张图: page, sidebar, map. Run with `streamlit run app.py`."""

from pathlib import Path

import streamlit as st

from layers.assets import publish
from views import cache, chips, filter_keys, map_view, sidebar, theme
from views.guard import guarded

TITLE = "青云谱规划一张图"
BASIS = "依据青云谱区“十四五”规划纲要 · 示意图，不作为划界、审批依据"


def main() -> None:
    """Draw the page; each part says its own errors."""
    st.set_page_config(page_title=TITLE, page_icon="🗺️", layout="wide")
    theme.apply()
    st.html(
        f'<div class="pm-title" role="heading" aria-level="1"><b>{TITLE}</b>'
        f"<span>{BASIS}</span></div>"
    )
    with guarded("规划数据"):
        publish(Path(__file__).parent / "static")
        version = cache.stamp()
        plan = cache.plan(version)
        filter_keys.take_pick()
        with st.sidebar:
            choices = sidebar.show(plan, version)
        chips.show(plan, choices)
        map_view.show(version, choices)


main()
