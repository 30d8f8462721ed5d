"""An export made ready: attributes tidied, shapes in the system asked for."""

from dataclasses import astuple, dataclass, replace
from functools import cached_property

import numpy as np
import shapely
from pandas import DataFrame

from geo.errors import DataError
from geo.exporting.attribute_cleaning import printable, tidy
from geo.exporting.export_crs import System, shapes_in
from geo.exporting.file_names import plain_name
from geo.exporting.model import Export, Meta

_LABELS = ("名称", "name")


@dataclass(frozen=True, kw_only=True)
class Ready(Export):
    """What the writers of the formats read: an export, its words without control characters.

    Parameters
    ----------
    system
        The system `shapes` are in.
    table
        (n,) attributes; see `geo.exporting.attribute_cleaning`.
    shapes
        (n,) shapes, 2-D, x first; None for a feature without place.
    notes
        What was changed on the way, in words.
    """

    system: System
    table: DataFrame
    shapes: np.ndarray
    notes: tuple[str, ...]

    @property
    def stem(self) -> str:
        """Name of the file before its ending: it says the system unless that is WGS 84."""
        return "_".join(part for part in (plain_name(self.name), self.system.tag) if part)

    @cached_property
    def placed(self) -> np.ndarray:
        """(n,) bools: whether a feature has a place."""
        return ~shapely.is_missing(self.shapes)

    @cached_property
    def labels(self) -> list[str]:
        """(n,) names of the features, "" where there is none."""
        wanted = (self.label,) if self.label else _LABELS
        return self._texts(next((name for name in wanted if name in self.table.columns), ""))

    @cached_property
    def classes(self) -> list[str]:
        """(n,) values of the column the style goes by, "" where there is none."""
        return self._texts(self.style.column if self.style else "")

    def _texts(self, column: str) -> list[str]:
        if column not in self.table.columns:
            return [""] * len(self.table)
        return [str(value) for value in self.table[column].astype(object).fillna("")]

    @cached_property
    def unplaced(self) -> list[str]:
        """Features without place, by id (or the number of the row) and name."""
        index = self.frame.index
        numbered = index.name is None
        keys = [f"第 {row + 1} 行" if numbered else str(key) for row, key in enumerate(index)]
        rows = np.flatnonzero(~self.placed)
        return [f"{keys[row]} {self.labels[row]}".rstrip() for row in rows]


def prepare(export: Export, system: System) -> Ready:
    """Make an export ready for writing.

    A label or style column that is not there raises `DataError`, a frame without CRS
    `UnexpectedCRSError`.
    """
    table, notes = tidy(export.frame)
    shapes = shapes_in(export.frame, system)
    if shapely.has_z(export.frame.geometry.to_numpy()).any():
        notes.append("高程（Z）未写出，只写平面坐标")
    _require_column(export, "名称字段", export.label, table)
    _require_column(export, "样式字段", export.style.column if export.style else "", table)
    meta = Meta(*map(printable, astuple(export.meta)))
    told = replace(export, name=printable(export.name), meta=meta)
    return Ready(**vars(told), system=system, table=table, shapes=shapes, notes=tuple(notes))


def _require_column(export: Export, what: str, column: str, table: DataFrame) -> None:
    if column and column not in table.columns:
        found = "、".join(table.columns)
        raise DataError(f"图层“{export.name}”没有{what}“{column}”；现有字段：{found}")
