"""Parts of the cases of the page 生活圈, remembered; keys are plain values, results are shared.

They outlive what the ledger says beside the point: a remark on an item is no reason to walk again.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from pandas import DataFrame

from geo.content_mark import content_mark
from geo.lifecircle.parts import Parts
from geo.lifecircle.question import Ways, is_own
from geo.network.build import streets_of
from views import cache, layer_store
from views.edition import by_edition, folder_edition
from views.sessions.memory import remembered
from views.state.lifecircle import RULES

T = TypeVar("T")

_HEAVY = ("network", "model")
"""Parts of which few are remembered: they hold a network."""


def part(name: str, key: object, make: Callable[[], T]) -> T:
    """Return a part of an answer, worked out once for each key in a session, or for all of them."""
    kept = _few if name in _HEAVY else _many
    found: T = kept(name, key, make)
    return found


@by_edition()
def _of_streets() -> int:
    """Edition of what is walked on."""
    return content_mark(streets_of(cache.plan().roads)[["geometry"]]) ^ folder_edition()


@by_edition()
def _of_services() -> int:
    """Edition of that and of what the plan's items will serve."""
    plan = cache.plan()
    items = plan.projects.loc[plan.services.index, ["name", "accuracy_m", "geometry"]]
    return content_mark(items, plan.services) ^ _of_streets()


@remembered(most=8, own=lambda _name, key: is_own(key), of=_of_streets)
def _few(name: str, key: object, _make: Callable[[], Any]) -> Any:  # noqa: ANN401, ARG001 - the key
    return _make()


@remembered(most=160, own=lambda _name, key: is_own(key), of=_of_services)
def _many(name: str, key: object, _make: Callable[[], Any]) -> Any:  # noqa: ANN401, ARG001 - the key
    return _make()


class _Remembered(Parts):
    """Parts that are worked out once."""

    def keep(self, name: str, key: object, make: Callable[[], T]) -> T:
        """Remember a part."""
        return part(name, key, make)


def parts() -> Parts:
    """Return the parts of every case on the plan as it is now."""
    return _Remembered(
        cache.metric(), cache.plan().services, cache.standards().rules, layer_store.get
    )


def rules() -> DataFrame:
    """Rules of every standard, as they come or as the planner edited them."""
    return parts().standard(RULES.get())


def ready() -> None:
    """Have the main roads ready to be walked on as the page begins."""
    parts().model(Ways(parts().methods()[0]))
