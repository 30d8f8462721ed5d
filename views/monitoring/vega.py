"""Vega-Lite charts as plain values, whose marks are clicked: much faster than by way of Altair."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

import streamlit as st
from pandas import DataFrame

from views.state.model import picked_points

Part = dict[str, Any]
"""A layer, an encoding, a look: part of a Vega-Lite specification."""

_PICK: Final = "pick"


def layer(rows: DataFrame, mark: str, look: Part, encoding: Part, tip: str = "") -> Part:
    """Return a layer.

    Parameters
    ----------
    rows
        One a mark; the column `to` names what a click on it means.
    mark, look, encoding
        As in Vega-Lite.
    tip
        Column of what a mark says when it is pointed at. Without it Vega-Lite hears no click on
        the marks of this layer.
    """
    told = {"tooltip": {"field": tip, "type": "nominal", "title": ""}} if tip else {}
    clicked = {"cursor": "pointer"} if tip else {}
    values = {"values": rows.to_dict("records")}
    return {"data": values, "mark": {"type": mark, **clicked, **look}, "encoding": encoding | told}


def axis(column: str, domain: Sequence[float], *, reverse: bool = False) -> Part:
    """Return a position that a column of numbers gives, on a scale that is not drawn."""
    scale = {"domain": list(domain), "reverse": reverse, "nice": False, "zero": False}
    return {"field": column, "type": "quantitative", "axis": None, "scale": scale}


def boxes(x: Sequence[float], y: Sequence[float]) -> Part:
    """Return the encoding of boxes from x0, y0 to x1, y1 on two domains."""
    across, down = axis("x0", x), axis("y0", y, reverse=True)
    return {"x": across, "x2": {"field": "x1"}, "y": down, "y2": {"field": "y1"}}


def as_told(column: str) -> Part:
    """Return an encoding by the values of a column as they are: a text, a colour."""
    return {"field": column, "type": "nominal", "scale": None}


def chart(layers: Sequence[Part], height: int) -> Part:
    """Return a chart of layers; what a click on a mark means is told by `to`."""
    select = {"name": _PICK, "select": {"type": "point", "fields": ["to"]}}
    first, *others = layers
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "layer": [{**first, "params": [select]}, *others],
        "height": height,
        "padding": 0,
        "config": {"view": {"stroke": None}, "aria": False},
        "usermeta": {"embedOptions": {"renderer": "svg"}},
    }


def draw(spec: Mapping[str, Any], key: str, clicked: Callable[[], None], words: str) -> None:
    """Draw a chart; `clicked` is called after a click (`to_of`), `words` say what it shows."""
    st.vega_lite_chart(None, dict(spec), key=key, on_select=clicked, theme=None, alt=words)


def to_of(key: str) -> str:
    """Return what the mark that was clicked means, "" for none; a browser may send anything."""
    points = picked_points(key, _PICK)
    return str(points[0].get("to", "")) if points else ""
