"""The distance model of a choice: straight lines, lengthened ones, or a walk on a network."""

from collections.abc import Callable

from geo.distance import DistanceModel, StraightLine
from geo.lifecircle.question import NETWORK, STRAIGHT, Ways
from geo.network.graph import WalkNetwork
from geo.network.walking import Walking


def measured_by(ways: Ways, network: Callable[[], WalkNetwork]) -> DistanceModel:
    """Return the model that measures distance as chosen; `network` is asked where it walks."""
    if ways.method == NETWORK:
        return Walking(network(), ways.pace)
    if ways.method == STRAIGHT or ways.detour == 1:
        return StraightLine()
    return StraightLine(ways.detour, f"直线距离筛查（绕行系数 {ways.detour:g}）")
