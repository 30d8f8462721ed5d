"""Where a name may follow its line: letter by letter, read from the left or from above."""

import math
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

import numpy as np
import shapely
from numpy.typing import NDArray

from sheets.circle_words import advance_em
from sheets.room import Rects
from sheets.spots import Letter, Name, Spot, around

Floats = NDArray[np.float64]

_SHARES = (0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8, 0.12, 0.88)
_SPACED = 1.18
"""Of a letter's width: names of lines are set wider than others."""

_BEND = 28.0
"""Degrees from letter to letter; more breaks the name."""

_STEEP = 50.0
"""Degrees from which a line counts as upright: its name is read from above, as maps here do."""

_ASIDE_MM, _ASIDE_COST = 0.6, 6.0
_NARROWEST_EM = 0.75
"""Of a letter's place: figures stand one below the other as well."""


class _Run(NamedTuple):
    """A stretch of a line for a name: middles of its letters on the line (n, 2), directions."""

    places: NDArray[np.float64]
    turns: NDArray[np.float64]

    @property
    def overall(self) -> float:
        """Direction from the first letter to the last, degrees."""
        east, north = self.places[-1] - self.places[0]
        return math.degrees(math.atan2(north, east))

    @property
    def upright(self) -> bool:
        """Whether it is read from above."""
        return _STEEP < abs(self.overall) < 180 - _STEEP


def along(name: Name) -> Iterator[Spot]:
    """Yield places along a line or, where it is too short for its name, around its middle."""
    line = _longest(name.shape)
    steps = _steps(name)
    if line.length < steps[-1] * 0.9:
        yield from _aside(name, line)
        return
    aside = name.tall / 2 + _ASIDE_MM + name.radius
    for order, share in enumerate(_SHARES):
        run = _readable(line, share, steps)
        if run is not None:
            for off, cost in ((0.0, 0.0 if name.upon else 4.0), (aside, 0.6), (-aside, 0.9)):
                spot = _spot(name, run, off, cost + 0.25 * order)
                yield spot._replace(floor=0.25 * order)
    if not name.upon:
        yield from _aside(name, line)


def _aside(name: Name, line: shapely.LineString) -> Iterator[Spot]:
    """Yield places around the middle of a line."""
    middle = line.interpolate(0.5, normalized=True)
    spots = around(name._replace(shape=middle, radius=name.radius + 0.2))
    return (spot._replace(cost=spot.cost + _ASIDE_COST, floor=_ASIDE_COST) for spot in spots)


def _longest(shape: shapely.Geometry) -> shapely.LineString:
    merged = shapely.line_merge(shape)
    return max(shapely.get_parts(merged), key=lambda part: part.length)


def _steps(name: Name) -> NDArray[np.float64]:
    """Middles of the letters along a run, and its length as the last."""
    ems = np.array([max(advance_em(char), _NARROWEST_EM) for char in name.text])
    ends = np.cumsum(ems * name.tall * _SPACED)
    return np.append(ends - ems * name.tall * _SPACED / 2, ends[-1])


def _readable(line: shapely.LineString, share: float, steps: NDArray[np.float64]) -> _Run | None:
    """Return the run about a share of the line, read from the left or from above."""
    run = _run(line, share, steps)
    backwards = run.overall > 0 if run.upright else abs(run.overall) > 90
    if backwards:
        run = _run(line.reverse(), 1 - share, steps)
    return None if _bend(run, max) > _BEND else run


def _run(line: shapely.LineString, share: float, steps: NDArray[np.float64]) -> _Run:
    start = min(max(share * line.length - steps[-1] / 2, 0.0), max(line.length - steps[-1], 0.0))
    half = steps[-1] / len(steps) * 0.75
    spots = start + steps[:-1]
    places, before, after = (
        shapely.get_coordinates(shapely.line_interpolate_point(line, spots + shift))
        for shift in (0.0, -np.minimum(half, spots), half)
    )
    return _Run(places, np.degrees(np.arctan2(*(after - before).T[::-1])))


def _bend(run: _Run, of: Callable[[Iterable[float]], float]) -> float:
    turns = np.abs(_turned(np.diff(run.turns)))
    return of([0.0, *turns.tolist()])


def _spot(name: Name, run: _Run, off: float, cost: float) -> Spot:
    """Return the name beside a run, `off` millimetres to the left of where it is read to."""
    normal = np.radians(run.turns + 90)
    places = run.places + off * np.column_stack([np.cos(normal), np.sin(normal)])
    angles = run.turns + (90 if run.upright else 0)
    turned = _turned(angles)
    letters = tuple(map(Letter, *places.T.tolist(), turned.tolist()))
    x, y = places.mean(axis=0).tolist()
    rects = _covered(name, places, turned)
    return Spot(rects, cost + _bend(run, sum) / 40, 0.0, (name.text,), (x, y), letters)


def _covered(name: Name, places: Floats, angles: Floats) -> Rects:
    """Squares over letters, large enough for their turn."""
    turns = np.radians(angles)
    half = name.tall * 0.5 * (np.abs(np.cos(turns)) + np.abs(np.sin(turns)))[:, None]
    return np.hstack([places - half, places + half])


def _turned(angles: Floats) -> Floats:
    """Return angles as -180 to 180 degrees."""
    return (angles + 180) % 360 - 180
