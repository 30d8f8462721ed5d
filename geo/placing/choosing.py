"""One answer taken of several, or all of them told."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from geopandas import GeoSeries
from shapely.geometry.base import BaseGeometry

from geo.crs import METRIC, to_lonlat
from geo.errors import DataError
from geo.placing.model import AmbiguousPlacementError, PlacementChoice

Answer = TypeVar("Answer")

_MOST = 12
"""Choices that are told."""


def chosen(
    answers: Sequence[Answer],
    choice: int,
    what: str,
    told: Callable[[Answer], tuple[str, BaseGeometry]],
) -> Answer:
    """Return the answer chosen (from 1), or the only one.

    Parameters
    ----------
    answers
        At least one, in an order that does not depend on how the data are written.
    choice
        0 where nothing was chosen.
    what
        What there are several of, in words.
    told
        Gives the words and the METRIC shape of an answer.

    Raises
    ------
    AmbiguousPlacementError
        If there are several and none is chosen.
    DataError
        If there is none of that number.
    """
    if len(answers) == 1 and choice in (0, 1):
        return answers[0]
    if 1 <= choice <= len(answers):
        return answers[choice - 1]
    if choice:
        raise DataError(f"没有第 {choice} 个选择：{what}共 {len(answers)} 处；请重选")
    pairs = [told(each) for each in answers[:_MOST]]
    shapes = to_lonlat(GeoSeries([shape for _, shape in pairs], crs=METRIC))
    choices = tuple(
        PlacementChoice(words, shape) for (words, _), shape in zip(pairs, shapes, strict=True)
    )
    listed = "；".join(f"{number}. {each.words}" for number, each in enumerate(choices, 1))
    raise AmbiguousPlacementError(f"{what}有 {len(answers)} 处，请选一处：{listed}", choices)


def in_degrees(place: BaseGeometry) -> str:
    """Return where a METRIC point is, in words."""
    at = to_lonlat(GeoSeries([place], crs=METRIC)).iloc[0]
    return f"{at.x:.4f}°E {at.y:.4f}°N"
