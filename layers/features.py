"""The features of a layer, taken from the plan and dressed with the words a card shows."""

from geopandas import GeoDataFrame

from geo.plan_data import PlanData
from layers.spec import LayerSpec, Symbol


def features_of(plan: PlanData, spec: LayerSpec) -> GeoDataFrame:
    """Return the rows of `plan` that belong to `spec`, in the plan's CRS (EPSG:4326)."""
    frame = plan.frame(spec.frame)
    return frame[frame["layer"] == spec.part] if spec.part else frame


def placed(frame: GeoDataFrame) -> GeoDataFrame:
    """Return the rows of `frame` that have a place on the map."""
    return frame[frame.geometry.notna() & ~frame.geometry.is_empty]


def names_of(frame: GeoDataFrame, spec: LayerSpec) -> list[str]:
    """Return the names of the features, in their order; the index may be the name."""
    return _texts(frame, spec.name_column)


def symbols_of(frame: GeoDataFrame, spec: LayerSpec) -> list[Symbol]:
    """Return the symbol of each feature, in their order."""
    if not spec.class_column:
        return [spec.symbols[0]] * len(frame)
    return [spec.symbol_of(value) for value in _texts(frame, spec.class_column)]


def _texts(frame: GeoDataFrame, column: str) -> list[str]:
    values = frame.index if frame.index.name == column else frame[column]
    return [str(value) for value in values]
