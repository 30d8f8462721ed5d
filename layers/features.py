"""The features of a layer, taken from the plan and dressed with the words a card shows."""

from collections.abc import Iterable
from functools import lru_cache

from geopandas import GeoDataFrame
from pandas import Series

from geo import has_geometry
from geo.added_columns import added_columns
from geo.crs import to_metric
from geo.derived import with_derived
from geo.plan_data import PlanData
from geo.schema import PLAN_TABLES
from layers.spec import CardField, LayerSpec, Symbol
from layers.variants import lates_of, variants_of


def with_derived_columns(plan: PlanData) -> PlanData:
    """Return the plan with the columns that its tables derive (`geo.derived`)."""
    zones_m = to_metric(plan.zones)
    frames = {
        name: with_derived(frame, PLAN_TABLES[name], zones_m)
        for name, frame in plan.frames().items()
    }
    return plan.with_frames(frames)


def features_of(plan: PlanData, spec: LayerSpec) -> GeoDataFrame:
    """Return the rows of `plan` that belong to `spec`, in the plan's CRS (EPSG:4326)."""
    return part_of(plan.frame(spec.frame), spec)


def part_of(frame: GeoDataFrame, spec: LayerSpec) -> GeoDataFrame:
    """Return the rows of the frame of `spec` that belong to it."""
    if not spec.part:
        return frame
    there = (frame["layer"] == spec.part).to_numpy()
    if there.all():
        return frame
    return frame[there] if there.any() else frame.iloc[:0]


def with_place(frame: GeoDataFrame) -> GeoDataFrame:
    """Return the rows of `frame` that have a place on the map, itself where all have one."""
    there = has_geometry.has_geometry(frame)
    return frame if there.all() else frame[there]


def names_of(frame: GeoDataFrame, spec: LayerSpec) -> list[str]:
    """Return the names of the features, in their order; the index may be the name."""
    return [str(name) for name in column_of(frame, spec.name_column)]


def symbols_of(frame: GeoDataFrame, spec: LayerSpec) -> list[Symbol]:
    """Return the symbol of each feature, in their order."""
    if not spec.class_column:
        return [spec.symbols[0]] * len(frame)
    told = zip(
        map(str, column_of(frame, spec.class_column)),
        variants_of(frame),
        lates_of(frame),
        strict=True,
    )
    known = lru_cache(maxsize=None)(spec.symbol_of)
    return [known(value, variant, late=late) for value, variant, late in told]


def card_fields(spec: LayerSpec, columns: Iterable[object]) -> tuple[CardField, ...]:
    """Return the lines of a card: those of a spec, else those of the plan's table behind it.

    Columns of the plan that no description knows follow.
    """
    table = PLAN_TABLES.get(spec.frame)
    if table is None:
        return spec.cards
    told = (CardField(each.name, each.title) for each in table.columns if each.stands("card"))
    return (*(spec.cards or told), *(CardField(name, name) for name in added_columns(columns)))


def column_of(frame: GeoDataFrame, name: str) -> Series:
    """Return a column by its name, which the index may bear."""
    return frame.index.to_series() if frame.index.name == name else frame[name]
