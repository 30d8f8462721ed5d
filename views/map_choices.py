"""All a planner has chosen, as one frozen value, and what of the plan it leaves."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from geopandas import GeoDataFrame

from geo.attributes import AttributeFilter
from geo.filtering import Criteria
from geo.plan_data import PlanData
from layers import LAYERS
from layers.items import Item
from layers.spec import LayerSpec
from layers.themes import BY_LAYER, themed
from views import layer_registry


@dataclass(frozen=True)
class MapChoices:
    """Choices of the sidebar; plain values, so that the same choices make the same map.

    `kept` holds the ids of the plan items that pass `criteria`; `classes` the classes chosen of the
    layers that let choose, by layer id; `own` are the planner's layers,
    `filters` theirs by layer id; `theme` is what symbols of plan items tell (`layers.themes`).
    """

    visible: tuple[str, ...]
    palette: str
    background: str
    key: str = ""
    classes: tuple[tuple[str, tuple[str, ...]], ...] = ()
    criteria: Criteria = field(default_factory=Criteria)
    kept: frozenset[str] = frozenset()
    opacities: tuple[tuple[str, float], ...] = ()
    own: tuple[LayerSpec, ...] = ()
    filters: tuple[tuple[str, AttributeFilter], ...] = ()
    theme: str = BY_LAYER

    def filter_of(self, spec: LayerSpec) -> AttributeFilter | None:
        """Filter of an own layer, None where there is none."""
        return dict(self.filters).get(spec.layer_id)

    def picked(self, spec: LayerSpec) -> tuple[str, ...]:
        """Classes of a layer that are chosen; () for all of them."""
        return dict(self.classes).get(spec.layer_id, ())

    def opacity(self, layer_id: str) -> float:
        """Opacity of a layer, 0-1."""
        return dict(self.opacities).get(layer_id, 1.0)

    def shown(self) -> tuple[LayerSpec, ...]:
        """The layers that are on, in list order."""
        on = (spec for spec in (*self.own, *LAYERS) if spec.layer_id in self.visible)
        return tuple(themed(spec, self.theme) for spec in on)

    def pick(self, spec: LayerSpec, items: Sequence[Item]) -> Sequence[Item]:
        """The items of a layer that pass the filter (plan items, own layers) or the kinds."""
        if spec.role == "imported":
            wanted = self.filter_of(spec)
            return layer_registry.picked(spec, items, wanted) if wanted else items
        if spec.role == "plan":
            return tuple(item for item in items if item.feature_id in self.kept)
        if picked := self.picked(spec):
            classes = [symbol.value in picked for symbol in spec.symbols]
            return tuple(item for item in items if classes[item.symbol])
        return items


def chosen_features(plan: PlanData, choices: MapChoices, spec: LayerSpec) -> GeoDataFrame:
    """Features of a layer that pass the filter or the kinds, placed or not."""
    if spec.role == "imported":
        return layer_registry.narrowed(spec, choices.filter_of(spec))
    frame = layer_registry.frame_of(plan, spec)
    if spec.role == "plan":
        return frame[frame.index.isin(choices.kept)]
    if picked := choices.picked(spec):
        return frame[frame[spec.class_column].isin(picked)]
    return frame
