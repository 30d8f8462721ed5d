"""The whole plan, loaded and checked."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from pathlib import Path

import shapely
from geopandas import GeoDataFrame, GeoSeries
from pandas import DataFrame, Series

from geo.crs import to_metric
from geo.errors import DataError
from geo.lifecircle.planned import load_plan_services
from geo.schema import PLAN_TABLES, RECORD_TABLES
from geo.tables import load_layer, load_table


@dataclass(frozen=True)
class PlanData:
    """Every table of the plan as frames in EPSG:4326, each indexed by its id.

    `services` is what projects add as services (`geo.lifecircle.planned`), without a place.
    `further` holds the layers that the program itself asks nothing of, by their word in
    `geo.schema.PLAN_TABLES`. Tables that say so carry a bool column `outside`: placed, but with no
    part inside the district outline. `records` holds the tables that are no layers, by their word
    in `geo.schema.RECORD_TABLES`. `day` is the one for which the ledger is told; None where it says
    nothing.
    """

    boundary: GeoDataFrame
    zones: GeoDataFrame
    projects: GeoDataFrame
    roads: GeoDataFrame
    facilities: GeoDataFrame
    communities: GeoDataFrame
    services: DataFrame
    further: Mapping[str, GeoDataFrame] = field(default_factory=dict)
    records: Mapping[str, DataFrame] = field(default_factory=dict)
    day: date | None = None

    def frames(self) -> dict[str, GeoDataFrame]:
        """Return the frame of every layer by its word in `geo.schema.PLAN_TABLES`."""
        return {name: getattr(self, name) for name in _KNOWN} | dict(self.further)

    def frame(self, name: str) -> GeoDataFrame:
        """Return the frame of a layer.

        Raises
        ------
        DataError
            If there is no such layer.
        """
        frames = self.frames()
        if name not in frames:
            raise DataError(f"没有图层“{name}”；可选：{'、'.join(frames)}")
        return frames[name]

    @property
    def ledger_words(self) -> str:
        """What has to be said of whatever is made of the plan, "" where the ledger says nothing."""
        return f"台账截至 {self.day.isoformat()}" if self.day else ""

    def rows(self, name: str) -> DataFrame:
        """Return the rows of a layer or of a table that is none, see `geo.schema.TABLES`.

        Raises
        ------
        DataError
            If there is no such table.
        """
        return self.records[name] if name in self.records else self.frame(name)

    def with_rows(self, name: str, rows: DataFrame) -> "PlanData":
        """Return the plan with other rows of one table; the rest stays."""
        if isinstance(rows, GeoDataFrame):
            return self.with_frames({name: rows})
        return self.with_records({name: rows})

    def with_records(self, records: Mapping[str, DataFrame]) -> "PlanData":
        """Return the plan with other tables that are no layers, by their words; the rest stays."""
        return replace(self, records={**self.records, **records})

    def with_frames(self, frames: Mapping[str, GeoDataFrame]) -> "PlanData":
        """Return the plan with other frames, by their words; the rest stays."""
        further = {name: frame for name, frame in frames.items() if name not in _KNOWN}
        known = {name: frame for name, frame in frames.items() if name in _KNOWN}
        return replace(self, further={**self.further, **further}, **known)


_OTHERS = ("services", "further", "records", "day")
_KNOWN = tuple(each.name for each in fields(PlanData) if each.name not in _OTHERS)
"""Layers that the program itself reads."""


def load_plan(folder: Path) -> PlanData:
    """Load and check the files of the plan.

    Parameters
    ----------
    folder
        Holds the files of `geo.schema.PLAN_TABLES` and plan_services.csv as data/README.md
        describes them.

    Raises
    ------
    DataError, MissingColumnError
        For the first file that is missing or not usable; the message names each row, column and
        value of it and what to do.
    """
    read = {name: load_layer(folder, table) for name, table in PLAN_TABLES.items()}
    frames = {
        name: flag_outside(read[name], read["boundary"]) if table.column("outside") else read[name]
        for name, table in PLAN_TABLES.items()
    }
    known = {name: frames.pop(name) for name in _KNOWN}
    records = {name: load_table(folder, table) for name, table in RECORD_TABLES.items()}
    services = load_plan_services(folder)
    return PlanData(**known, services=services, further=frames, records=records)


def in_metric(plan: PlanData) -> dict[str, GeoDataFrame]:
    """Return every frame of the plan in METRIC, by its word in `geo.schema.PLAN_TABLES`."""
    return {name: to_metric(frame) for name, frame in plan.frames().items()}


def flag_outside(features_ll: GeoDataFrame, boundary_ll: GeoDataFrame) -> GeoDataFrame:
    """Copy of `features_ll` with a bool column `outside`.

    A feature that crosses or touches the outline is inside; one without a place is not outside.
    """
    return features_ll.assign(outside=outside_of(features_ll.geometry, boundary_ll))


def outside_of(places_ll: GeoSeries, boundary_ll: GeoDataFrame) -> Series:
    """Tell of (n,) places, some missing, which are outside as `flag_outside` means it."""
    district = shapely.union_all(boundary_ll.geometry.to_numpy())
    shapes = places_ll.to_numpy()
    outside = ~shapely.is_missing(shapes) & ~shapely.intersects(shapes, district)
    return Series(outside, index=places_ll.index)
