"""A project file opened: its choices as plain values, its layers and networks ready for use."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import shapely
from geopandas import GeoDataFrame

from geo.incoming.naming import named, usual_label
from geo.lifecircle.rules import parse_rules, rules_csv
from geo.network.graph import WalkNetwork
from geo.project_file.frames import frame_of
from geo.project_file.model import Role, StoredLayer
from geo.project_file.networks import network_of
from geo.project_file.reading import load

_USES = "lc-own"
"""Key of what the layers are used for."""

_RULES = "lc-rules"
"""Key of the planner's table of the standard, a text."""

_EARLIER: Mapping[Role, tuple[str, str]] = {
    "demand": ("需求点", "需求"),
    "candidates": ("候选点", "候选点"),
    "capacity": ("带容量的设施", "容量"),
}
"""Layers that earlier files hold apart, as a layer of the session and its use; the one that may
come apart into areas and points last, so that it moves no other."""

_COLLECTION = shapely.GeometryType.GEOMETRYCOLLECTION


class OpenedLayer(NamedTuple):
    """A layer: what the planner calls it, its role, its look, (n,) features in EPSG:4326."""

    name: str
    role: Role
    look: dict[str, Any]
    frame_ll: GeoDataFrame


class OpenedNetwork(NamedTuple):
    """A network, None where the file left it out; the note says why and what to do."""

    network: WalkNetwork | None
    note: str


class OpenedProject(NamedTuple):
    """All of a project file; `saved` the day it was written, `warnings` what was mended."""

    saved: str
    choices: dict[str, Any]
    layers: tuple[OpenedLayer, ...]
    networks: tuple[OpenedNetwork, ...]
    warnings: tuple[str, ...]


def open_project(content: bytes) -> OpenedProject:
    """Open a project file; nothing of it is left to be parsed.

    Parameters
    ----------
    content
        The file.

    Raises
    ------
    DataError
        If it is none, or damaged; the message names the place.
    """
    project = load(content)
    choices = dict(project.choices)
    if choices.get(_RULES):
        choices[_RULES] = rules_csv(parse_rules(choices[_RULES].encode(), "工程文件中的标准表"))
    layers = [open_layer(each) for each in project.layers]
    shown = [each for each in layers if each.role == "layer"]
    earlier = [_as_layer(each) for role in _EARLIER for each in layers if each.role == role]
    choices |= _put_to_use(choices, len(shown), earlier)
    return OpenedProject(
        saved=project.saved,
        choices=choices,
        layers=(*shown, *(each._replace(role="layer") for each in earlier)),
        networks=tuple(OpenedNetwork(network_of(each), each.note) for each in project.networks),
        warnings=project.warnings,
    )


def _as_layer(earlier: OpenedLayer) -> OpenedLayer:
    """Return what earlier files held for a use alone as a layer of the session."""
    frame = earlier.frame_ll
    titled = named(frame, usual_label(map(str, frame.columns)))
    look = {"visible": False}  # it was not on the map then
    return earlier._replace(name=_EARLIER[earlier.role][0], look=look, frame_ll=titled)


def _put_to_use(
    choices: Mapping[str, Any], shown: int, earlier: Sequence[OpenedLayer]
) -> dict[str, Any]:
    """Return the uses of the layers that stand behind those that are shown."""
    uses = [
        {"role": _EARLIER[each.role][1], "layer": str(place), "title": each.name}
        for place, each in enumerate(earlier, shown)
    ]
    return {_USES: [*choices.get(_USES, ()), *uses]} if uses else {}


def open_layer(stored: StoredLayer) -> OpenedLayer:
    """Return a layer of a project file ready for use, its collections without others in them."""
    frame = frame_of(stored)
    shapes = frame.geometry.to_numpy()
    nested = shapely.get_type_id(shapes) == _COLLECTION
    if nested.any():
        shapes = shapes.copy()
        shapes[nested] = [_flat(each) for each in shapes[nested]]
        frame = frame.set_geometry(shapes, crs=frame.crs)
    return OpenedLayer(stored.name, stored.role, dict(stored.look), frame)


def _flat(collection: shapely.Geometry) -> shapely.Geometry:
    """A collection without collections in it."""
    parts = np.array([collection], dtype=object)
    while (shapely.get_type_id(parts) == _COLLECTION).any():
        parts = np.concatenate(
            [shapely.get_parts(each) if _is_one(each) else [each] for each in parts]
        )
    return shapely.geometrycollections(parts)


def _is_one(shape: shapely.Geometry) -> bool:
    return bool(shapely.get_type_id(shape) == _COLLECTION)
