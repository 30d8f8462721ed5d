"""What each added facility does on its own, and what all of them leave undone."""

import numpy as np
import pandas as pd
from geopandas import GeoDataFrame
from pandas import DataFrame, Index, Series

from geo.crs import METRIC, require_metric
from geo.distance import DistanceModel
from geo.scenario.compare import saved


def effects(
    demand_m: GeoDataFrame,
    existing_m: GeoDataFrame,
    added_m: GeoDataFrame,
    *,
    radius_m: float,
    model: DistanceModel,
) -> DataFrame:
    """Effect of each added facility, as if it alone were added to what exists.

    Parameters
    ----------
    demand_m
        (n,) points, METRIC, indexed by id. May be empty; geometries may be None.
    existing_m, added_m
        Facilities of the kind in question, METRIC, indexed by id; `added_m` with a column name.
        May be empty.
    radius_m
        Metres on foot within which demand is served; exactly this distance is served.
    model
        How distance is measured.

    Returns
    -------
    DataFrame
        Indexed as `added_m`: name; newly_served (tuple of demand ids within the radius of it and
        of nothing that exists), n_newly; nearest_for (demand it is nearer to than all that
        exists); first_reach (those of them that could reach nothing before); saved_mean_m (mean
        over the others of `nearest_for`, NaN where none); saved_all_m (mean over all demand that
        reaches an existing facility, NaN where none).

    Raises
    ------
    UnexpectedCRSError
        If a frame is not in the metric CRS.
    """
    require_metric(added_m, "added_m")
    before = model.closest(demand_m, existing_m)["distance_m"]
    records = [
        _effect(before, model.closest(demand_m, added_m.iloc[[row]])["distance_m"], radius_m)
        for row in range(len(added_m))
    ]
    columns = list(_effect(before[:0], before[:0], radius_m))
    table = DataFrame(records, index=added_m.index, columns=columns)
    table.insert(0, "name", added_m["name"])
    return table


def left_after_all(
    demand_m: GeoDataFrame,
    existing_m: GeoDataFrame,
    added_m: GeoDataFrame,
    *,
    radius_m: float,
    model: DistanceModel,
) -> DataFrame:
    """Demand that is not served even after everything is added, the longest walk first.

    Parameters
    ----------
    demand_m
        As `effects`, with a column name.
    existing_m, added_m, radius_m, model
        As `effects`; ids of both apart.

    Returns
    -------
    DataFrame
        By the index of the demand: name, place_id (nearest of all, "" where none is reached),
        distance_m (inf where none), connected (False: 未接入路网). Demand without a place is left
        out.
    """
    require_metric(existing_m, "existing_m")
    require_metric(added_m, "added_m")
    shapes = np.concatenate([existing_m.geometry.to_numpy(), added_m.geometry.to_numpy()])
    ids = Index([*existing_m.index.astype(str), *added_m.index.astype(str)], dtype="str")
    together = GeoDataFrame(geometry=shapes, index=ids, crs=METRIC)
    table = model.closest(demand_m, together).assign(connected=model.connected(demand_m))
    table.insert(0, "name", demand_m["name"])
    left = table[table["distance_m"] > radius_m]
    return left.sort_values("distance_m", ascending=False, kind="stable")


def _effect(before: Series, walk: Series, radius_m: float) -> dict[str, object]:
    """Figures of one facility from two walks of the same demand, metres."""
    newly = (walk <= radius_m) & (before > radius_m)
    nearer = walk < before
    less = pd.Series(saved(before.to_numpy(), walk.to_numpy()), before.index).clip(lower=0)
    reached = np.isfinite(before)
    return {
        "newly_served": tuple(before.index[newly].astype(str)),
        "n_newly": int(newly.sum()),
        "nearest_for": int(nearer.sum()),
        "first_reach": int((nearer & ~reached).sum()),
        "saved_mean_m": float(less[nearer & reached].mean()),
        "saved_all_m": float(less[reached].mean()),
    }
