"""One choice among what the data holds and the layers of the panel 导入, or a file of its own."""

from functools import partial
from typing import Final, NamedTuple

import streamlit as st

from geo.plan_data import PlanData
from views import import_form
from views.lifecircle import imported_layers, layer_roles
from views.lifecircle.layer_roles import Use
from views.state.lifecircle import NETWORK, SOURCE

_FILE: Final = "file"
"""In place of a token: what is no layer, such as a network that was stored."""


class SourceChoice(NamedTuple):
    """A role of one layer, and what it may be in words.

    Parameters
    ----------
    role
        One of `uses.ROLES`.
    label, standard
        Words of the choice, and of what the data holds.
    place
        Begins the keys of the widgets.
    """

    role: str
    label: str
    standard: str
    place: str


def show(source: SourceChoice) -> None:
    """Draw the choice."""
    words = {"": source.standard}
    words |= {each.token: f"导入：{each.title}" for each in imported_layers.fitting(source.role)}
    if _is_file(source.role):
        words[_FILE] = "本页读取的路网文件"
    key = SOURCE.key(source.place)
    key.set(_now(source))
    st.selectbox(
        source.label,
        list(words),
        format_func=lambda token: words.get(token, source.standard),
        key=key.name,
        label_visibility="collapsed",
        on_change=_chosen,
        args=(source,),
    )


def bring(plan: PlanData, source: SourceChoice, words: str) -> None:
    """Draw the form that reads a layer and puts it to use here, folded under `words`."""
    taken = partial(imported_layers.taken, role=source.role)
    import_form.folded(plan, import_form.ImportPlace(source.place, taken), words)


def _now(source: SourceChoice) -> str:
    use = layer_roles.the(source.role)
    if use is not None:
        return use.layer
    return _FILE if _is_file(source.role) else ""


def _is_file(role: str) -> bool:
    return role == layer_roles.NETWORK and bool(NETWORK.get())


def _chosen(source: SourceChoice) -> None:
    token = SOURCE.key(source.place).get()
    fitting = imported_layers.fitting(source.role)
    layer = next((each for each in fitting if each.token == token), None)
    layer_roles.drop(source.role)
    if layer is not None:
        layer_roles.put(Use(source.role, token, layer.title))
    elif token != _FILE and source.role == layer_roles.NETWORK:
        NETWORK.set("")
    if source.role == layer_roles.DEMAND:
        imported_layers.weigh()
