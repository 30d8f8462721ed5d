"""The roads and places that placing by words may name: the plan's, then the planner's own."""

from dataclasses import replace

from geo.crs import to_metric
from geo.placing.ground import NamedFeatures, PlacingGround, ground_of
from geo.plan_data import PlanData
from layers.spec import LayerSpec
from views import cache, layer_registry
from views.edition import by_edition


@by_edition()
def _of_plan() -> PlacingGround:
    return ground_of(cache.plan(), frames_m=cache.metric())


def ground() -> PlacingGround:
    """Return what may be named now."""
    own = tuple(_named(cache.plan(), spec) for spec in layer_registry.own())
    base = _of_plan()
    return replace(base, lines=(*base.lines, *own), places=(*base.places, *own)) if own else base


def road_names() -> list[str]:
    """Return the names of the roads, in the order of the layers."""
    return [road.name for road in ground().roads.values()]


def _named(plan: PlanData, spec: LayerSpec) -> NamedFeatures:
    return NamedFeatures(spec.title, to_metric(layer_registry.frame_of(plan, spec)))
