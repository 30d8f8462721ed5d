"""What the sidebar's widgets hold, gathered into one `Choices`."""

import streamlit as st

from layers.backgrounds import NONE
from layers.palettes import STANDARD
from views import catalogue, filtered
from views.choices import Choices
from views.filter_keys import current


def is_known() -> bool:
    """Tell whether the widgets have been drawn in this session, so that they hold values."""
    return "pal" in st.session_state


def gather() -> Choices:
    """Return what the widgets hold, whether or not they are drawn yet in this run."""
    state, criteria, specs = st.session_state, current(), catalogue.specs()
    visible = [spec for spec in specs if state.get(f"on-{spec.layer_id}", spec.visible)]
    return Choices(
        visible=tuple(spec.layer_id for spec in visible),
        palette=state.get("pal") or STANDARD,
        background=state.get("bg") or NONE,
        key=str(state.get("tdt") or "").strip(),
        facility_kinds=tuple(state.get("fac") or ()),
        criteria=criteria,
        kept=filtered.left(criteria).ids,
        own=catalogue.own(),
        filters=catalogue.filters(),
        opacities=tuple(
            (spec.layer_id, state.get(f"alpha-{spec.layer_id}", 100) / 100) for spec in specs
        ),
    )
