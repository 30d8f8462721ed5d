"""Coordinates found in a text as people paste it: lists, tables, degrees with minutes and seconds.

Numbers of points, rings and heights stand beside them; what cannot be a coordinate is passed over.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from pandas import Series

from geo.errors import DataError
from geo.importing.coordinate_columns import numbers

_MOST_LETTERS = 500_000
_DEGREES = (3.0, 136.0)
"""Longitudes and latitudes of China."""

_LEAST_M = 100_000.0
"""Eastings and northings of China are not less."""

_FIGURE = r"\d+(?:[.．]\d+)?"
_TOKEN = re.compile(
    rf"{_FIGURE}\s*[°º度]\s*(?:{_FIGURE}\s*['′’‘分]\s*(?:{_FIGURE}\s*(?:″|”|“|秒|\"|''|′′|’’))?)?"
    rf"|{_FIGURE}"
)
_ARC_M = 1_852.0 * 60
"""Metres of a degree of latitude."""

_ARCS = (('秒"″”“', 3600.0), ("分'′’‘", 60.0))


class PastedPlaces(NamedTuple):
    """Coordinates in the order of the text.

    `places` (n, 2), n at least 1, the first coordinate of each pair first; `half_digit_m` is half
    of the coarsest last digit in metres, `notes` what was passed over.
    """

    places: NDArray[np.float64]
    half_digit_m: float
    notes: tuple[str, ...] = ()


class _Row(NamedTuple):
    """Coordinates of a line of the text, and its number."""

    number: int
    tokens: list[str]
    figures: list[float]


def places_in(text: str) -> PastedPlaces:
    """Find the coordinates in a text.

    Raises
    ------
    DataError
        If there are none, a number has no partner, or the text is too long.
    """
    if len(text) > _MOST_LETTERS:
        raise DataError(f"坐标文字有 {len(text):,} 个字符，上限 {_MOST_LETTERS:,}；请改用文件")
    rows = _rows(text)
    paired = [row for row in rows if len(row.figures) >= 2]
    if not paired:
        paired = [_Row(1, *_joined(rows))]
    flat, height = _flat(paired)
    if not flat.figures:
        raise DataError("没有找到坐标；请每行写一个点的两个坐标，用逗号或空格隔开")
    passed = len(rows) - len(paired) if len(paired) > 1 else 0
    notes = [f"有 {passed} 行只有一个像坐标的数，已略过"] if passed else []
    notes += ["每行第三个数按高程看待，未取"] if height else []
    half = max(_half_digit_m(*pair) for pair in zip(flat.tokens, flat.figures, strict=True))
    return PastedPlaces(np.array(flat.figures).reshape(-1, 2), half, tuple(notes))


def _rows(text: str) -> list[_Row]:
    """Return the lines that have numbers which may be coordinates."""
    tokens = [_TOKEN.findall(line) for line in text.splitlines()]
    flat = numbers(Series([token for line in tokens for token in line], dtype=object))
    values = np.split(flat, np.cumsum([len(line) for line in tokens])[:-1]) if tokens else []
    metric = bool((flat >= _LEAST_M).any())
    rows = []
    for number, (words, found) in enumerate(zip(tokens, values, strict=True), 1):
        kept = [at for at in range(len(words)) if _may_be(words[at], found[at], metric=metric)]
        if len(kept) > 2 and not metric:
            kept = [at for at in kept if not words[at].isdigit()] or kept
        if kept:
            rows.append(_Row(number, [words[at] for at in kept], [float(found[at]) for at in kept]))
    return rows


def _may_be(token: str, value: float, *, metric: bool) -> bool:
    if metric and token[-1:].isdigit():
        return bool(value >= _LEAST_M)
    return bool(not metric and _DEGREES[0] <= value < _DEGREES[1])


def _joined(rows: Sequence[_Row]) -> tuple[list[str], list[float]]:
    return [t for row in rows for t in row.tokens], [v for row in rows for v in row.figures]


def _flat(rows: Sequence[_Row]) -> tuple[_Row, bool]:
    """Return all rows as one, of pairs; whether a third number of each row was left out.

    Raises
    ------
    DataError
        If a row has an odd number of them.
    """
    height = all(len(row.figures) == 3 for row in rows)
    if height:
        rows = [row._replace(tokens=row.tokens[:2], figures=row.figures[:2]) for row in rows]
    for row in rows:
        if len(row.figures) % 2:
            shown = "、".join(row.tokens[:5])
            raise DataError(
                f"第 {row.number} 行有 {len(row.figures)} 个像坐标的数（{shown}），"
                "不能两两成对；请每行写一个点的两个坐标"
            )
    return _Row(1, *_joined(rows)), height


def _half_digit_m(token: str, value: float) -> float:
    """Return half of the last digit of a coordinate in metres."""
    figures = re.findall(_FIGURE, token)
    decimals = len(re.split(r"[.．]", figures[-1] + ".")[1])
    digit = 0.5 * 10.0**-decimals
    if value >= _LEAST_M:
        return digit
    share = next((share for marks, share in _ARCS if token.rstrip()[-1] in marks), 1.0)
    return digit * _ARC_M / share
