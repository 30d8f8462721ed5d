"""Where a name may stand: around its mark, with a leader farther off, or inside its area."""

import math
import re
from collections.abc import Iterator
from itertools import pairwise, product
from typing import NamedTuple

import numpy as np
import shapely

from layers.spec import Role
from sheets.circle_words import wide_em, wide_mm
from sheets.paper import PT_PER_MM
from sheets.room import Rects, rect

Place = tuple[float, float]
"""Millimetres from the lower left corner of the map field."""

LEADING = 1.2
"""Of the size, from line to line."""

_SIDES = ((1, 0), (0, 1), (0, -1), (-1, 0), (1, 1), (1, -1), (-1, 1), (-1, -1))
_OFF_MM = (3.5, 6.0, 9.0, 13.0)
_TURNS = 16
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


class Spot(NamedTuple):
    """A place for a name: what it covers, what it costs, and how it is written there.

    None that is yielded after it costs less than `floor`.
    """

    rects: Rects
    cost: float
    floor: float
    lines: tuple[str, ...]
    middle: Place
    letters: tuple[Letter, ...] = ()
    leader: tuple[Place, Place] | None = None


def around(name: Name) -> Iterator[Spot]:
    """Yield places beside the mark of a point, then farther off with a leader."""
    x, y = name.shape.x, name.shape.y
    for extra, lines in enumerate(_settings(name)):
        wide, tall = _sides(name, lines)
        for order, (east, north) in enumerate(_SIDES):
            apart = name.radius * (1 if east * north == 0 else 0.75) + _GAP_MM
            middle = (x + east * (wide / 2 + apart), y + north * (tall / 2 + apart))
            cost = 0.35 * order + 0.8 * extra
            yield Spot(rect(middle, wide, tall), cost, 0.8 * extra, lines, middle)
    for extra, lines in enumerate(_settings(name)):
        yield from _led(name, lines, _LED + 0.8 * extra)


def _led(name: Name, lines: tuple[str, ...], cost: float) -> Iterator[Spot]:
    wide, tall = _sides(name, lines)
    for off, turn in product(_OFF_MM, range(_TURNS)):
        angle = 2 * math.pi * turn / _TURNS
        east, north = math.cos(angle), math.sin(angle)
        reach = name.radius + off
        tip = (name.shape.x + east * reach, name.shape.y + north * reach)
        shift_x = 0.0 if abs(east) < 0.3 else math.copysign(wide / 2, east)
        shift_y = 0.0 if abs(north) < 0.3 else math.copysign(tall / 2, north)
        middle = (tip[0] + shift_x, tip[1] + shift_y)
        start = (name.shape.x + east * name.radius, name.shape.y + north * name.radius)
        box = rect(middle, wide, tall)
        yield Spot(box, cost + 0.35 * off, _LED, lines, middle, leader=(start, tip))


def within(name: Name) -> Iterator[Spot]:
    """Yield places inside an area, cheapest in its middle; the middle itself where none holds."""
    spot = shapely.get_point(shapely.maximum_inscribed_circle(name.shape, tolerance=0.5), 0)
    middle, found = (spot.x, spot.y), list[tuple[float, Place, tuple[str, ...]]]()
    for extra, lines in enumerate(_settings(name)):
        for place in _holding(name.shape, *_sides(name, lines)):
            cost = 0.12 * math.dist(place, middle) + 3.0 * extra
            found.append((cost, place, lines))
    for cost, place, lines in sorted(found) or [(0.0, middle, _settings(name)[-1])]:
        yield Spot(rect(place, *_sides(name, lines)), cost, cost, lines, place)


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
