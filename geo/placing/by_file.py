"""By the coordinates or shapes of a file that was sent, read in a child."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import shapely
from geopandas import GeoDataFrame
from shapely.geometry.base import BaseGeometry

from geo.crs import to_metric
from geo.errors import DataError
from geo.guarded.reading import By, Sent, places
from geo.importing.model import Asked, ReadingChoices
from geo.placing.answering import finished
from geo.placing.choosing import chosen
from geo.placing.coordinate_shape import shape_of, split_rings
from geo.placing.coordinate_systems import SystemWord, system_of
from geo.placing.datum_doubt import datum_doubt
from geo.placing.ground import PlacingGround
from geo.placing.model import Drafted, Placement
from geo.placing.pasted import CHECK, method_m
from geo.placing.questions import AxisOrder, ShapeWord
from geo.placing.sent_places import SentPlaces, SentQuestion

_MOST_PLACES = 200_000


@dataclass(frozen=True)
class ByFile:
    """How the places of a file become a placement; see `ByCoordinates` for the words."""

    system: str = ""
    shape: ShapeWord = ""
    order: AxisOrder = ""
    layer: str = ""
    encoding: str = ""
    choice: int = 0


class _Parcel(NamedTuple):
    """One parcel or feature of a file: its name, its METRIC shape."""

    title: str
    shape_m: BaseGeometry


def answer_file(
    sent: Sent, question: ByFile, ground: PlacingGround, by: By, subject: str = ""
) -> Placement:
    """Return the placement that a file holds.

    Parameters
    ----------
    sent
        A 勘测定界 text, a table of points (点号, X, Y), a layer, or coordinates in a text.
    question
        What is said of it.
    ground, subject
        As in `geo.placing.answering.answer`.
    by
        For whom it is read.

    Raises
    ------
    DataError
        If it cannot be read, or its places make no such shape.
    AmbiguousPlacementError
        If it holds several parcels or features and none is chosen.
    """
    said = system_of(question.system)
    choices = ReadingChoices(
        layer=question.layer, encoding=question.encoding, crs=said.crs, datum=said.datum
    )
    asked = SentQuestion(Asked(choices), said, question.order)
    return finished(_drafted(places(sent, asked, by), sent.name, question, ground), ground, subject)


def _drafted(found: SentPlaces, name: str, question: ByFile, ground: PlacingGround) -> Drafted:
    said: SystemWord = system_of(question.system)
    count = int(shapely.get_num_coordinates(found.frame_ll.geometry.to_numpy()).sum())
    if count > _MOST_PLACES:
        raise DataError(f"{name} 有 {count:,} 个点，上限 {_MOST_PLACES:,}；请只留下要落图的部分")
    parcels = list(_parcels(found.frame_ll, question))
    one = chosen(parcels, question.choice, f"{name} 中的地块或要素", lambda each: each)
    title = f"“{one.title}”" if one.title else ""
    return Drafted(
        one.shape_m, f"按文件 {name} {title}的坐标落图（{found.system}）", (),
        warnings=(*found.notes, *datum_doubt(one.shape_m, said, ground), CHECK),
        more_m=found.more_m + method_m(said),
    )  # fmt: skip


def _parcels(frame_ll: GeoDataFrame, question: ByFile) -> Iterator[_Parcel]:
    """Yield what a file holds: points by parcel, or each feature that is more than a point."""
    frame_m = to_metric(frame_ll)
    if (frame_m.geom_type == "Point").all():
        for title, rows in frame_m.groupby("parcel", sort=False):
            rings = [_coordinates(ring) for _, ring in rows.groupby("ring", sort=False)]
            split = [part for ring in rings for part in split_rings(ring)]
            yield _Parcel(str(title), shape_of(split, question.shape))
        return
    for at, shape in enumerate(frame_m.geometry, 1):
        yield _Parcel(str(frame_m["parcel"].iloc[at - 1]) or f"第 {at} 个", shape)


def _coordinates(rows: GeoDataFrame) -> np.ndarray:
    return shapely.get_coordinates(rows.geometry.to_numpy())
