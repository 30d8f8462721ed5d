"""A layer as it stands in the file: where its shapes are and in which system."""

from typing import NamedTuple

import numpy as np
import shapely
from numpy.typing import NDArray
from pandas import DataFrame

from geo.errors import DataError
from geo.importing.cell_types import to_numbers
from geo.importing.coordinate_columns import columns_of, shapes_of_rows
from geo.importing.crs_detection import guess_by_values, guess_system
from geo.importing.model import CoordinateColumns, Guess, Raw, ReadingChoices

_ENOUGH = 2_000
"""Shapes that tell the system."""


class Placed(NamedTuple):
    """A layer with its shapes: `frame` (n,) attributes, `shapes` (n,) flat, east before north.

    `with_height` marks shapes that had heights; `guess` is the system and why.
    """

    frame: DataFrame
    shapes: NDArray[np.object_]
    with_height: NDArray[np.bool_]
    columns: CoordinateColumns
    guess: Guess


def georeferenced(raw: Raw, choices: ReadingChoices, name: str) -> Placed:
    """Find shapes and system of a layer, as chosen or as recognised.

    Raises
    ------
    DataError
        If a column or a system that is chosen does not exist.
    """
    frame = to_numbers(raw.frame)
    columns = _columns(frame, raw, choices, name)
    shapes = _shapes(frame, raw, columns)
    with_height = _with_height(shapes)
    flat = _flat(shapes)
    guess = _guess(flat, raw, choices)
    if guess.swapped:
        flat = shapely.transform(flat, lambda places: places[:, ::-1])
        columns = CoordinateColumns("xy", columns.y, columns.x) if columns.kind == "xy" else columns
    return Placed(frame, flat, with_height, columns, guess)


def _columns(frame: DataFrame, raw: Raw, choices: ReadingChoices, name: str) -> CoordinateColumns:
    if choices.columns is None:
        return CoordinateColumns("file") if raw.shapes is not None else columns_of(frame)
    wanted = [choices.columns.x, choices.columns.y]
    missing = [column for column in wanted if column and column not in frame]
    if missing:
        raise DataError(f"{name} 没有列“{'”“'.join(missing)}”；请重新选择坐标列")
    return choices.columns


def _shapes(frame: DataFrame, raw: Raw, columns: CoordinateColumns) -> NDArray[np.object_]:
    if columns.kind == "file" and raw.shapes is not None:
        return raw.shapes
    if columns.kind in ("file", "none"):
        return np.full(len(frame), None, dtype=object)
    return shapes_of_rows(frame, columns)


def _flat(shapes: NDArray[np.object_]) -> NDArray[np.object_]:
    with np.errstate(invalid="ignore"):  # places that are no numbers are set aside later
        return shapely.force_2d(shapes) if shapely.has_z(shapes).any() else shapes


def _guess(shapes: NDArray[np.object_], raw: Raw, choices: ReadingChoices) -> Guess:
    there = shapes[~shapely.is_empty(shapes)]
    places = shapely.get_coordinates(there[:: len(there) // _ENOUGH + 1])
    if choices.crs:
        return Guess(choices.crs, "由您指定", swapped=guess_by_values(places).swapped)
    return guess_system(places, raw.crs)


def _with_height(shapes: NDArray[np.object_]) -> NDArray[np.bool_]:
    """Which shapes have a height that is not zero or unknown."""
    deep = shapely.has_z(shapes)
    marks = np.zeros(len(shapes), dtype=bool)
    if deep.any():
        places, owner = shapely.get_coordinates(shapes, include_z=True, return_index=True)
        marks[owner[np.nan_to_num(places[:, 2]) != 0]] = True
    return marks
