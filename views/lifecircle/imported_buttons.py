"""Buttons that put an imported layer to use on the page 生活圈, drawn where layers are listed."""

from typing import Final

import streamlit as st

from views import layer_registry
from views.lifecircle.layer_roles import DEMAND, FAMILIES, NETWORK, SERVICES

_ROLES: Final = (SERVICES, DEMAND, NETWORK)


def show(layer_id: str) -> None:
    """Draw the buttons that suit a layer; a click goes to the page 生活圈."""
    layer = layer_registry.record_of(layer_id)
    if layer is None:
        return
    for role in _ROLES:
        if layer.family in FAMILIES[role] and st.button(
            f"作为{role}", key=f"in-use-{role}-{layer_id}", help=f"在“生活圈”页把这个图层用作{role}"
        ):
            _go(layer_id, role)


def _go(layer_id: str, role: str) -> None:
    from views.lifecircle import imported_layers, page  # noqa: PLC0415 - walking is read when asked for

    imported_layers.use_as(layer_id, role)
    # without `query_params` this fails while a widget has its value in the address
    st.switch_page(st.Page(page.show, title="生活圈", url_path="circles"), query_params={})
