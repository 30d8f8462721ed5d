"""Where a name may follow its line: letter by letter, read from the left or from above."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import shapely

from sheets.labels.candidates import LabelCandidate, Letter, Name, Spots, around
from sheets.labels.collision import Bools, Floats
from sheets.text_measure import advance_em

_SHARES = np.array([0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8, 0.12, 0.88])
_LATER = 0.25 * np.arange(len(_SHARES))
"""What a share costs, so that the middle of a line is tried first."""

_SPACED = 1.18
"""Of a letter's width: names of lines are set wider than others."""

_BEND = 28.0
"""Degrees from letter to letter; more breaks the name."""

_STEEP = 50.0
"""Degrees from which a line counts as upright: its name is read from above, as maps here do."""

_ASIDE_MM, _ASIDE_COST = 0.6, 6.0
_NARROWEST_EM = 0.75
"""Of a letter's place: figures stand one below the other as well."""


class _Runs(NamedTuple):
    """Stretches of a line for a name: middles of its letters (m, n, 2), directions (m, n)."""

    places: Floats
    turns: Floats

    @property
    def overall(self) -> Floats:
        """Directions from the first letter to the last, degrees, (m,)."""
        east, north = (self.places[:, -1] - self.places[:, 0]).T
        return np.degrees(np.arctan2(north, east))

    @property
    def upright(self) -> Bools:
        """Whether they are read from above, (m,)."""
        steep = np.abs(self.overall)
        return (steep > _STEEP) & (steep < 180 - _STEEP)

    @property
    def bends(self) -> Floats:
        """Degrees from the letter before to each, (m, n); none to the first."""
        return np.abs(_turned(np.diff(self.turns, axis=1, prepend=self.turns[:, :1])))


def along(name: Name) -> Iterator[Spots]:
    """Yield places along a line or, where it is too short for its name, around its middle."""
    line = _longest(name.shape)
    steps = _steps(name)
    holds = line.length >= steps[-1] * 0.9
    if holds:
        runs = _readable(line, steps)
        even = runs.bends.max(axis=1) <= _BEND
        if even.any():
            yield _spots(name, _Runs(runs.places[even], runs.turns[even]), _LATER[even])
    if not (holds and name.upon):
        yield from _aside(name, line)


def _aside(name: Name, line: shapely.LineString) -> Iterator[Spots]:
    """Yield places around the middle of a line."""
    middle = line.interpolate(0.5, normalized=True)
    spots = around(name._replace(shape=middle, radius=name.radius + 0.2))
    return (each._replace(costs=each.costs + _ASIDE_COST) for each in spots)


def _longest(shape: shapely.Geometry) -> shapely.LineString:
    merged = shapely.line_merge(shape)
    return max(shapely.get_parts(merged), key=lambda part: part.length)


def _steps(name: Name) -> Floats:
    """Middles of the letters along a run, and its length as the last."""
    ems = np.array([max(advance_em(char), _NARROWEST_EM) for char in name.text])
    ends = np.cumsum(ems * name.tall * _SPACED)
    return np.append(ends - ems * name.tall * _SPACED / 2, ends[-1])


def _readable(line: shapely.LineString, steps: Floats) -> _Runs:
    """Return the runs about each share of the line, read from the left or from above."""
    runs = _runs(line, _SHARES, steps)
    backwards = np.where(runs.upright, runs.overall > 0, np.abs(runs.overall) > 90)
    if backwards.any():
        turned = _runs(line.reverse(), 1 - _SHARES[backwards], steps)
        for own, other in zip(runs, turned, strict=True):
            own[backwards] = other
    return runs


def _runs(line: shapely.LineString, shares: Floats, steps: Floats) -> _Runs:
    starts = (shares * line.length - steps[-1] / 2).clip(0.0)
    spots = np.minimum(starts, max(line.length - steps[-1], 0.0))[:, None] + steps[:-1]
    half = steps[-1] / len(steps) * 0.75
    at = np.stack([spots, spots - np.minimum(half, spots), spots + half])
    found = shapely.get_coordinates(shapely.line_interpolate_point(line, at))
    places, before, after = found.reshape(*at.shape, 2)
    east, north = np.moveaxis(after - before, -1, 0)
    return _Runs(places, np.degrees(np.arctan2(north, east)))


def _spots(name: Name, runs: _Runs, costs: Floats) -> Spots:
    """Return the name on each run and to the left and right of where it is read to."""
    aside = name.tall / 2 + _ASIDE_MM + name.radius
    offs = np.array([0.0, aside, -aside])[:, None, None]
    first = np.array([0.0 if name.upon else 4.0, 0.6, 0.9])
    normal = np.radians(runs.turns + 90)
    normals = np.stack([np.cos(normal), np.sin(normal)], axis=-1)
    places = runs.places[:, None] + offs * normals[:, None]
    angles = _turned(runs.turns + 90 * runs.upright[:, None])
    rects = _covered(name, places, angles)
    bent = runs.bends.cumsum(axis=1)[:, -1:] / 40

    def at(place: int) -> LabelCandidate:
        run, side = divmod(place, len(offs))
        own = places[run, side]
        letters = tuple(map(Letter, *own.T.tolist(), angles[run].tolist()))
        x, y = own.mean(axis=0).tolist()
        return LabelCandidate(rects[run, side], (name.text,), (x, y), letters)

    weighed = first + costs[:, None] + bent
    return Spots(rects.reshape(-1, *rects.shape[2:]), weighed.ravel(), at)


def _covered(name: Name, places: Floats, angles: Floats) -> Floats:
    """Squares over letters at places (m, k, n, 2), large enough for their turn, (m, k, n, 4)."""
    turns = np.radians(angles)
    half = name.tall * 0.5 * (np.abs(np.cos(turns)) + np.abs(np.sin(turns)))[:, None, :, None]
    return np.concatenate([places - half, places + half], axis=-1)


def _turned(angles: Floats) -> Floats:
    """Return angles as -180 to 180 degrees."""
    return (angles + 180) % 360 - 180
