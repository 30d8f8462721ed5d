"""Where a name may stand: around its mark, with a leader farther off, or inside its area."""

import math
import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import shapely

from layers.spec import Role
from sheets.labels.collision import Floats, Rects
from sheets.paper import PT_PER_MM
from sheets.text_measure import wide_em, wide_mm

Place = tuple[float, float]
"""Millimetres from the lower left corner of the map field."""

LEADING = 1.2
"""Of the size, from line to line."""

_SIDES = np.array([(1, 0), (0, 1), (0, -1), (-1, 0), (1, 1), (1, -1), (-1, 1), (-1, -1)])
_NEARER = np.where(_SIDES.all(axis=1, keepdims=True), 0.75, 1.0)
"""Of a mark's radius: its corners are round."""

_TURNS = [2 * math.pi * turn / 16 for turn in range(16)]
_OFF_MM = np.array([3.5, 6.0, 9.0, 13.0])
_RAYS = np.tile([(math.cos(turn), math.sin(turn)) for turn in _TURNS], (len(_OFF_MM), 1))
_OFFS = np.repeat(_OFF_MM, len(_TURNS))[:, None]
"""Leaders: whither, and how far from the mark in millimetres, nearer ones first."""

_LEVEL = 0.3
"""East or north of a ray that leads to the middle of a side."""

_GAP_MM, _PAD_MM = 0.5, 0.35
_LONG = 9
_LED = 5.0
"""What a leader costs: about as much as covering five millimetres of a plan's line."""
_STEP_MM = 3.0

_CHINESE = 0x2E7F
_CLOSING = "·、，。）》”"
_BEGINNERS = re.compile(
    "（|社区|街道|卫生|服务|幼儿园|保育院|小学|中学|学校|附属|校区|医院|农贸|公园|棚户区|周边|地下|"
    "变电站|隧道|升级|改造|建设|工程|商贸|发展|生态|产业|创新"
)
"""What begins a word in the names of projects and facilities."""

_MIDDLE = (0.3, 0.7)


class Name(NamedTuple):
    """A name to set: words, role of its layer, size in points, feature in millimetres of the field.

    `radius` is that of the feature's mark; `upon` says that the name may stand on its line.
    """

    text: str
    role: Role
    size: float
    shape: shapely.Geometry
    radius: float = 1.3
    upon: bool = False

    @property
    def tall(self) -> float:
        """Height of a line in millimetres."""
        return self.size / PT_PER_MM


class Letter(NamedTuple):
    """Middle of a character that follows a line, and its turn in degrees."""

    x: float
    y: float
    angle: float


class LabelCandidate(NamedTuple):
    """A place for a name: what it covers, and how it is written there."""

    rects: Rects
    lines: tuple[str, ...]
    middle: Place
    letters: tuple[Letter, ...] = ()
    leader: tuple[Place, Place] | None = None


class Spots(NamedTuple):
    """Places that are weighed together: what each covers (k, n, 4) and costs (k,), its leader.

    `at` makes one of them; leaders (k, 2, 2) begin at the mark. Spots are yielded by their least
    cost, the cheapest first.
    """

    rects: Floats
    costs: Floats
    at: Callable[[int], LabelCandidate]
    leaders: Floats | None = None


def around(name: Name) -> Iterator[Spots]:
    """Yield places beside the mark of a point, then farther off with a leader."""
    for extra, lines in enumerate(_settings(name)):
        yield _beside(name, lines, 0.8 * extra)
    for extra, lines in enumerate(_settings(name)):
        yield _led(name, lines, _LED + 0.8 * extra)


def _beside(name: Name, lines: tuple[str, ...], cost: float) -> Spots:
    sides = np.array(_sides(name, lines))
    middles = _mark(name) + _SIDES * (sides / 2 + (name.radius * _NEARER + _GAP_MM))
    rects = _rects(middles, sides)
    costs = 0.35 * np.arange(float(len(_SIDES))) + cost
    return Spots(
        rects, costs, lambda place: LabelCandidate(rects[place], lines, _place(middles[place]))
    )


