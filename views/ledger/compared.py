"""图上对照: the place before and after a change, both on the map."""

from collections.abc import Iterator
from contextlib import suppress
from typing import Final

import shapely
from geopandas import GeoDataFrame

from geo.crs import LONLAT
from geo.errors import DataError
from geo.ledger import Change
from geo.overlay import GEOMETRY
from layers.items import items_of
from layers.spec import LayerSpec, Symbol
from layers.styles import Style
from layers.web_map import Drawing
from views.edition import STORE
from views.state.ledger import COMPARED

BEFORE, AFTER = "改动前", "改动后"
WORDS: Final = f"图上虚线为{BEFORE}，实线为{AFTER}。"

_GREY: Final = "#5c4a42"
_SPEC: Final = LayerSpec(
    "compared", "图上对照", "", "area", (Symbol("", "", "select"),), label_zoom=0
)


def drawings(colour: str) -> list[Drawing]:
    """Return both places of the change that is compared; nothing where there is none."""
    number, book = COMPARED.get(), STORE.ledger
    if not number or book is None:
        return []
    with suppress(DataError):  # the store is another one, or cannot be read: the map stays
        return [
            Drawing(items_of(frame, _SPEC), [_style(name, colour)], interactive=False)
            for name, frame in places(book.change(number))
        ]
    return []


def places(change: Change) -> Iterator[tuple[str, GeoDataFrame]]:
    """Yield the places before and after with their words, those that there are, in EPSG:4326."""
    for each in change.fields:
        if each.field == GEOMETRY:
            for name, value in ((BEFORE, each.before), (AFTER, each.after)):
                shape = shapely.from_wkt(value, on_invalid="ignore") if value else None
                if shape is not None and not shape.is_empty:
                    told = {"name": [name], "accuracy_m": [0.0]}
                    yield name, GeoDataFrame(told, geometry=[shape], index=[name], crs=LONLAT)


def _style(name: str, colour: str) -> Style:
    line: Style = {"weight": 4, "opacity": 0.9, "fill": False, "radius": 10}
    if name == BEFORE:
        return {**line, "color": _GREY, "dashArray": "7 7"}
    return {**line, "color": colour}
