"""What a click on the map selects, or gives to a scenario that waits for it; its flights."""

from geopandas import GeoDataFrame

from geo.crs import to_lonlat
from geo.has_geometry import has_geometry
from views.state import lifecircle as state

_HALF_SIDE = 0.006
"""Half the side in degrees of the square shown around a point: some 600 m."""


def select(layer_id: str, feature_id: str) -> None:
    """Select an estate or a service; tables follow."""
    state.PICKED.set(f"{layer_id}:{feature_id}")
    state.SERIAL.set(state.SERIAL.get() + 1)


def clear() -> None:
    """Select nothing."""
    select("", "")


def picked(layer_id: str) -> str:
    """Id of what is selected in a layer, "" where it is nothing of that layer."""
    layer, _, feature = state.PICKED.get().partition(":")
    return feature if layer == layer_id else ""


def fly_to(features_m: GeoDataFrame) -> None:
    """Let the map fly to features (METRIC), if any has a place."""
    shown = to_lonlat(features_m[has_geometry(features_m)])
    if shown.empty:
        return
    west, south, east, north = (float(value) for value in shown.total_bounds)
    pad = max(0.0, _HALF_SIDE - max(east - west, north - south) / 2)
    state.FLIGHT.set(state.FLIGHT.get().to((west - pad, south - pad, east + pad, north + pad)))


def clicked() -> None:
    """Take a click once: a new object where the counter moved, a new place where it differs."""
    value = state.MAP.get()
    count, drawing = value.get("last_object_clicked_count"), value.get("last_active_drawing")
    place = value.get("last_clicked")
    spot = [round(place["lat"], 6), round(place["lng"], 6)] if place else None
    if spot and spot != state.SPOT.get():
        state.SPOT.set(spot)
        if _place_taken(spot):
            state.CLICKS.set(count)
            return
    if drawing and count != state.CLICKS.get():
        state.CLICKS.set(count)
        properties = drawing.get("properties") or {}
        select(str(properties.get("layer")), str(properties.get("id")))


def _place_taken(spot: list[float]) -> bool:
    """Give a clicked place (latitude, longitude) to the scenario, if it waits for one."""
    opened = state.PANEL.get() == state.OWN and state.ACT.is_set()
    if not opened or state.ACT.get() not in (state.ADD, state.MOVE):
        return False
    state.POSITION.set(spot)
    return True
