"""What can be placed: items of the plan, those without a place first, and reference roads."""

from typing import Final, NamedTuple
from uuid import uuid4

from geo.district import DISTRICT
from geo.has_geometry import has_geometry
from geo.plan_data import PlanData
from layers import LAYERS
from views import cache
from views.edition import by_edition
from views.placing.map_edit import AREA, LINE, POINT

PROJECTS, ROADS = "projects", "roads"
NEW_ROAD: Final = f"{ROADS}:new"
"""Stands for a road that is still to be added."""

_FIRST: Final = {layer.id: layer.plane for layer in DISTRICT.layer}


class PlacingItem(NamedTuple):
    """An item: a word of `PLACED_ITEMS`, its id, its name, what the plan says of its place.

    `layer` is that of the map which draws it.
    """

    table: str
    item: str
    name: str
    placed: bool = False
    location: str = ""
    layer: str = ""

    @property
    def key(self) -> str:
        """Table and id, as the session and the map's editor name it."""
        return f"{self.table}:{self.item}"

    @property
    def tail(self) -> str:
        """End of the names of its keys in the session."""
        return f"{self.table}-{self.item}"

    @property
    def is_new(self) -> bool:
        """Whether it is still to be added."""
        return self.key == NEW_ROAD

    @property
    def kinds(self) -> tuple[str, ...]:
        """What may be drawn for it, the likeliest first."""
        if self.table == ROADS:
            return (LINE,)
        first = {"line": LINE, "area": AREA}.get(_FIRST.get(self.layer, ""), POINT)
        return (first, *(kind for kind in (POINT, LINE, AREA) if kind != first))

    @property
    def words(self) -> str:
        """Name with what tells it from others of that name.

        Always the same: the browser names what it has chosen by these words.
        """
        if self.is_new:
            return "＋ 新增参考道路（规划提到而图上没有的路）"
        return f"{self.name} · {'参考道路 ' if self.table == ROADS else ''}{self.item}"


@by_edition()
def all_items() -> dict[str, PlacingItem]:
    """Return everything that can be placed by its key: without a place, with one, roads."""
    plan = cache.plan()
    items = sorted(_projects(plan), key=lambda each: each.placed)
    new = PlacingItem(ROADS, "new", "新增参考道路", layer=_road_layer())
    return {each.key: each for each in (*items, new, *_roads(plan))}


def item_of(layer_id: str, feature_id: str) -> PlacingItem | None:
    """Return what a feature of the map is here, None where it cannot be placed."""
    frame = next((spec.frame for spec in LAYERS if spec.layer_id == layer_id), "")
    return all_items().get(f"{frame}:{feature_id}")


def new_id() -> str:
    """Return an id for a road that is added; no two installations make the same."""
    return f"add-{uuid4().hex[:8]}"


def _projects(plan: PlanData) -> list[PlacingItem]:
    frame = plan.projects
    rows = zip(
        frame.index,
        frame["name"],
        has_geometry(frame),
        frame["location"],
        frame["layer"],
        strict=True,
    )
    return [
        PlacingItem(PROJECTS, str(item), name, bool(placed), location, layer)
        for item, name, placed, location, layer in rows
    ]


def _roads(plan: PlanData) -> list[PlacingItem]:
    names = zip(plan.roads.index, plan.roads["name"], strict=True)
    layer = _road_layer()
    return [PlacingItem(ROADS, str(item), name, True, "", layer) for item, name in names]


def _road_layer() -> str:
    return next((spec.layer_id for spec in LAYERS if spec.frame == ROADS), "")
