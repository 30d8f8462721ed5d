"""The map of the page 生活圈: what was clicked becomes a selection, or a place of a scenario."""

import streamlit as st

from geo.plan_data import PlanData
from layers.legend import legend_html
from layers.styles import palette
from views import web_frame
from views.circles import pick
from views.circles.answer import Answer
from views.circles.scene import make
from views.state.lifecircle import CLICKS, MAP, SPOT
from views.state.plan_map import PALETTE

_HEIGHT = 600
_RETURNED = ("last_active_drawing", "last_object_clicked_count", "last_clicked")


def show(plan: PlanData, answer: Answer) -> None:
    """Draw map and legend."""
    scene, shown = make(answer)
    web_frame.draw(_FRAME, plan, scene)
    st.html(legend_html(shown, palette(PALETTE.get())))


def _clicked() -> None:
    """Take a click once: a new object where the counter moved, a new place where it differs."""
    value = MAP.get()
    count, drawing = value.get("last_object_clicked_count"), value.get("last_active_drawing")
    place = value.get("last_clicked")
    spot = [round(place["lat"], 6), round(place["lng"], 6)] if place else None
    if spot and spot != SPOT.get():
        SPOT.set(spot)
        if pick.place_taken(spot):
            CLICKS.set(count)
            return
    if drawing and count != CLICKS.get():
        CLICKS.set(count)
        properties = drawing.get("properties") or {}
        pick.select(str(properties.get("layer")), str(properties.get("id")))


_FRAME = web_frame.Frame(MAP.name, _HEIGHT, _RETURNED, on_change=_clicked)
