"""What is buffered and how far, kept in the session as plain values."""

from dataclasses import asdict, dataclass

from geopandas import GeoDataFrame
from pandas import concat

from geo.filtering import apply
from geo.has_geometry import has_geometry
from geo.plan_data import PlanData
from views import layer_registry, selected_feature
from views.map_choices import MapChoices, chosen_features
from views.state.plan_map import RINGS

SELECTED = "选中的要素"
FILTERED = "筛选结果（全部规划项目）"


@dataclass(frozen=True)
class RingChoice:
    """A buffer as chosen: origins in words, metres on foot, detour, merged or separate."""

    origins: tuple[str, ...]
    walks_m: tuple[float, ...]
    detour: float
    mode: str

    @property
    def description(self) -> str:
        """The origins in words."""
        return "、".join(self.origins)

    @property
    def radii_m(self) -> tuple[float, ...]:
        """Straight radii in metres."""
        return tuple(walk / self.detour for walk in self.walks_m)


def choices_of_origins() -> tuple[str, ...]:
    """What can be buffered: what is selected, the filter's result, or any layer by its title."""
    titles = (spec.title for spec in layer_registry.specs() if spec.role != "boundary")
    return tuple(dict.fromkeys((SELECTED, FILTERED, *titles)))


def keep(choice: RingChoice | None) -> None:
    """Keep the choice for the next runs; None takes the rings off the map."""
    RINGS.set(asdict(choice) if choice else None)


def kept_choice() -> RingChoice | None:
    """The choice kept, if any."""
    known = RINGS.get()
    return RingChoice(**known) if known else None


def origins(plan: PlanData, choices: MapChoices, words: tuple[str, ...]) -> GeoDataFrame:
    """Features with a place that the words stand for, EPSG:4326, each once; maybe none."""
    frames = [_origin(plan, choices, word)[["name", "accuracy_m", "geometry"]] for word in words]
    joined = GeoDataFrame(concat(frames)) if frames else plan.projects.iloc[:0]
    return joined[~joined.index.duplicated()]


def _origin(plan: PlanData, choices: MapChoices, origin: str) -> GeoDataFrame:
    if origin == SELECTED:
        chosen = selected_feature.current(plan)
        frame = selected_feature.row_of(plan, chosen) if chosen else plan.projects.iloc[:0]
    elif origin == FILTERED:
        frame = apply(plan.projects, choices.criteria)
    else:
        spec = next((each for each in layer_registry.specs() if each.title == origin), None)
        if spec is None:
            return plan.projects.iloc[:0]
        frame = chosen_features(plan, choices, spec)
    return frame[has_geometry(frame)]
