"""Where lines meet: crossings, and vertices that lie on another line within a tolerance.

Places of a line are told by their metres along its course.
"""

from typing import NamedTuple

import numpy as np
import shapely

from geo.box_intersections import meeting_boxes
from geo.errors import DataError
from geo.importing.limits import MOST_MEETINGS


class Vertices(NamedTuple):
    """Vertices of lines, (k,) each: place (k, 2) metres, line they belong to, metres along it."""

    place: np.ndarray
    line: np.ndarray
    offset: np.ndarray


class Segments(NamedTuple):
    """Straight pieces of lines, (s,) each.

    `start`, `stop` are (s, 2) metres; `line` the number of the line; `offset` the metres along
    the line at which the segment starts; `length` its metres; `first`, `last` whether it is the
    first or last of its line.
    """

    start: np.ndarray
    stop: np.ndarray
    line: np.ndarray
    offset: np.ndarray
    length: np.ndarray
    first: np.ndarray
    last: np.ndarray


class Meetings(NamedTuple):
    """Pairs of places that are to become one node, (k,) each: a line and metres along it."""

    line: np.ndarray
    offset: np.ndarray
    other_line: np.ndarray
    other_offset: np.ndarray


def vertices_of(lines: np.ndarray) -> Vertices:
    """Return the vertices of (n,) LineStrings, each with its distance from the line's start."""
    place, line = shapely.get_coordinates(lines, return_index=True)
    fresh = np.r_[True, line[1:] != line[:-1]][: len(line)]
    steps = np.hypot(*np.diff(place, axis=0, prepend=place[:1]).T)
    run = np.cumsum(np.where(fresh, 0.0, steps))
    lengths = np.diff(np.r_[np.flatnonzero(fresh), len(line)])
    return Vertices(place, line, run - np.repeat(run[fresh], lengths))


def segments_of(lines: np.ndarray) -> Segments:
    """Cut (n,) LineStrings into segments; zero-length segments are left out."""
    place, owner, offset = vertices_of(lines)
    inner = owner[1:] == owner[:-1]
    start, stop, line, offset = (
        place[:-1][inner],
        place[1:][inner],
        owner[:-1][inner],
        offset[:-1][inner],
    )
    length = np.hypot(*(stop - start).T)
    long = length > 0
    start, stop, line, offset, length = (
        column[long] for column in (start, stop, line, offset, length)
    )
    change = line[1:] != line[:-1]
    first, last = np.r_[True, change][: len(line)], np.r_[change, True][-len(line) :]
    return Segments(start, stop, line, offset, length, first, last)


def meetings_of(parts: Segments, levels: np.ndarray, tolerance_m: float) -> Meetings:
    """Find where lines meet.

    Parameters
    ----------
    parts
        Segments of the lines, METRIC.
    levels
        (n,) level of each line; lines of different levels meet only where one of them ends.
    tolerance_m
        Metres within which a vertex lies on another line.

    Raises
    ------
    DataError
        If more segments come near to each other than roads do.
    """
    one, two = _near(parts, tolerance_m)
    level = levels[parts.line]
    crossing = _crossings(parts, one, two, level)
    touching = [
        _touches(parts, pair, end, (level, tolerance_m))
        for pair in ((one, two), (two, one))
        for end in (0, 1)
    ]
    return Meetings(*(np.concatenate(columns) for columns in zip(crossing, *touching, strict=True)))


def _near(parts: Segments, tolerance_m: float) -> tuple[np.ndarray, np.ndarray]:
    """Pairs of segments whose boxes come within the tolerance, neighbours in a line left out."""
    low = np.minimum(parts.start, parts.stop) - tolerance_m / 2
    high = np.maximum(parts.start, parts.stop) + tolerance_m / 2
    found, count = [], 0
    for one, two in meeting_boxes(low, high):
        apart = (parts.line[one] != parts.line[two]) | (two - one > 1)
        found.append((one[apart], two[apart]))
        count += len(found[-1][0])
        if count > MOST_MEETINGS:
            raise DataError(
                f"线与线相交、相近处超过 {MOST_MEETINGS:,} 处，不是道路中心线；"
                "请检查图层是否重复叠加，或先裁剪到规划范围"
            )
    ones, twos = zip(*found, strict=True)
    return np.concatenate(ones), np.concatenate(twos)


def _crossings(parts: Segments, one: np.ndarray, two: np.ndarray, level: np.ndarray) -> Meetings:
    """Proper crossings of segments of one level."""
    flat = level[one] == level[two]
    one, two = one[flat], two[flat]
    along, across = parts.stop[one] - parts.start[one], parts.stop[two] - parts.start[two]
    gap = parts.start[two] - parts.start[one]
    turn = _cross(along, across)
    with np.errstate(divide="ignore", invalid="ignore"):
        here, there = _cross(gap, across) / turn, _cross(gap, along) / turn
    hit = (here >= 0) & (here <= 1) & (there >= 0) & (there <= 1)
    one, two, here, there = one[hit], two[hit], here[hit], there[hit]
    return Meetings(
        parts.line[one],
        parts.offset[one] + here * parts.length[one],
        parts.line[two],
        parts.offset[two] + there * parts.length[two],
    )


def _touches(
    parts: Segments,
    pair: tuple[np.ndarray, np.ndarray],
    end: int,
    limits: tuple[np.ndarray, float],
) -> Meetings:
    """Vertices of one segment (its start or stop) that lie on the other segment of the pair."""
    (one, two), (level, tolerance_m) = pair, limits
    strange = parts.line[one] != parts.line[two]
    tip = (parts.last if end else parts.first)[one]
    strange &= (level[one] == level[two]) | tip
    one, two = one[strange], two[strange]
    vertex = (parts.stop if end else parts.start)[one]
    along = parts.stop[two] - parts.start[two]
    share = np.einsum("ij,ij->i", vertex - parts.start[two], along) / parts.length[two] ** 2
    share = np.clip(share, 0, 1)
    away = np.hypot(*(parts.start[two] + share[:, None] * along - vertex).T)
    on = away <= tolerance_m
    one, two, share = one[on], two[on], share[on]
    return Meetings(
        parts.line[one],
        parts.offset[one] + (parts.length[one] if end else 0.0),
        parts.line[two],
        parts.offset[two] + share * parts.length[two],
    )


def _cross(one: np.ndarray, two: np.ndarray) -> np.ndarray:
    return one[:, 0] * two[:, 1] - one[:, 1] * two[:, 0]
