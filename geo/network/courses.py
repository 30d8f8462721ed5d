"""Lines measured along their course: offsets of vertices, parts between two offsets."""

from typing import NamedTuple

import numpy as np
import shapely


class Vertices(NamedTuple):
    """Vertices of lines, (k,) each: place (k, 2) metres, line they belong to, metres along it."""

    place: np.ndarray
    line: np.ndarray
    offset: np.ndarray


def vertices_of(lines: np.ndarray) -> Vertices:
    """Return the vertices of (n,) LineStrings, each with its distance from the line's start."""
    place, line = shapely.get_coordinates(lines, return_index=True)
    fresh = np.r_[True, line[1:] != line[:-1]][: len(line)]
    steps = np.hypot(*np.diff(place, axis=0, prepend=place[:1]).T)
    run = np.cumsum(np.where(fresh, 0.0, steps))
    lengths = np.diff(np.r_[np.flatnonzero(fresh), len(line)])
    return Vertices(place, line, run - np.repeat(run[fresh], lengths))


def places_at(inner: Vertices, line: np.ndarray, offset: np.ndarray) -> np.ndarray:
    """(k, 2) places at (k,) metres along lines whose vertices are `inner`, any order."""
    first = np.searchsorted(inner.line, np.arange(inner.line.max(initial=-1) + 2))
    run = np.concatenate([inner.offset, offset])
    owner = np.concatenate([inner.line, line])
    asked = np.arange(len(run)) >= len(inner.line)
    order = np.lexsort((asked, run, owner))
    before = np.empty(len(run), dtype=np.intp)
    before[order] = np.cumsum(~asked[order]) - 1
    at = np.clip(before[asked], first[line], first[line + 1] - 2)
    step = inner.offset[at + 1] - inner.offset[at]
    share = np.clip((offset - inner.offset[at]) / step, 0, 1)[:, None]
    return inner.place[at] * (1 - share) + inner.place[at + 1] * share


def parts_between(lines: np.ndarray, begin_m: np.ndarray, end_m: np.ndarray) -> np.ndarray:
    """Cut from each of (n,) LineStrings the part between two offsets, begin < end, metres."""
    inner = vertices_of(lines)
    kept = (inner.offset > begin_m[inner.line]) & (inner.offset < end_m[inner.line])
    everyone = np.arange(len(lines))
    rims = [
        shapely.get_coordinates(shapely.line_interpolate_point(lines, offset))
        for offset in (begin_m, end_m)
    ]
    line = np.concatenate([everyone, inner.line[kept], everyone])
    offset = np.concatenate([begin_m, inner.offset[kept], end_m])
    place = np.concatenate([rims[0], inner.place[kept], rims[1]])
    order = np.lexsort((offset, line))
    parts: np.ndarray = shapely.linestrings(place[order], indices=line[order])
    return parts
