"""Directions as plans say them: 东, 以南, 东北角."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from geo.errors import DataError
from geo.text import fold

_EAST_OF_NORTH = {
    "北": 0, "东北": 45, "东": 90, "东南": 135, "南": 180, "西南": 225, "西": 270, "西北": 315,
}  # fmt: skip
"""Degrees clockwise from the north of METRIC's grid, within a degree of true north."""

SIDES = ("东", "南", "西", "北")
DIRECTIONS = tuple(_EAST_OF_NORTH)


class Direction(NamedTuple):
    """A direction: its word, one of `DIRECTIONS`, and (2,) its step of one metre."""

    word: str
    step: NDArray[np.float64]


def direction(words: str) -> Direction:
    """Return the direction that words such as 以南, 东北角, 西侧 say.

    Raises
    ------
    DataError
        If they say none.
    """
    word = fold(words).lstrip("以之").rstrip("侧边面角方向部")
    if word not in _EAST_OF_NORTH:
        raise DataError(f"不认识方位“{words[:20]}”；可用：{'、'.join(DIRECTIONS)}")
    angle = np.radians(_EAST_OF_NORTH[word])
    return Direction(word, np.array([np.sin(angle), np.cos(angle)]))


def word_of(step: NDArray[np.float64]) -> str:
    """Return the word, of eight, for the direction of a (2,) step that is not zero."""
    angle = np.degrees(np.arctan2(step[0], step[1])) % 360
    return DIRECTIONS[round(angle / 45) % 8]
