"""The nearest facility of every demand point, for every rule."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from geopandas import GeoDataFrame

from geo.distance import DistanceModel
from geo.has_geometry import has_geometry
from geo.lifecircle.services import matching
from geo.nearest_places import closest_straight


class Nearby(NamedTuple):
    """Nearest facilities of n demand points for r rules.

    Parameters
    ----------
    place
        (n, r) positions in the frame of facilities, -1 where none can be reached.
    distance_m, straight_m
        (n, r) metres on foot to it, and straight to whichever matching facility is nearest by
        that; inf where none can be reached, NaN where the demand point has no place.
    known
        (r,) bools: whether any placed facility matches.
    linked
        (r,) bools: whether any of those is connected.
    lost
        (m,) bools: facilities that match a rule, have a place and are not connected.
    """

    place: np.ndarray
    distance_m: np.ndarray
    straight_m: np.ndarray
    known: np.ndarray
    linked: np.ndarray
    lost: np.ndarray


def nearby(
    demand_m: GeoDataFrame,
    facilities_m: GeoDataFrame,
    matches: Sequence[str],
    model: DistanceModel,
) -> Nearby:
    """Find the nearest facility of every demand point, for every rule.

    Parameters
    ----------
    demand_m
        (n,) features, METRIC. May be empty.
    facilities_m
        (m,) facilities, METRIC, with unique ids. May be empty.
    matches
        (r,) what counts, a rule each; the same words are measured once. May be empty.
    model
        How distance is measured.

    Raises
    ------
    UnexpectedCRSError
        If either frame is not in the metric CRS.
    DataError
        If `matches` names an unknown kind.
    """
    linked = model.connected(facilities_m).to_numpy(dtype=bool)
    there = has_geometry(facilities_m).to_numpy()
    count = {text: matching(facilities_m, text).to_numpy() & there for text in set(matches)}
    found = {text: _nearest(demand_m, facilities_m, kept, model) for text, kept in count.items()}
    shape = (len(matches), len(demand_m))
    rows = [found[text] for text in matches]
    return Nearby(
        place=np.array([place for place, _, _ in rows], dtype=int).reshape(shape).T,
        distance_m=np.array([walk_m for _, walk_m, _ in rows]).reshape(shape).T,
        straight_m=np.array([straight_m for _, _, straight_m in rows]).reshape(shape).T,
        known=np.array([count[text].any() for text in matches], dtype=bool),
        linked=np.array([(count[text] & linked).any() for text in matches], dtype=bool),
        lost=np.any([*count.values(), np.zeros_like(linked)], axis=0) & ~linked,
    )


def _nearest(
    demand_m: GeoDataFrame, facilities_m: GeoDataFrame, kept: np.ndarray, model: DistanceModel
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Place, distance_m and straight_m of `Nearby` for one rule, (n,) each."""
    there = facilities_m[kept]
    table = model.closest(demand_m, there)
    at = there.index.astype(str).get_indexer(table["place_id"])
    positions = np.append(np.flatnonzero(kept), -1)
    straight_m = closest_straight(demand_m, there)["distance_m"].to_numpy()
    return positions[at], table["distance_m"].to_numpy(dtype=float), straight_m
