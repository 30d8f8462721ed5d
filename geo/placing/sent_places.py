"""Places in a file that was sent: points in order, or shapes. Runs in a child alone."""

from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import numpy as np
from geopandas import GeoDataFrame, GeoSeries
from pandas import Series

from geo.crs import METRIC, to_lonlat
from geo.errors import DataError
from geo.importing.coordinate_columns import numbers
from geo.importing.encodings import text_of
from geo.importing.file_types import kind_of
from geo.importing.layer_reading import read
from geo.importing.model import Asked, Incoming
from geo.placing.coordinate_systems import SystemWord, settled
from geo.placing.parcel_text import is_parcel_text, parcel_text
from geo.placing.pasted_text import places_in
from geo.placing.questions import AxisOrder

_BEGINNING = 65_536
_RINGS = ("圈号", "环号", "圈", "ring")
_PARCELS = ("地块编号", "地块号", "宗地号", "parcel")


class SentPlaces(NamedTuple):
    """What a file holds.

    `frame_ll` (n,) features in EPSG:4326 in the order of the file, columns parcel and ring (texts);
    `system` says how they were read; `more_m` what reading adds to the accuracy.
    """

    frame_ll: GeoDataFrame
    system: str
    notes: tuple[str, ...] = ()
    more_m: float = 0.0


class SentQuestion(NamedTuple):
    """How a file is to be read: as any layer, its system and order of coordinates if said."""

    asked: Asked = Asked()
    system: SystemWord = SystemWord()
    order: AxisOrder = ""


def read_places(path: Path, name: str, question: SentQuestion) -> SentPlaces:
    """Read the places of a file: a 勘测定界 text, a table or layer, or coordinates in a text.

    Raises
    ------
    DataError
        If it holds none, or they fit no system or not the one chosen.
    """
    question.asked.limits.check_file(name, path.stat().st_size)
    with path.open("rb") as file:
        beginning = file.read(_BEGINNING)
    if is_parcel_text(beginning):
        return _parcels(path, name, question)
    try:
        done = read(path, name, question.asked)
    except DataError:
        if kind_of(path, name) == "text":
            with suppress(DataError):
                return _text(path, name, question)
        raise
    return _layer(done, name)


def _parcels(path: Path, name: str, question: SentQuestion) -> SentPlaces:
    parcels = parcel_text(_decoded(path, name, question), name)
    points = parcels.points
    places = np.column_stack([numbers(points["X"]), numbers(points["Y"])])
    if not np.isfinite(places).all():
        row = points.iloc[int(np.flatnonzero(~np.isfinite(places).all(axis=1))[0])]
        raise DataError(f"{name} 的界址点坐标“{row['X'][:20]}，{row['Y'][:20]}”不是数；请核对")
    chosen = question.system
    if parcels.crs and not chosen.crs:
        chosen = SystemWord(parcels.crs, said="文件注明")
    found = settled(places, chosen, question.order)
    titles = points["parcel"].astype(str) + " " + points["name"]
    frame = _frame(found.places_m, titles.str.strip(), points["ring"])
    return SentPlaces(frame, f"勘测定界界址点；{found.system}", found.warnings)


def _layer(done: Incoming, name: str) -> SentPlaces:
    frame = done.frame_ll
    if len(done.unplaced):
        raise DataError(f"{name} 有 {len(done.unplaced)} 行没有坐标；请补全，或删去这些行")
    columns = {str(column).strip().lower(): column for column in frame.columns}
    ring, parcel = (
        next((frame[columns[word]] for word in words if word in columns), None)
        for words in (_RINGS, _PARCELS)
    )
    nothing = Series("", index=frame.index)
    told = GeoDataFrame(
        {
            "parcel": nothing if parcel is None else parcel.astype(str),
            "ring": nothing if ring is None else ring.astype(str),
        },
        geometry=frame.geometry,
    )
    datum = done.choices.datum
    shifted = "" if datum == "WGS 84/CGCS2000" else f"{datum}，已纠偏；"
    return SentPlaces(told.reset_index(drop=True), f"{shifted}{done.choices.crs}", done.notes)


def _text(path: Path, name: str, question: SentQuestion) -> SentPlaces:
    pasted = places_in(_decoded(path, name, question))
    found = settled(pasted.places, question.system, question.order)
    nothing = Series("", index=range(len(pasted.places)))
    frame = _frame(found.places_m, nothing, nothing)
    return SentPlaces(frame, found.system, (*pasted.notes, *found.warnings), pasted.half_digit_m)


def _decoded(path: Path, name: str, question: SentQuestion) -> str:
    raw = path.read_bytes()
    return text_of(raw, question.asked.choices.encoding, name).decode("utf-8")


def _frame(places_m: np.ndarray, parcel: Series, ring: Series) -> GeoDataFrame:
    shapes = to_lonlat(GeoSeries.from_xy(*places_m.T, crs=METRIC))
    told = {"parcel": parcel.to_numpy(), "ring": ring.to_numpy()}
    return GeoDataFrame(told, geometry=shapes.to_numpy(), crs=shapes.crs)
