"""The scan under the map as a part of a work: its picture once by content, its points beside it."""

import json
from collections.abc import Callable
from typing import Any, Final, NamedTuple

from geo.errors import DataError
from geo.ledger.blobs import Packed, plain
from geo.placing.scan_model import ScanPicture
from geo.project_file.checks import many, number, one_of, record, text, whole
from geo.works.model import FoundScan, WorkPart
from views import layer_store
from views.placing.scan import MOST_KEPT, MOST_PINS
from views.state.model import State
from views.state.scan import OPACITY, PICKING, PINS, SCAN

_TOLD: Final = record(
    name=text(300),
    media=one_of("image/png", "image/jpeg"),
    size=many(whole(1, 100_000), 2),
    pins=many(many(number(-1e6, 1e6), 4), MOST_PINS),
    opacity=whole(10, 100),
)


class HeldScan(NamedTuple):
    """A scan as a session holds it."""

    token: str
    picture: ScanPicture
    told: str


def take(state: State) -> HeldScan | None:
    """Take the scan of a session, None where there is none, or none that a work keeps."""
    held = SCAN.of(state)
    if held is None or not layer_store.holds(held["token"]):
        return None
    picture = layer_store.get(held["token"])
    if len(picture.content) > MOST_KEPT:
        return None
    told = {
        "name": held["name"],
        "media": picture.media_type,
        "size": list(held["size"]),
        "pins": [list(pin) for pin in PINS.of(state)],
        "opacity": OPACITY.of(state),
    }
    return HeldScan(held["token"], picture, json.dumps(told, ensure_ascii=False))


def part(held: HeldScan, known: dict[str, tuple[str, int]], new: list[Packed]) -> WorkPart:
    """Return the part of a work; a picture that was written before is not written again."""
    if held.token not in known:
        blob = plain(held.picture.content)
        new.append(blob)
        known.clear()
        known[held.token] = (blob.sha256, blob.size)
    return WorkPart("scan", held.told, "", *known[held.token])


def brought(found: FoundScan | None) -> dict[str, Any]:
    """Put the scan of an opened work on the shelf; return what the session holds of it, by key."""
    if found is None:
        return {}
    told = _TOLD(json.loads(found.told), "扫描件")
    width, height = told["size"]
    picture = ScanPicture(found.content, told["media"], width, height, shrunk=False, pages=1)
    token = layer_store.put(picture)
    return {
        SCAN.name: {"token": token, "name": told["name"], "size": (width, height)},
        PINS.name: tuple(tuple(pin) for pin in told["pins"]),
        OPACITY.name: told["opacity"],
        PICKING.name: False,
    }


def brought_or_said(found: FoundScan | None, say: Callable[[str], None]) -> dict[str, Any]:
    """Do as `brought`; where there is no room for it, the work opens without."""
    try:
        return brought(found)
    except DataError as error:
        say(f"扫描件没有恢复：{error}")
        return {}
