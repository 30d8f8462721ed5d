"""The zones of the plan, read from data/making.toml: their words, the roads that part them."""

import tomllib
from pathlib import Path
from typing import Any, NamedTuple


class Zone(NamedTuple):
    """One zone: what the plan says, what its edges follow, and a known place (lon, lat) in it."""

    zone_id: str
    structure: str
    name: str
    extent: str
    functions: str
    basis: str
    accuracy_m: int
    place: tuple[float, float]


class Edge(NamedTuple):
    """A stretch of `road` from its crossing with `start` to that with `end`."""

    road: str
    start: str
    end: str


def making() -> dict[str, Any]:
    """Return how outline and zones of the data folder were made."""
    path = Path(__file__).resolve().parents[1] / "data" / "making.toml"
    return tomllib.loads(path.read_text("utf-8"))


_ZONES = making()["zones"]
SOURCE, SKETCH, OUTLINE = (str(_ZONES[key]) for key in ("source", "sketch", "outline"))
EDGES = tuple(Edge(**edge) for edge in _ZONES["edge"])
ZONES = tuple(Zone(**{**zone, "place": tuple(zone["place"])}) for zone in _ZONES["zone"])
