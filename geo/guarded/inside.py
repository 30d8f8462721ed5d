"""What the children do: the readers, called with the path of what was sent. Never in the server."""

from collections.abc import Callable
from pathlib import Path

from geopandas import GeoDataFrame
from pandas import DataFrame

from geo.guarded.asked import Asked, Part
from geo.incoming import peeking, reading
from geo.incoming.model import Incoming, Peek
from geo.layer_files import Wanted, read_layer
from geo.lifecircle.demand_files import read_demand
from geo.lifecircle.rules import parse_rules
from geo.network.graph import WalkNetwork
from geo.network.sources import read_network
from geo.project_file.opening import OpenedProject, open_project

Tell = Callable[[str, float], None]
"""Told the stage in words and the share done."""


def peeked(path: Path, name: str, asked: Asked) -> Peek:
    """Look at a layer."""
    kept = {"district_ll": asked.district_ll, "limits": asked.limits}
    return peeking.peek(path, name, asked.choices, **kept)  # type: ignore[arg-type]


def read(path: Path, name: str, asked: Asked, tell: Tell) -> Incoming:
    """Read a layer, told in its stages."""
    tell("解析文件……", 0.1)
    begun = reading.begin(path, name, asked.choices, limits=asked.limits)
    tell(f"检查、修复并投影 {begun.rows:,} 行……", 0.5)
    return reading.finish(begun, district_ll=asked.district_ll)


def layer(path: Path, wanted: Wanted, part: Part) -> GeoDataFrame:
    """Read points or polygons."""
    return read_layer(path, wanted, layer=part.layer, crs=part.crs)


def places(path: Path, part: Part, weight: str, spacing_m: float) -> GeoDataFrame:
    """Read demand points."""
    asked = {"weight": weight, "layer": part.layer, "crs": part.crs}
    return read_demand(path, spacing_m=spacing_m, **asked)


def network(path: Path, part: Part, tolerance_m: float, tell: Tell) -> WalkNetwork:
    """Read a walking network."""
    asked = {"layer": part.layer, "crs": part.crs}
    return read_network(path, tolerance_m=tolerance_m, progress=tell, **asked)


def rules(path: Path, name: str) -> DataFrame:
    """Read a table of the standard."""
    return parse_rules(path.read_bytes(), name)


def project(path: Path) -> OpenedProject:
    """Open a project file."""
    return open_project(path.read_bytes())
