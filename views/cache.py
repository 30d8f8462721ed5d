"""Cached readings, keyed by folder and time of change; frames are shared and never changed."""

import streamlit as st
from geopandas import GeoDataFrame
from pandas import DataFrame

from geo.crs import to_metric
from geo.data_folder import PROGRAM, data_folder
from geo.edition import edition_of
from geo.plan_data import PlanData, load_plan
from geo.reach import load_levels
from geo.search import SearchIndex, build_index
from layers import LAYERS
from layers.dress import dressed
from layers.features import features_of
from layers.items import Item, items_of

ROOT = PROGRAM
DATA = data_folder()
"""The plan's folder; another edition of the same files can be named in the environment."""


def stamp() -> int:
    """Which edition of the data lies there: a file that is edited or replaced is read again."""
    return edition_of(DATA)


@st.cache_resource(show_spinner=False, max_entries=1)
def plan(version: int) -> PlanData:  # noqa: ARG001 - the version is the key
    """The plan, checked and dressed."""
    return dressed(load_plan(DATA))


@st.cache_resource(show_spinner=False, max_entries=1)
def levels(version: int) -> DataFrame:  # noqa: ARG001
    """Levels of the life circle, from the standard."""
    return load_levels(DATA)


@st.cache_resource(show_spinner=False, max_entries=1)
def metric(version: int) -> dict[str, GeoDataFrame]:
    """Every frame of the plan in METRIC, by attribute name."""
    names = ("boundary", "zones", "projects", "roads", "facilities", "communities")
    return {name: to_metric(getattr(plan(version), name)) for name in names}


@st.cache_resource(show_spinner=False, max_entries=1)
def items(version: int) -> dict[str, tuple[Item, ...]]:
    """Return every placed feature ready to be drawn, by layer id."""
    whole = plan(version)
    return {spec.layer_id: items_of(features_of(whole, spec), spec, spec.rank) for spec in LAYERS}


@st.cache_resource(show_spinner=False, max_entries=1)
def members(version: int) -> dict[str, tuple[str, ...]]:
    """Return the ids of every feature, placed or not, by layer id."""
    whole = plan(version)
    return {
        spec.layer_id: tuple(str(each) for each in features_of(whole, spec).index)
        for spec in LAYERS
    }


@st.cache_resource(show_spinner=False, max_entries=1)
def index(version: int) -> SearchIndex:
    """Every name on the map and every plan item without a place."""
    whole = plan(version)
    named = {
        spec.layer_id: (features_of(whole, spec), spec.name_column)
        for spec in LAYERS
        if spec.layer_id != "outline"
    }
    return build_index(named)
