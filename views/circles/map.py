"""The map of the page 生活圈: what was clicked becomes a selection, or a place of a scenario."""

import streamlit as st

from geo.plan_data import PlanData
from layers.legend import legend_html
from layers.styles import palette
from views import web_frame
from views.circles import pick
from views.circles.answer import Answer
from views.circles.scene import make

_HEIGHT = 600
_RETURNED = ("last_active_drawing", "last_object_clicked_count", "last_clicked")


def show(plan: PlanData, answer: Answer) -> None:
    """Draw map and legend."""
    scene, shown = make(answer)
    web_frame.draw(_FRAME, plan, scene)
    st.html(legend_html(shown, palette(st.session_state.get("pal") or "规范色")))


def _clicked() -> None:
    """Take a click once: a new object where the counter moved, a new place where it differs."""
    value = st.session_state.get("lc-map") or {}
    count, drawing = value.get("last_object_clicked_count"), value.get("last_active_drawing")
    place = value.get("last_clicked")
    spot = [round(place["lat"], 6), round(place["lng"], 6)] if place else None
    if spot and spot != st.session_state.get("lc-spot"):
        st.session_state["lc-spot"] = spot
        if pick.place_taken(spot):
            st.session_state["lc-clicks"] = count
            return
    if drawing and count != st.session_state.get("lc-clicks"):
        st.session_state["lc-clicks"] = count
        properties = drawing.get("properties") or {}
        pick.select(str(properties.get("layer")), str(properties.get("id")))


_FRAME = web_frame.Frame("lc-map", _HEIGHT, _RETURNED, on_change=_clicked)
