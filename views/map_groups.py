"""The groups of the map for one run: layers, rings and what is selected, bottom to top."""

import folium
import streamlit as st
from geopandas import GeoDataFrame
from pandas import Series

from geo.crs import to_lonlat, to_metric
from geo.plan_data import PlanData
from layers import drawing_order
from layers.backgrounds import background
from layers.features import placed
from layers.labels import labels_of
from layers.spec import LayerSpec, Symbol
from layers.styles import Style, palette, styles_of
from layers.texts import feature_texts
from layers.web_map import background_group, flight, layer_group
from views import selection
from views.choices import Choices, chosen_features

_RING = LayerSpec("rings", "缓冲圈", "", "area", (Symbol("", "缓冲圈", "ring"),), fill_opacity=0.1)
_RANKS = {"zones": 0, "education": 1, "construction": 2, "renewal": 2, "roads": 3, "main-roads": 4}


def groups(
    plan: PlanData, texts: dict[str, Series], choices: Choices, rings: GeoDataFrame | None
) -> list[folium.FeatureGroup]:
    """Return the groups in drawing order; folium objects are made anew on every run."""
    made = _background(plan, choices)
    colours = palette(choices.palette)
    for spec in drawing_order(choices.shown()):
        features = placed(chosen_features(plan, choices, spec))
        styles = styles_of(spec, colours, choices.opacity(spec.layer_id))
        labels = labels_of(features, spec, _RANKS.get(spec.layer_id, 5))
        known = texts[spec.layer_id].reindex(features.index)
        made.append(layer_group(known, styles, labels))
    if rings is not None:
        made.append(_ring_group(rings, styles_of(_RING, colours, 1.0)))
    return [*made, *_selected(plan, texts, colours["select"])]


def _background(plan: PlanData, choices: Choices) -> list[folium.FeatureGroup]:
    centre = plan.boundary.union_all().centroid
    tiles = background(choices.background, choices.key, (centre.x, centre.y))
    return [background_group(tiles)] if tiles else []


def _ring_group(rings_m: GeoDataFrame, styles: list[Style]) -> folium.FeatureGroup:
    named = to_lonlat(rings_m).assign(name=[f"{radius:g} 米" for radius in rings_m["radius_m"]])
    largest_first = named.sort_values("radius_m", ascending=False)
    return layer_group(feature_texts(largest_first, _RING), styles, [], interactive=False)


def _doubt(frame: GeoDataFrame, colour: str) -> folium.FeatureGroup:
    """Circle around a point within which the place truly lies, by its `accuracy_m`."""
    points = frame[(frame.geom_type == "Point") & frame["accuracy_m"].notna()]
    metres = to_metric(points)
    circles = metres.set_geometry(metres.buffer(metres["accuracy_m"], quad_segs=32))
    dashed: Style = {"color": colour, "weight": 1.5, "dashArray": "4 5", "fill": False}
    texts = feature_texts(to_lonlat(circles.assign(name="")), _RING)
    return layer_group(texts, [dashed], [], interactive=False)


def _selected(plan: PlanData, texts: dict[str, Series], colour: str) -> list[folium.FeatureGroup]:
    chosen = selection.current(plan)
    known = texts[chosen.spec.layer_id] if chosen else Series(dtype=object)
    picked = known[known.index == chosen.feature_id] if chosen else known
    halo: Style = {"color": colour, "weight": 4, "opacity": 0.85, "fill": False, "radius": 14}
    count = len(chosen.spec.symbols) if chosen else 1
    group = layer_group(picked, [halo] * count, [], interactive=False)
    command = st.session_state.get("flight")
    if command:
        flight(group, command["number"], tuple(command["bounds"]))
    return [_doubt(selection.row_of(plan, chosen), colour), group] if chosen else [group]
