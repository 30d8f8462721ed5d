"""About how much memory a thing takes."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from itertools import count, islice
from typing import Any

import numpy as np
import shapely
from pandas import DataFrame, Index, MultiIndex, RangeIndex, Series

_ANY, _VERTEX, _SHAPE = 64, 16, 100
"""Bytes of an object, of a vertex, and of a geometry beside its vertices."""

_SAMPLE = 200
"""Members that are looked at of many; the others are taken to be like them."""

_DEEPEST, _MOST_LOOKED = 8, 20_000
"""Levels down which, and objects in all, that are looked at; the rest is guessed."""


def bytes_of(thing: object) -> int:
    """Return about how many bytes a thing takes; large collections are sampled.

    Counted are frames, arrays, texts, and what mappings, collections and objects hold of them.
    """
    return _of(thing, 0, count())


def _of(thing: object, depth: int, looked: Iterator[int]) -> int:
    if isinstance(thing, (DataFrame, Series, Index, np.ndarray)):
        return sum(map(_of_array, _arrays(thing)))
    if isinstance(thing, (str, bytes)):
        return _ANY + len(thing)
    parts = _parts(thing) if depth < _DEEPEST and next(looked) < _MOST_LOOKED else None
    if not parts:
        return _ANY
    sample = [_of(each, depth + 1, looked) for each in islice(parts, _SAMPLE)]
    return _ANY + int(sum(sample) * (len(parts) / len(sample)))


def _arrays(thing: DataFrame | Series | Index | np.ndarray) -> Iterable[Any]:
    if isinstance(thing, DataFrame):
        columns = [thing.iloc[:, place].array for place in range(thing.shape[1])]
        return [*_arrays(thing.index), *columns]
    if isinstance(thing, Series):
        return [*_arrays(thing.index), thing.array]
    if isinstance(thing, RangeIndex):
        return []
    if isinstance(thing, MultiIndex):
        return [np.asarray(codes) for codes in thing.codes]
    return [thing.array if isinstance(thing, Index) else thing]


def _of_array(array: Any) -> int:  # noqa: ANN401 - of numpy, pandas or geopandas
    if array.dtype == object or array.dtype.name == "geometry":
        return _of_objects(np.asarray(array, dtype=object).ravel())
    return int(array.nbytes)


def _of_objects(objects: np.ndarray) -> int:
    first = next((each for each in objects if each is not None), None)
    if isinstance(first, shapely.Geometry):
        vertices = int(shapely.get_num_coordinates(objects).sum())
        return vertices * _VERTEX + objects.size * _SHAPE
    sample = objects[:: max(objects.size // _SAMPLE, 1)]
    return int(sum(map(bytes_of, sample)) * (objects.size / max(sample.size, 1)))


def _parts(thing: object) -> Collection[object] | None:
    if isinstance(thing, Mapping):
        return thing.values()
    if isinstance(thing, (list, tuple, set, frozenset)):
        return thing
    if is_dataclass(thing) and not isinstance(thing, type):
        return [getattr(thing, each.name) for each in fields(thing)]
    return list(vars(thing).values()) if hasattr(thing, "__dict__") else None
