"""The plan as it is now, made of its last state: only what the ledger changed is made anew."""

from functools import partial

from geopandas import GeoDataFrame
from pandas import Index

from geo.crs import to_metric
from geo.derived import with_derived
from geo.plan_data import PlanData
from geo.row_changes import ByRow, frames_joined
from geo.schema import PLAN_TABLES
from layers import LAYERS
from layers.features import part_of
from layers.items import Item, items_of
from layers.themes import BY_LAYER, THEMES, themed

_Items = dict[str, Item]

_THEMED = frozenset(spec.frame for spec in LAYERS if spec.role == "plan")


class Present:
    """What is made of an edition of the folder, from one state of the ledger to the next."""

    def __init__(self, published: PlanData) -> None:
        zones_m = to_metric(published.zones)
        self._dressed = {
            name: ByRow(partial(with_derived, table=table, zones_m=zones_m), frames_joined)
            for name, table in PLAN_TABLES.items()
        }
        self._metric = {name: ByRow(to_metric, frames_joined) for name in PLAN_TABLES}
        self._items = {
            (name, theme): ByRow(partial(_made, name, theme), _joined)
            for name in PLAN_TABLES
            for theme in THEMES
        }
        self._dress(published)

    def plan(self, laid: PlanData) -> PlanData:
        """Return the plan that a state of the ledger is laid over, dressed."""
        return self._dress(laid)

    def in_metric(self, plan: PlanData) -> dict[str, GeoDataFrame]:
        """Return every frame of the dressed plan in METRIC."""
        return {name: self._metric[name].of(frame) for name, frame in plan.frames().items()}

    def items(self, plan: PlanData, theme: str = BY_LAYER) -> dict[str, tuple[Item, ...]]:
        """Return every placed feature of the dressed plan ready to be drawn, by layer id."""
        made = {
            name: self._items[name, theme if name in _THEMED else BY_LAYER].of(frame)
            for name, frame in plan.frames().items()
        }
        return {spec.layer_id: tuple(made[spec.frame][spec.layer_id].values()) for spec in LAYERS}

    def _dress(self, plan: PlanData) -> PlanData:
        frames = {name: self._dressed[name].of(frame) for name, frame in plan.frames().items()}
        return plan.with_frames(frames)


def _made(name: str, theme: str, frame: GeoDataFrame) -> dict[str, _Items]:
    """Items of each layer that a frame holds."""
    return {
        spec.layer_id: {
            item.feature_id: item for item in items_of(part_of(frame, spec), spec, spec.rank)
        }
        for spec in (themed(each, theme) for each in LAYERS if each.frame == name)
    }


def _joined(
    before: dict[str, _Items], new: dict[str, _Items], rows: Index, index: Index
) -> dict[str, _Items]:
    gone, order = frozenset(map(str, rows)), list(map(str, index))
    joined = {}
    for layer_id, items in before.items():
        known = {name: item for name, item in items.items() if name not in gone} | new[layer_id]
        joined[layer_id] = {name: known[name] for name in order if name in known}
    return joined
