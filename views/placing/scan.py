"""A scanned plan under the map: taken, matched by points, told to the map, told in the basis."""

import re
from collections.abc import Mapping
from typing import Any, Final

import numpy as np

from geo.errors import DataError
from geo.guarded import reading
from geo.guarded.reading import By, Sent
from geo.placing.scan_fit import FEWEST, ScanFit, fit
from views import access, layer_store, scan_route
from views.state.placing import ACCURACY, BASIS
from views.state.scan import ERROR, OPACITY, PICKING, PINS, SCAN

LAYER: Final = "scan"
"""What messages of the map call a matched point."""

MOST_PINS: Final = 20
MOST_KEPT: Final = 12_000_000
"""Bytes of a picture that a work keeps."""

_NUMBER: Final = r"-?\d{1,5}(?:\.\d{1,8})?"
_MESSAGE: Final = re.compile(rf"({_NUMBER}),({_NUMBER}),({_NUMBER}),({_NUMBER}),([\w-]{{1,40}})")


@access.writing
def take(content: bytes, name: str, by: By) -> str:
    """Take a scan in the place of the one before; return what has to be said of it, "" for nothing.

    Raises
    ------
    DataError
        If it is no picture, damaged, too large, or there is no room.
    """
    picture = reading.picture(Sent(content, name), by)
    token = layer_store.put(picture)
    remove()
    SCAN.set({"token": token, "name": name, "size": (picture.width, picture.height)})
    PICKING.set(True)
    said = ["已缩小显示"] if picture.shrunk else []
    said += [f"共 {picture.pages} 页，只用第一页"] if picture.pages > 1 else []
    return "；".join(said)


def remove() -> None:
    """Take the scan from under the map and forget it."""
    held = SCAN.get()
    if held:
        layer_store.drop(held["token"])
    for key in (SCAN, PINS, PICKING, ERROR):
        key.reset()


def dropped() -> dict[str, Any]:
    """Forget the picture; return what the session holds without a scan, by key."""
    held = SCAN.get()
    if held:
        layer_store.drop(held["token"])
    return {key.name: key.start for key in (SCAN, PINS, PICKING, ERROR)}


def kept_words() -> str:
    """Say whether the scan comes back with the work."""
    held = SCAN.get()
    if held is None or not is_held():
        return ""
    size = len(layer_store.get(held["token"]).content)
    if size > MOST_KEPT:
        most = MOST_KEPT // 1_000_000
        return f"图片 {size / 1e6:.0f} MB，超过 {most} MB，不随工作保存：刷新后须重新上传、对准。"
    return "随工作自动保存；不进工程文件。"


def is_held() -> bool:
    """Whether the scan's picture is still on the server."""
    held = SCAN.get()
    return held is not None and layer_store.holds(held["token"])


def take_pin(message: str) -> None:
    """Take a matched point that the map tells; what is none, or of another scan, is passed over."""
    held, found = SCAN.get(), _MESSAGE.fullmatch(message)
    if not held or not found or found[5] != held["token"] or len(PINS.get()) >= MOST_PINS:
        return
    across, down, lon, lat = map(float, found.groups()[:4])
    width, height = held["size"]
    if 0 <= across <= width and 0 <= down <= height and abs(lon) <= 180 and abs(lat) <= 85:
        PINS.set((*PINS.get(), (across, down, lon, lat)))
        if len(PINS.get()) == FEWEST:
            PICKING.set(False)  # it lies now; further points make it better


def drop_pin(number: int) -> None:
    """Forget a matched point, counted from 0."""
    PINS.set(tuple(pin for place, pin in enumerate(PINS.get()) if place != number))


def lying() -> ScanFit | None:
    """Where the scan lies; None for no scan, or one whose points are too few.

    Raises
    ------
    DataError
        If the points cannot be.
    """
    held, pins = SCAN.get(), np.array(PINS.get(), dtype=float)
    if not held or len(pins) < FEWEST:
        return None
    return fit(pins[:, :2], pins[:, 2:], tuple(held["size"]))


def command() -> Mapping[str, Any] | None:
    """What the scene tells the map: the scan with its corners, None for none."""
    held = SCAN.get()
    if held is None or not is_held():
        return None
    try:
        found = lying()
        ERROR.set("")
    except DataError as error:
        found = None
        ERROR.set(str(error))
    return {
        "token": held["token"],
        "url": scan_route.address(held["token"]),
        "size": list(held["size"]),
        "opacity": OPACITY.get() / 100,
        "pick": PICKING.get(),
        "corners": [[lat, lon] for lon, lat in found.corners_ll.tolist()] if found else None,
        "pins": [{"pixel": [x, y], "at": [lat, lon]} for x, y, lon, lat in PINS.get()],
    }


def tell_basis(tail: str) -> None:
    """Put the scan into the basis of an item, and its doubt where none so large is told."""
    found, basis, accuracy = words(), BASIS.key(tail), ACCURACY.key(tail)
    if found is None:
        return
    told = basis.get()
    basis.set(told if found[0] in told else "；".join(filter(None, (told.strip(), found[0]))))
    accuracy.set(max(accuracy.get() or 0.0, found[1]))


def words() -> tuple[str, float] | None:
    """Return what a basis says of the scan, and metres that a place drawn over it may be off.

    Without a spare point nothing proves the fit: then it is as good as ten pixels at best.
    """
    held, found = SCAN.get(), lying()
    if not held or not found:
        return None
    told = f"，残差均方根 {found.rms_m:.1f} 米" if found.spare else "，无多余点可检核"
    least = max(2 * found.rms_m, (2 if found.spare else 10) * found.metres_per_pixel)
    said = f"据扫描件“{held['name']}”（{len(PINS.get())} 个对准点{told}）描绘"
    return said, float(np.ceil(round(least, 2)))
