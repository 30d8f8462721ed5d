"""Two-step floating catchments: how many spaces there are for the demand that competes for them."""

from dataclasses import dataclass
from enum import StrEnum
from math import isfinite

import numpy as np
from geopandas import GeoDataFrame
from pandas import DataFrame, Series

from geo.crs import require_metric
from geo.distance import DistanceModel
from geo.errors import DataError, MissingColumnError
from geo.lifecircle.demand_weights import checked_weights


class Decay(StrEnum):
    """How much less a facility counts the farther it is; the value is the form's name on screen.

    Sources: UNIFORM Luo & Wang (2003), everything within the radius counts alike. GAUSSIAN: Luo &
    Qi (2009) weigh by Gaussian steps; here its continuous form that falls to 0 at the radius, as
    Dai (2010). LINEAR: 1 - d/r. INVERSE: r / (r + d), 1/2 at the radius, finite at 0 m.
    """

    UNIFORM = "不衰减（2SFCA）"
    GAUSSIAN = "高斯衰减"
    LINEAR = "线性衰减"
    INVERSE = "反比衰减"

    def weights(self, distance_m: np.ndarray, radius_m: float) -> np.ndarray:
        """Weights of distances within the radius.

        Parameters
        ----------
        distance_m
            (n,) metres, 0 to `radius_m`.
        radius_m
            Metres, > 0.

        Returns
        -------
        ndarray
            (n,) floats in [0, 1]; 1 at 0 m, nowhere rising with distance.
        """
        way = distance_m / radius_m
        if self is Decay.GAUSSIAN:
            rim = np.exp(-0.5)
            return (np.exp(-0.5 * way**2) - rim) / (1 - rim)
        if self is Decay.LINEAR:
            return 1 - way
        return 1 / (1 + way) if self is Decay.INVERSE else np.ones_like(way)


@dataclass(frozen=True)
class Catchment:
    """What a two-step catchment is computed with.

    `radius_m`: metres on foot, > 0. `demand`: column of the demand points that says how many
    compete (people, children). `capacity`: column of the facilities that says how many spaces they
    have. `decay`: how a space counts less with distance.
    """

    radius_m: float
    demand: str
    capacity: str
    decay: Decay = Decay.UNIFORM

    def __post_init__(self) -> None:
        """Refuse a radius out of range."""
        if not (isfinite(self.radius_m) and self.radius_m > 0):
            raise DataError(f"服务半径 {self.radius_m} 米无效, 应大于 0; 请改填")


@dataclass(frozen=True)
class TwoStep:
    """Access by demand point and ratio by facility; show `label` beside each figure.

    `access`: spaces per demand, indexed as the demand points; 0 where nothing is in reach, NaN
    where the point has no place or is not connected. `ratio`: spaces per weighted demand in reach,
    indexed as the facilities; NaN where no demand is in reach (its spaces serve nobody).
    """

    label: str
    access: Series
    ratio: Series


def two_step(
    demand_m: GeoDataFrame, facilities_m: GeoDataFrame, model: DistanceModel, catchment: Catchment
) -> TwoStep:
    """Spaces per demand by the two-step floating catchment method.

    First each facility's spaces are divided by the demand within the radius, weighted by distance;
    then each demand point adds up these ratios over the facilities within the radius, weighted
    alike. Supply is conserved: access times demand adds up to the spaces of all facilities that
    have demand in reach.

    Parameters
    ----------
    demand_m
        (n,) points, METRIC, with the column `catchment.demand`, >= 0, none blank. May be empty.
    facilities_m
        (m,) points of one kind, METRIC, with the column `catchment.capacity`, likewise. May be
        empty.
    model
        How distance is measured.
    catchment
        Radius, columns, decay.

    Raises
    ------
    UnexpectedCRSError
        If either frame is not in the metric CRS.
    MissingColumnError
        If a column is absent; the message names each.
    DataError
        If a value is blank or not a number >= 0; the message names the rows.

    Source: Luo & Wang (2003) Environment and Planning B 30: 865-884 (2SFCA); Luo & Qi (2009)
    Health & Place 15: 1100-1107 (E2SFCA, weights by distance).
    """
    require_metric(demand_m, "demand_m")
    require_metric(facilities_m, "facilities_m")
    require_columns(demand_m, facilities_m, catchment)
    people = _amounts(demand_m, catchment.demand)
    spaces = _amounts(facilities_m, catchment.capacity)
    near = model.pairs(demand_m, facilities_m, catchment.radius_m)
    weights = catchment.decay.weights(near.distance_m, catchment.radius_m)
    asked = np.bincount(near.place, weights * people[near.point], minlength=len(spaces))
    ratio = np.divide(spaces, asked, out=np.full(len(spaces), np.nan), where=asked > 0)
    given = weights * np.nan_to_num(ratio)[near.place]
    access = np.bincount(near.point, given, minlength=len(people))
    access = np.where(model.connected(demand_m).to_numpy(dtype=bool), access, np.nan)
    return TwoStep(
        label=f"{model.label}，{catchment.decay}",
        access=Series(access, index=demand_m.index, name="access"),
        ratio=Series(ratio, index=facilities_m.index, name="ratio"),
    )


def require_columns(demand: DataFrame, facilities: DataFrame, catchment: Catchment) -> None:
    """Raise `MissingColumnError` naming every column the method needs and does not find."""
    wanted = [
        (demand, catchment.demand, "需求点", "人数或户数"),
        (facilities, catchment.capacity, "设施", "学位、床位等容量"),
    ]
    absent = [
        f'{what}图层缺少列 "{column}" ({meaning})'
        for frame, column, what, meaning in wanted
        if column not in frame.columns
    ]
    if absent:
        raise MissingColumnError(f"不能计算供需比: {'; '.join(absent)}; 请补上该列或改选其他列")


def _amounts(frame: DataFrame, column: str) -> np.ndarray:
    numbers = checked_weights(frame, column)
    blank = numbers.index[numbers.isna()]
    if len(blank):
        ids = "、".join(str(name) for name in blank[:10])
        raise DataError(
            f'"{column}" 列有 {len(blank)} 行为空 (编号 {ids}); 两步移动搜寻法每行都要有数, 请补齐'
        )
    return numbers.to_numpy()
