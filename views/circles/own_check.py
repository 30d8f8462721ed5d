"""Layers in use that are gone or cannot be used are let go with a word; the page goes on."""

from collections.abc import Callable, Mapping

from geo.errors import DataError
from geo.lifecircle.question import OwnDemand, OwnNetwork
from views.circles import own_frames, own_layers, own_sources, uses, work
from views.circles.uses import CANDIDATES, CAPACITY, DEMAND, NETWORK, SERVICES, Use
from views.notes import note, show_notes

_BACK = {
    SERVICES: "不再计入设施",
    DEMAND: "需求改回居住小区",
    NETWORK: "路网改回主干路骨架",
    CAPACITY: "不再用于供需比",
    CANDIDATES: "不再作候选点",
}
_TRIALS: Mapping[str, Callable[[Use], object]] = {
    SERVICES: lambda use: work.parts().imported(own_sources.services_of(use)),
    DEMAND: lambda use: work.parts().demand(OwnDemand(own_sources.own(use), use.spacing_m)),
    NETWORK: lambda use: work.parts().network(OwnNetwork(own_sources.own(use), use.tolerance_m)),
    CAPACITY: lambda use: own_frames.features(own_sources.own(use)),
    CANDIDATES: lambda use: own_frames.features(own_sources.own(use)),
}
"""Each role tried; the result is cached and serves the page."""


def check() -> None:
    """Let go of what is gone or cannot be used, and note why."""
    troubles = {use: why for use in uses.all_uses() if (why := _trouble(use))}
    if troubles:
        uses.keep(use for use in uses.all_uses() if use not in troubles)
    note(
        own_layers.NOTES,
        [f"导入图层“{use.title}”：{why}；{_BACK[use.role]}。" for use, why in troubles.items()],
    )


def show() -> None:
    """Draw the notes until the planner has read them."""
    show_notes(own_layers.NOTES)


def _trouble(use: Use) -> str:
    """Why a layer cannot be used, "" where it can."""
    try:
        _TRIALS[use.role](use)
    except DataError as error:
        return str(error)
    return ""
