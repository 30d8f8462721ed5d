"""Layers a planner brings: a spec made of what came in, with a look of its own."""

from collections.abc import Sequence
from typing import Literal

import numpy as np
import shapely
from geopandas import GeoDataFrame

from geo.district import Shape
from layers.spec import CardField, LayerSpec, Plane, Symbol

Family = Literal["面", "线", "点"]

PLANES: dict[Family, Plane] = {"面": "area", "线": "line", "点": "point"}
"""Where each family of geometries is drawn."""

FRAME = "own:"
"""Start of the `frame` of a spec whose features are not the plan's."""

_LOOKS: tuple[tuple[str, Shape], ...] = (
    ("hue.teal", "hexagon"),
    ("hue.crimson", "triangle"),
    ("hue.jade", "diamond"),
    ("hue.violet", "cross"),
    ("hue.brown", "inverted"),
    ("hue.orange", "star"),
)
_DIMENSIONS: dict[Family, int] = {"面": 2, "线": 1, "点": 0}
_MOST_CARDS = 24
"""Columns a card shows; the table shows all of them."""


def families(frame_ll: GeoDataFrame) -> dict[Family, GeoDataFrame]:
    """Part a layer of mixed geometries into areas, lines and points; those without a place go.

    A collection goes by the largest dimension in it.
    """
    shapes = frame_ll.geometry.to_numpy()
    found = np.where(shapely.is_empty(shapes), -1, shapely.get_dimensions(shapes))
    parts = {family: found == dimension for family, dimension in _DIMENSIONS.items()}
    return {
        family: frame_ll if rows.all() else frame_ll[rows]  # all of them without a copy
        for family, rows in parts.items()
        if rows.any()
    }


def spec_of(token: str, title: str, family: Family, columns: Sequence[str], turn: int) -> LayerSpec:
    """Make the spec of an imported layer.

    Parameters
    ----------
    token
        Name of the layer on the server; its id is `own-` and the token.
    title
        Words for list, legend and sheet.
    family
        Areas, lines or points.
    columns
        Attributes, in order; the card shows the first of them.
    turn
        Number of the layer: layers differ by colour and shape.
    """
    colour, shape = _LOOKS[turn % len(_LOOKS)]
    return LayerSpec(
        layer_id=f"own-{token}",
        title=title,
        frame=f"{FRAME}{token}",
        role="imported",
        plane=PLANES[family],
        symbols=(Symbol("", title, colour, shape, 6.0, width=2.4),),
        cards=tuple(CardField(name, name) for name in list(columns)[:_MOST_CARDS]),
        fill_opacity=0.25 if family == "面" else 0.85,
        label_zoom=15,
    )
