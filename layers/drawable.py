"""What is drawn of a layer: items, or a cloud where they are many points."""

from collections.abc import Sequence
from secrets import token_urlsafe

import numpy as np
import pandas as pd
import shapely
from geopandas import GeoDataFrame
from numpy.typing import NDArray
from shapely import GeometryType

from layers.features import column_of
from layers.items import Item, Kind, items_of
from layers.point_cloud import SCALE, PointCloud, PointColumns
from layers.spec import LayerSpec

MANY = 2_000
"""Points from which on a layer is a cloud: a browser takes long over as many layers and labels."""


def drawable(frame_ll: GeoDataFrame, spec: LayerSpec, rank: int = 5) -> Sequence[Item]:
    """Return the placed features of a layer: a cloud where they are many points, else items.

    Parameters as in `layers.items.items_of`; a layer with features without a place is no cloud.
    """
    places = _places(frame_ll)
    if places is None:
        return items_of(frame_ll, spec, rank)
    at = np.rint(places * SCALE).astype(np.int32)
    columns = PointColumns(
        token_urlsafe(18), frame_ll.index, column_of(frame_ll, spec.name_column), at
    )
    return PointCloud(spec, columns, _marks(frame_ll, spec), rank)


def _places(frame: GeoDataFrame) -> NDArray[np.float64] | None:
    """(n, 2) degrees of many points, None where there are few or anything else among them."""
    shapes = frame.geometry.to_numpy()
    if len(frame) < MANY or (shapely.get_type_id(shapes) != GeometryType.POINT).any():
        return None
    places = shapely.get_coordinates(shapes)  # an empty point has none
    whole = len(places) == len(frame) and bool(np.isfinite(places).all())
    return places if whole else None


def items_of_feature(items: Sequence[Item], feature_id: str) -> list[Item]:
    """Return the item of an id among items, [] where there is none."""
    if isinstance(items, PointCloud):
        return items.find(feature_id)
    return [item for item in items if item.feature_id == feature_id]


def used(items: Sequence[Item]) -> set[tuple[int, Kind]]:
    """Return the symbols of items, each with the kind of geometry it stands for."""
    if isinstance(items, PointCloud):
        return items.used()
    return {(item.symbol, item.kind) for item in items}


def _marks(frame: GeoDataFrame, spec: LayerSpec) -> NDArray[np.uint8]:
    """(n,) numbers of the symbols; every value is looked up once."""
    if not spec.class_column:
        return np.zeros(len(frame), np.uint8)
    codes, values = pd.factorize(column_of(frame, spec.class_column), use_na_sentinel=False)
    numbers = [spec.symbols.index(spec.symbol_of(str(value))) for value in values]
    return np.array(numbers, np.uint8)[codes]
