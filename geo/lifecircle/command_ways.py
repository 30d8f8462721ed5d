"""How the command measures distance: which network, or straight lines."""

from pathlib import Path
from typing import NamedTuple

from geo.distance import DistanceModel, StraightLine
from geo.errors import DataError
from geo.guarded.commands import by_command, given
from geo.guarded.reading import network
from geo.network.graph import WalkNetwork
from geo.network.pace import Pace
from geo.network.progress import Progress, silent
from geo.network.walking import Walking


class Ways(NamedTuple):
    """A distance model; the network it walks on, None where it does not."""

    model: DistanceModel
    network: WalkNetwork | None = None


def straight(detour: float) -> Ways:
    """Straight lines, lengthened by a detour factor (1 to 3) where it is not 1."""
    if detour == 1:
        return Ways(StraightLine())
    return Ways(StraightLine(detour, f"直线距离筛查（绕行系数 {detour:g}）"))


def on_foot(network: WalkNetwork, pace: Pace) -> Ways:
    """Walk along a network."""
    return Ways(Walking(network, pace), network)


def from_file(path: Path, *, progress: Progress = silent) -> WalkNetwork:
    """Read a network as `geo.network.sources.read_network`; errors say how to choose a layer."""
    try:
        return network(given(path), by_command(progress))
    except DataError as error:
        raise DataError(
            f"{error}（要指定图层或坐标系，请先用 planmap network import 存成路网）"
        ) from error
