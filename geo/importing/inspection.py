"""A look at a file before it is read: what it seems to be, so that a form can ask."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import numpy as np
from geopandas import GeoDataFrame, GeoSeries
from numpy.typing import NDArray
from pandas import DataFrame

from geo.crs import LONLAT
from geo.errors import DataError
from geo.importing import delimited
from geo.importing.cell_types import to_numbers
from geo.importing.datum_hint import datum_hint, middles
from geo.importing.file_types import KINDS
from geo.importing.formats import FORMATS, read_raw
from geo.importing.georeferencing import Placed, georeferenced
from geo.importing.ids import ids_of
from geo.importing.layer_reading import USUAL, check_size
from geo.importing.limits import MB
from geo.importing.model import FIRST, Ask, Asked, Layer, Peek, ReadingChoices, Sample
from geo.importing.repair import repaired
from geo.importing.unpacking import BETWEEN, Opened, opened

LOOKED_AT = 5_000
"""Rows from which system and datum are guessed."""

SHOWN = 500
"""Places of a preview map, spread over the rows looked at."""

_QUICK = 20 * MB
"""Larger files are shown under the one encoding alone."""


def peek(content: Path | bytes, name: str, asked: Asked = USUAL) -> Peek:
    """Look at a file: kind, layers, encodings with first rows, place columns, system, datum.

    It takes what `geo.importing.layer_reading.read` takes, which with the `choices` of the result
    reads what was seen; look again after each choice that matters.

    Raises
    ------
    DataError
        If the file cannot be read, or what is chosen is not in it.
    """
    choices, district_ll, limits = asked
    with opened(content, name, choices.layer, limits) as file:
        ask = Ask(file.name, replace(choices, layer=file.layer), limits, LOOKED_AT)
        within = FORMATS[file.kind].layers(file.path, ask)
        ask = _resolved(file, ask, within)
        raw = read_raw(file.kind, file.path, ask)
        samples = (Sample(ask.choices.encoding, _text(raw.frame)), *_others(file, ask))
    at = georeferenced(raw, choices, name)
    check_size(at, name, limits)
    return Peek(
        kind=file.kind,
        kind_text=KINDS[file.kind].text,
        notes=file.notes,
        layers=_layers(file, within),
        samples=samples,
        names=tuple(map(str, at.frame.columns)),
        guess=at.guess,
        datum_hint=_hint(at, choices, district_ll),
        choices=_used(file, ask.choices, at, ids_of(at.frame, choices.id_column).column),
        places_ll=_unshifted(at),
    )


def _resolved(file: Opened, ask: Ask, within: tuple[Layer, ...]) -> Ask:
    """Fill in layer, encoding and delimiter where they are not chosen."""
    chosen = ask.choices
    layer = chosen.layer or next((layer.name for layer in within), "")
    encodings = FORMATS[file.kind].encodings(file.path, ask)
    encoding = chosen.encoding or next(iter(encodings), "")
    ask = ask._replace(choices=replace(chosen, layer=layer, encoding=encoding))
    if file.kind != "text":
        return ask
    delimiter = delimited.delimiter_of(file.path, ask)
    return ask._replace(choices=replace(ask.choices, delimiter=delimiter))


def _others(file: Opened, ask: Ask) -> Iterator[Sample]:
    """Yield the first rows under each other encoding in which they are text."""
    if file.path.stat().st_size > _QUICK:
        return
    for encoding in FORMATS[file.kind].encodings(file.path, ask):
        if encoding == ask.choices.encoding:
            continue
        other = ask._replace(choices=replace(ask.choices, encoding=encoding), rows=FIRST)
        with suppress(DataError):
            yield Sample(encoding, _text(read_raw(file.kind, file.path, other).frame))


def _text(frame: DataFrame) -> DataFrame:
    return to_numbers(frame.head(FIRST)).astype("str")


def _layers(file: Opened, within: tuple[Layer, ...]) -> tuple[Layer, ...]:
    """Layers to choose from: in an archive its files, the open one with its own layers."""
    if not file.members:
        return within
    inner = [Layer(f"{file.member}{BETWEEN}{layer.name}", layer.rows) for layer in within]
    opened_one = inner if len(within) > 1 else [Layer(file.member, *[w.rows for w in within])]
    others = [[Layer(place)] if place != file.member else opened_one for place in file.members]
    return tuple(layer for layers in others for layer in layers)


def _used(file: Opened, chosen: ReadingChoices, at: Placed, id_column: str) -> ReadingChoices:
    layer = f"{file.member}{BETWEEN}{chosen.layer}" if file.members else chosen.layer
    layer = layer.removesuffix(BETWEEN)
    return replace(chosen, layer=layer, columns=at.columns, crs=at.guess.crs, id_column=id_column)


def _unshifted(at: Placed) -> NDArray[np.float64]:
    """Places of some shapes in degrees, the datum left as it is in the file."""
    if not at.guess.crs:
        return np.empty((0, 2))
    some = at.shapes[:: len(at.shapes) // SHOWN + 1]
    return middles(repaired(some, at.guess.crs, ReadingChoices().datum).shapes_ll)


def _hint(at: Placed, choices: ReadingChoices, district_ll: GeoDataFrame | None) -> str:
    """Return the warning about the datum, unless one is chosen already."""
    if not at.guess.crs or choices.datum != ReadingChoices().datum:
        return ""
    shapes_ll = repaired(at.shapes, at.guess.crs, choices.datum).shapes_ll
    names = tuple(map(str, at.frame.columns))
    return datum_hint(GeoSeries(shapes_ll, crs=LONLAT), names, district_ll)
