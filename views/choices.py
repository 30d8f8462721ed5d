"""All a planner has chosen, as one frozen value."""

from dataclasses import dataclass, field

from geopandas import GeoDataFrame

from geo.filtering import Criteria, apply
from geo.plan_data import PlanData
from layers import LAYERS
from layers.features import features_of
from layers.spec import LayerSpec


@dataclass(frozen=True)
class Choices:
    """Choices of the sidebar; plain values, so that the same choices make the same map."""

    visible: tuple[str, ...]
    palette: str
    background: str
    key: str = ""
    facility_kinds: tuple[str, ...] = ()
    criteria: Criteria = field(default_factory=Criteria)
    opacities: tuple[tuple[str, float], ...] = ()

    def opacity(self, layer_id: str) -> float:
        """Opacity of a layer, 0-1."""
        return dict(self.opacities).get(layer_id, 1.0)

    def shown(self) -> tuple[LayerSpec, ...]:
        """The layers that are on, in list order."""
        return tuple(spec for spec in LAYERS if spec.layer_id in self.visible)


def chosen_features(plan: PlanData, choices: Choices, spec: LayerSpec) -> GeoDataFrame:
    """Features of a layer that pass the filter (plan items) or the kinds (facilities)."""
    frame = features_of(plan, spec)
    if spec.frame == "projects":
        return apply(frame, choices.criteria)
    if spec.frame == "facilities" and choices.facility_kinds:
        return frame[frame["kind"].isin(choices.facility_kinds)]
    return frame
