"""The peer: the same layers on a folium map built anew for every change, as tutorials do it."""

from pathlib import Path

import folium
import streamlit as st
from streamlit_folium import st_folium

from geo.district import DISTRICT
from geo.filtering import Criteria, apply, chosen_values
from geo.plan_data import PlanData, load_plan
from layers import LAYERS, drawing_order
from layers.assets import publish, urls
from layers.features import features_of, with_derived_columns, with_place
from layers.palettes import PALETTES, STANDARD

ROOT = Path(__file__).resolve().parent.parent
SHOWN = [spec for spec in LAYERS if spec.visible]


@st.cache_resource
def plan() -> PlanData:
    """The same data, read once, so that only the drawing is compared."""
    return with_derived_columns(load_plan(ROOT / "data"))


def main() -> None:
    """Draw the page."""
    publish(Path(__file__).parent / "static")
    folium.Map.default_js, folium.Map.default_css = urls(".js"), urls(".css")
    columns = st.pills("专栏", [each.name for each in DISTRICT.column], selection_mode="multi")
    base = folium.Map([28.63, 115.91], zoom_start=13, tiles=None)
    for spec in drawing_order(tuple(SHOWN)):
        frame = features_of(plan(), spec)
        if spec.frame == "projects":
            frame = apply(frame, Criteria(chosen_values({"column": columns or ()})))
        frame = with_place(frame).reset_index()
        if frame.empty:
            continue
        colour = PALETTES[STANDARD][spec.symbols[0].colour]
        folium.GeoJson(
            frame[["name", "geometry"]],
            style_function=lambda _, colour=colour: {"color": colour},
            marker=folium.CircleMarker(radius=7),
            tooltip=folium.GeoJsonTooltip(["name"]),
        ).add_to(base)
    st_folium(base, key="map", height=640, use_container_width=True)


main()