def _led(name: Name, lines: tuple[str, ...], cost: float) -> Spots:
    sides, mark = np.array(_sides(name, lines)), _mark(name)
    tips = mark + _RAYS * (name.radius + _OFFS)
    middles = tips + np.where(np.abs(_RAYS) < _LEVEL, 0.0, np.copysign(sides / 2, _RAYS))
    rects, leaders = _rects(middles, sides), np.stack([mark + _RAYS * name.radius, tips], axis=1)

    def at(place: int) -> LabelCandidate:
        start, tip = map(_place, leaders[place])
        return LabelCandidate(rects[place], lines, _place(middles[place]), leader=(start, tip))

    return Spots(rects, 0.35 * _OFFS[:, 0] + cost, at, leaders)


def _mark(name: Name) -> Floats:
    return np.array([name.shape.x, name.shape.y])


def _place(coordinates: Floats) -> Place:
    x, y = coordinates.tolist()
    return x, y


def _rects(middles: Floats, sides: Floats) -> Floats:
    """Return what words of some width and height cover around each middle, (k, 1, 4)."""
    return np.hstack([middles - sides / 2, middles + sides / 2])[:, None]


def within(name: Name) -> Iterator[Spots]:
    """Yield places inside an area, cheapest in its middle; the middle itself where none holds."""
    spot = shapely.get_point(shapely.maximum_inscribed_circle(name.shape, tolerance=0.5), 0)
    middle, found = (spot.x, spot.y), list[tuple[float, Place, tuple[str, ...]]]()
    sides = {lines: _sides(name, lines) for lines in _settings(name)}
    for extra, lines in enumerate(sides):
        for place in _holding(name.shape, *sides[lines]):
            cost = 0.12 * math.dist(place, middle) + 3.0 * extra
            found.append((cost, place, lines))
    costs, places, words = zip(*sorted(found) or [(0.0, middle, [*sides][-1])], strict=True)
    rects = _rects(np.array(places), np.array([sides[lines] for lines in words]))
    yield Spots(
        rects,
        np.array(costs),
        lambda place: LabelCandidate(rects[place], words[place], places[place]),
    )


def _holding(area: shapely.Geometry, wide: float, tall: float) -> list[Place]:
    """Middles, on a grid, of the boxes of that size that lie inside an area."""
    west, south, east, north = area.bounds
    step = max(_STEP_MM, math.sqrt((east - west) * (north - south) / 500))
    grid = np.meshgrid(np.arange(west, east, step), np.arange(south, north, step))
    xs, ys = (each.ravel() for each in grid)
    shapely.prepare(area)
    boxes = shapely.box(xs - wide / 2, ys - tall / 2, xs + wide / 2, ys + tall / 2)
    inside = shapely.contains(area, boxes)
    return list(zip(xs[inside].tolist(), ys[inside].tolist(), strict=True))


def _settings(name: Name) -> tuple[tuple[str, ...], ...]:
    """Return a name in one line and, where it is long, in two."""
    if len(name.text) < _LONG:
        return ((name.text,),)
    return ((name.text,), halved(name.text))


def _sides(name: Name, lines: tuple[str, ...]) -> tuple[float, float]:
    wide = max(wide_mm(line, name.size) for line in lines)
    return wide + 2 * _PAD_MM, name.tall * (1 + (len(lines) - 1) * LEADING) + 2 * _PAD_MM


def halved(text: str) -> tuple[str, ...]:
    """Break a name near its middle: before a known word, else after an even number of characters.

    Most words are of two characters, so that few are broken. Figures and Latin words stay whole; a
    name of one piece stays in one line.
    """
    whole = wide_em(text)
    shares = {end: wide_em(text[:end].rstrip("·")) / whole for end in _ends(text)}
    if not shares:
        return (text,)
    best = min(shares, key=lambda end: abs(shares[end] - 0.5))
    return text[:best].strip(), text[best:].strip("· ")


def _ends(text: str) -> list[int]:
    """Places where a first line may end."""
    low, high = (share * len(text) for share in _MIDDLE)
    known = [found.start() for found in _BEGINNERS.finditer(text)]
    return [end for end in known if low <= end <= high] or _even(text)


def _even(text: str) -> list[int]:
    """Places after an even number of Chinese characters."""
    ends, chinese = list[int](), 0
    for place, (char, after) in enumerate(pairwise(text), start=1):
        chinese += ord(char) > _CHINESE
        if chinese % 2 == 0 and ord(char) > _CHINESE and after not in _CLOSING:
            ends.append(place)
    return ends
