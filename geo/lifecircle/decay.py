"""How much less a facility counts the farther it is, within the radius of a catchment."""

from enum import StrEnum

import numpy as np


class Decay(StrEnum):
    """Forms of distance decay; the value is the form's name on screen.

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
