"""The ground of placing: the named lines and places that words refer to."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from typing import NamedTuple

import numpy as np
import shapely
from geopandas import GeoDataFrame
from shapely.geometry.base import BaseGeometry

from geo.crs import require_metric
from geo.errors import DataError
from geo.placing.model import UsedLine
from geo.placing.roads import NamedRoad
from geo.plan_data import PlanData, in_metric
from geo.schema import PLAN_TABLES
from geo.text import fold

_NEAREST, _LIKE = 4, 0.4
"""Names that are shown where one is not found, and how like they must be, of 1."""


@dataclass(frozen=True, eq=False)
class NamedFeatures:
    """A layer whose features have names.

    Parameters
    ----------
    title
        Its name for planners.
    frame_m
        (n,) features in METRIC, indexed by id; columns `accuracy_m` and `basis` are heeded where
        they are. May be empty; a place may be missing.
    label
        Column with the names; the index where it is the index's name.
    accuracy_m
        Of all features, where there is no column; None where it is not known.
    """

    title: str
    frame_m: GeoDataFrame
    label: str = "name"
    accuracy_m: float | None = None

    def named(self) -> Iterator["NamedPlace"]:
        """Yield each feature that has a place."""
        frame = self.frame_m
        names = frame.index if frame.index.name == self.label else frame[self.label]
        worst = frame["accuracy_m"] if "accuracy_m" in frame else [self.accuracy_m] * len(frame)
        bases = frame["basis"] if "basis" in frame else [""] * len(frame)
        shapes = shapely.force_2d(frame.geometry.to_numpy())
        there = ~(shapely.is_missing(shapes) | shapely.is_empty(shapes))
        rows = zip(frame.index, names, worst, bases, shapes, strict=True)
        for known, (key, name, accuracy, basis, shape) in zip(there, rows, strict=True):
            if known:
                used = UsedLine(str(name), self.title, _metres(accuracy))
                yield NamedPlace(str(key), used, str(basis or ""), shape)


class NamedPlace(NamedTuple):
    """A feature with a place: its id, its name, layer and accuracy, its basis, its METRIC shape."""

    key: str
    used: UsedLine
    basis: str
    shape_m: BaseGeometry

    @property
    def is_line(self) -> bool:
        """Whether it is a line that has a length."""
        return bool(shapely.get_dimensions(self.shape_m) == 1 and self.shape_m.length > 0)


@dataclass(frozen=True, eq=False)
class PlacingGround:
    """What may be named.

    Parameters
    ----------
    lines
        Layers whose lines are roads; of a name that several have, the first layer's counts.
    places
        Layers whose features are places to start from.
    district_ll
        (m,) polygons, EPSG:4326; None where it is not known.
    """

    lines: tuple[NamedFeatures, ...]
    places: tuple[NamedFeatures, ...] = ()
    district_ll: GeoDataFrame | None = None

    @cached_property
    def roads(self) -> dict[str, NamedRoad]:
        """Every road by its folded name."""
        found: dict[str, NamedRoad] = {}
        for layer in self.lines:
            require_metric(layer.frame_m, layer.title)
            groups: dict[str, list[NamedPlace]] = {}
            for place in layer.named():
                if place.is_line and place.used.name.strip():
                    groups.setdefault(key_of(place.used.name), []).append(place)
            for key, places in groups.items():
                found.setdefault(key, _road(places))
        return found

    def road(self, name: str) -> NamedRoad:
        """Return a road.

        Raises
        ------
        DataError
            If there is none of the name; the message tells those most like it.
        """
        road = self.roads.get(key_of(name))
        if road is None:
            names = [each.name for each in self.roads.values()]
            raise DataError(
                f"参考线中没有道路“{name[:40]}”{_like(name, names)}；"
                "请核对路名，或先把这条路补入主要道路"
            )
        return road

    def places_of(self, name: str) -> list[NamedPlace]:
        """Return every place of a name or an id, roads last.

        Raises
        ------
        DataError
            If there is none; the message tells those most like it.
        """
        named = self._named.get(key_of(name), [])
        if not named:
            names = [place.used.name for places in self._named.values() for place in places]
            raise DataError(
                f"没有已落图的地点“{name[:40]}”{_like(name, names)}；请核对名称，或改用坐标"
            )
        return list(named)

    def knows(self, name: str) -> bool:
        """Tell whether a place or road bears a name or an id."""
        return key_of(name) in self._named

    @cached_property
    def _named(self) -> dict[str, list[NamedPlace]]:
        """Every place by its folded name and by its id; a road, of all its lines, by its name.

        A road of one line that is among the places already stands there once.
        """
        found: dict[str, list[NamedPlace]] = {}
        for layer in self.places:
            for place in layer.named():
                for key in {key_of(place.used.name), key_of(place.key)}:
                    found.setdefault(key, []).append(place)
        told = {layer.title for layer in self.places}
        for key, road in self.roads.items():
            if road.used.layer not in told or len(road.keys) > 1:
                place = NamedPlace("、".join(road.keys), road.used, road.basis, road.shape)
                found.setdefault(key, []).append(place)
        return found

    def layer(self, title: str) -> NamedFeatures:
        """Return a layer by its title.

        Raises
        ------
        DataError
            If there is none.
        """
        layers = {each.title: each for each in (*self.places, *self.lines)}
        if title not in layers:
            raise DataError(f"没有图层“{title[:40]}”；可选：{'、'.join(layers)}")
        return layers[title]


def ground_of(
    plan: PlanData,
    own: Iterable[NamedFeatures] = (),
    *,
    frames_m: Mapping[str, GeoDataFrame] | None = None,
) -> PlacingGround:
    """Return the ground of a plan as it stands, with layers of a planner's own after it.

    A road that is an item of the plan and has been placed is a road like the others; where the
    reference lines have one of its name, theirs counts. `frames_m` are the plan's frames in
    METRIC, where somebody has them already.
    """
    frames, mine = frames_m or in_metric(plan), tuple(own)
    layers = {
        word: NamedFeatures(PLAN_TABLES[word].title or word, frame)
        for word, frame in frames.items()
        if word != "boundary"
    }
    roads = layers.pop("roads")
    lines = (roads, layers["projects"], *mine)
    return PlacingGround(lines, (*layers.values(), *mine), plan.boundary)


def key_of(name: str) -> str:
    """Return a name as it is compared: without blanks, case or width."""
    return "".join(fold(name).split())


def _road(places: list[NamedPlace]) -> NamedRoad:
    told = [place.used.accuracy_m for place in places]
    known = [metres for metres in told if metres is not None]
    worst = max(known) if len(known) == len(told) else None
    bases = "；".join(dict.fromkeys(place.basis for place in places if place.basis))
    return NamedRoad(
        places[0].used._replace(accuracy_m=worst),
        bases,
        tuple(each.shape_m for each in places),
        tuple(each.key for each in places),
    )


def _metres(value: object) -> float | None:
    """Return a number of metres, None where a cell holds none."""
    try:
        number = float(str(value))
    except ValueError:
        return None
    return number if np.isfinite(number) else None


def _like(name: str, names: Iterable[str]) -> str:
    """Return words that tell the names most like one, the likest first; "" where none is."""
    key = key_of(name)
    ranked = sorted(
        ((SequenceMatcher(None, key, key_of(each)).ratio(), each) for each in set(names)),
        key=lambda pair: (-pair[0], pair[1]),
    )
    near = [each for ratio, each in ranked[:_NEAREST] if ratio >= _LIKE]
    return f"（相近的有：{'、'.join(near)}）" if near else ""
