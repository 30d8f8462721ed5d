"""Who can walk to what: every demand point against every rule of the standard."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from geopandas import GeoDataFrame
from pandas import Categorical, DataFrame, Series

from geo.crs import require_metric
from geo.distance import DistanceModel
from geo.has_geometry import has_geometry
from geo.lifecircle.demand import names_of, refuse_repeats
from geo.lifecircle.nearest_facilities import Nearby, nearby

MET, UNMET, OFF_NETWORK, NO_DATA, NO_PLACE = "达标", "未达标", "未接入路网", "无资料", "无位置"

STATUSES = (MET, UNMET, OFF_NETWORK, NO_DATA, NO_PLACE)
"""What can be said of a demand point and a rule; only the first two are evaluated."""

NEWLY = f"新增{MET}"
"""Met after a change of facilities and not before."""

_SPOKEN = ("kind", "level_min", "radius_m", "required")
"""Columns of a rule that its rows repeat."""


@dataclass(frozen=True)
class GapResult:
    """Every demand point against every rule; show `label` beside each figure.

    `table`: one row a pair, see `analyse_gaps`. `names`: name of each demand point, indexed by
    demand_id (text). `rules`: the rules as given. `off_network`: ids of facilities that count for
    a rule and have a place, but are not connected: they serve nobody. `sources`: words on layers
    of the planner's own that the figures rest on, "" where there are none.
    """

    label: str
    speed_m_per_min: float
    table: DataFrame
    names: Series
    rules: DataFrame
    off_network: tuple[str, ...]
    sources: str = ""

    @property
    def description(self) -> str:
        """What must stand beside each figure: how distance is measured, and on whose layers."""
        return f"{self.label}；{self.sources}" if self.sources else self.label

    def wide(self, column: str) -> np.ndarray:
        """One column of `table` as (demand, rule)."""
        return self.table[column].to_numpy().reshape(len(self.names), len(self.rules))

    def has(self, status: str) -> np.ndarray:
        """(demand, rule) bools: where the status is this one of `STATUSES`."""
        same: np.ndarray = (self.table["status"] == status).to_numpy()
        return same.reshape(len(self.names), len(self.rules))


def analyse_gaps(
    demand_m: GeoDataFrame,
    facilities_m: GeoDataFrame,
    rules: DataFrame,
    model: DistanceModel,
    *,
    speed_m_per_min: float = 60.0,
) -> GapResult:
    """Compare every demand point with every rule: the nearest facility, and whether it is met.

    Parameters
    ----------
    demand_m
        (n,) features, METRIC, with unique ids; optional columns name and accuracy_m (metres;
        absent or NaN counts as 0). May be empty; geometries may be None.
    facilities_m
        (m,) facilities as `services.COLUMNS`, METRIC, with unique ids. May be empty.
    rules
        (r,) rules as `rules.load_rules` gives them. May be empty.
    model
        How distance is measured.
    speed_m_per_min
        Walking speed, metres a minute, > 0 (planners use 60).

    Returns
    -------
    GapResult
        `table` holds n x r rows, by demand point, then rule, in the order given: demand_id,
        demand_name, rule_id, kind, level_min, radius_m, required, facility_id and facility_name
        ("" where none can be reached), distance_m (on foot; inf where none can be reached, NaN
        where not evaluated), walk_min, straight_m (straight line to the nearest matching facility,
        which may be another one), status, undecided.

        达标: distance_m <= radius_m. 无资料: no placed facility matches the rule. 无位置: the
        demand point has no place. 未接入路网: the demand point, or every matching facility, is
        not connected. `undecided`: evaluated, and nearer to the radius than the accuracies of the
        demand point and the facility together.

    Raises
    ------
    UnexpectedCRSError
        If either frame is not in the metric CRS.
    DataError
        If ids repeat, or `matches` names an unknown kind.
    """
    require_metric(demand_m, "demand_m")
    require_metric(facilities_m, "facilities_m")
    refuse_repeats(demand_m.index, "需求点")
    refuse_repeats(facilities_m.index, "设施")
    near = nearby(demand_m, facilities_m, list(rules["matches"]), model)
    status = _statuses(near, demand_m, rules, model)
    walk_m = np.where(status <= STATUSES.index(UNMET), near.distance_m, np.nan)
    figures = {
        "distance_m": walk_m,
        "walk_min": walk_m / speed_m_per_min,
        "straight_m": np.where(near.known, near.straight_m, np.nan),
        "status": status,
        "undecided": _undecided(walk_m, near.place, rules, (demand_m, facilities_m)),
    }
    place = np.where(np.isfinite(walk_m), near.place, -1)
    names = names_of(demand_m)
    table = _table(names, facilities_m, rules, place, figures)
    return GapResult(
        label=model.label,
        speed_m_per_min=speed_m_per_min,
        table=table.assign(status=Categorical.from_codes(table["status"], categories=STATUSES)),
        names=names,
        rules=rules,
        off_network=tuple(facilities_m.index.astype(str)[near.lost]),
    )


def _statuses(
    near: Nearby, demand_m: GeoDataFrame, rules: DataFrame, model: DistanceModel
) -> np.ndarray:
    """(n, r) positions in `STATUSES`; what is known least is said first."""
    nowhere = ~has_geometry(demand_m).to_numpy()[:, None]
    off = ~model.connected(demand_m).to_numpy(dtype=bool)[:, None] | ~near.linked
    met = near.distance_m <= rules["radius_m"].to_numpy()
    cases = [~near.known | np.zeros_like(nowhere), nowhere, off, met]
    order = [STATUSES.index(status) for status in (NO_DATA, NO_PLACE, OFF_NETWORK, MET)]
    return np.select(np.broadcast_arrays(*cases), order, STATUSES.index(UNMET))


def _undecided(
    walk_m: np.ndarray,
    place: np.ndarray,
    rules: DataFrame,
    frames: tuple[GeoDataFrame, GeoDataFrame],
) -> np.ndarray:
    """(n, r) bools: nearer to the radius than both places are known."""
    here, there = (_accuracy(frame) for frame in frames)
    doubt_m = here[:, None] + np.append(there, 0.0)[place]
    unsure: np.ndarray = np.abs(walk_m - rules["radius_m"].to_numpy()) < doubt_m
    return unsure


def _accuracy(frame: GeoDataFrame) -> np.ndarray:
    if "accuracy_m" not in frame:
        return np.zeros(len(frame))
    return frame["accuracy_m"].fillna(0.0).to_numpy(dtype=float)


def _table(
    names: Series,
    facilities_m: GeoDataFrame,
    rules: DataFrame,
    place: np.ndarray,
    figures: dict[str, np.ndarray],
) -> DataFrame:
    """One row a demand point and rule, texts categorical.

    `place`: (n, r) positions of facilities, -1 where none; `figures`: further columns, (n, r) each.
    """
    demand = np.repeat(np.arange(len(names)), len(rules))
    rule = np.tile(np.arange(len(rules)), len(names))
    chosen = place.ravel() + 1
    columns = {
        "demand_id": Categorical.from_codes(demand, categories=names.index),
        "demand_name": _coded(names, demand),
        "rule_id": Categorical.from_codes(rule, categories=rules.index),
        **{column: _repeated(rules[column], rule) for column in _SPOKEN},
        "facility_id": _coded(["", *facilities_m.index.astype(str)], chosen),
        "facility_name": _coded(["", *facilities_m["name"].astype(str)], chosen),
    }
    return DataFrame(columns | {name: values.ravel() for name, values in figures.items()})


def _coded(texts: object, codes: np.ndarray) -> Categorical:
    """Texts picked by position; equal ones share a category."""
    which, categories = pd.factorize(np.asarray(texts, dtype=object))
    return Categorical.from_codes(which[codes], categories=categories)


def _repeated(values: Series, codes: np.ndarray) -> Categorical | np.ndarray:
    text = not pd.api.types.is_numeric_dtype(values)
    return _coded(values, codes) if text else values.to_numpy()[codes]
