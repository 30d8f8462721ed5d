"""A project file opened: its choices as plain values, its layers and networks ready for use."""

from typing import Any, NamedTuple

import shapely
from geopandas import GeoDataFrame

from geo.network.graph import WalkNetwork
from geo.project_file.frames import frame_of
from geo.project_file.model import Role, StoredLayer
from geo.project_file.networks import network_of
from geo.project_file.reading import load

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
    """Open a project file; of its choices and looks, texts alone are left to be read.

    One that is none, or damaged, raises `DataError`, which names the place.
    """
    project = load(content)
    return OpenedProject(
        saved=project.saved,
        choices=project.choices,
        layers=tuple(map(open_layer, project.layers)),
        networks=tuple(OpenedNetwork(network_of(each), each.note) for each in project.networks),
        warnings=project.warnings,
    )


def open_layer(stored: StoredLayer) -> OpenedLayer:
    """Return a layer of a project file ready for use, its collections without others in them."""
    frame = frame_of(stored)
    shapes = frame.geometry.to_numpy()
    nested = shapely.get_type_id(shapes) == _COLLECTION
    if nested.any():
        shapes = shapes.copy()
        shapes[nested] = [shapely.GeometryCollection(_singles(each)) for each in shapes[nested]]
        frame = frame.set_geometry(shapes, crs=frame.crs)
    return OpenedLayer(stored.name, stored.role, dict(stored.look), frame)


def _singles(shape: shapely.Geometry) -> list[shapely.Geometry]:
    """What a collection holds, and what those in it hold; any other shape alone."""
    if shapely.get_type_id(shape) != _COLLECTION:
        return [shape]
    return [each for part in shape.geoms for each in _singles(part)]
