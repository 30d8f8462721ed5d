"""What is selected on the page, the flights of its map, and clicks that a scenario waits for."""

from geopandas import GeoDataFrame

from geo.crs import to_lonlat
from geo.presence import placed
from views.state.lifecircle import ACT, ADD, FLIGHT, MOVE, OWN, PANEL, PICKED, POSITION, SERIAL

_HALF_SIDE = 0.006
"""Half the side in degrees of the square shown around a point: some 600 m."""


def select(layer_id: str, feature_id: str) -> None:
    """Select an estate or a service; tables follow."""
    PICKED.set(f"{layer_id}:{feature_id}")
    SERIAL.set(SERIAL.get() + 1)


def clear() -> None:
    """Select nothing."""
    select("", "")


def picked(layer_id: str) -> str:
    """Id of what is selected in a layer, "" where it is nothing of that layer."""
    layer, _, feature = PICKED.get().partition(":")
    return feature if layer == layer_id else ""


def fly_to(features_m: GeoDataFrame) -> None:
    """Let the map fly to features (METRIC), if any has a place."""
    shown = to_lonlat(features_m[placed(features_m)])
    if shown.empty:
        return
    west, south, east, north = (float(value) for value in shown.total_bounds)
    pad = max(0.0, _HALF_SIDE - max(east - west, north - south) / 2)
    FLIGHT.set(FLIGHT.get().to((west - pad, south - pad, east + pad, north + pad)))


def place_taken(spot: list[float]) -> bool:
    """Give a clicked place (latitude, longitude) to the scenario, if it waits for one."""
    if PANEL.get() != OWN or not ACT.is_set() or ACT.get() not in (ADD, MOVE):
        return False
    POSITION.set(spot)
    return True
