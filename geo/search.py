"""Find anything that has a name."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from geopandas import GeoDataFrame

from geo.has_geometry import has_geometry as placed


class Hit(NamedTuple):
    """A named feature, and whether it has a place."""

    layer_id: str
    feature_id: str
    name: str
    placed: bool


def build_index(named: Mapping[str, tuple[GeoDataFrame, str]]) -> tuple[Hit, ...]:
    """Gather the names of several layers, in the order given.

    Parameters
    ----------
    named
        Layer id to (frame indexed by feature id, its name column). Frames may be empty; geometries
        may be None; features with an empty name are left out.
    """
    return tuple(
        hit
        for layer_id, (features, column) in named.items()
        for hit in _layer_hits(layer_id, features, column)
    )


def _layer_hits(layer_id: str, features: GeoDataFrame, column: str) -> Iterator[Hit]:
    names = features.index if features.index.name == column else features[column]
    for feature_id, name, has_place in zip(features.index, names, placed(features), strict=True):
        if name:
            yield Hit(layer_id, str(feature_id), str(name), bool(has_place))
