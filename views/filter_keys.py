"""The filter's widgets by name: their keys stand in the URL, their words on the chips."""

from typing import Any, NamedTuple

from geo.filtering import Criteria, chosen_values
from geo.schema import FILTERED
from views.state.model import Key
from views.state.plan_map import FILTER, PICK, PLACED, TEXT


class FilterKey(NamedTuple):
    """A widget's key (its name also the URL's) and the words for it."""

    key: Key[Any]
    title: str


KEYS = {
    **{each.name: FilterKey(FILTER[each.name], each.title) for each in FILTERED},
    "zones": FilterKey(FILTER["zones"], "分区"),
    "placed": FilterKey(PLACED, "落图"),
    "text": FilterKey(TEXT, "文字"),
}
"""By criterion: a column of the plan's items, or one of the others of `Criteria`."""

PLACED_WORDS = {"all": "全部", "placed": "已落图", "unplaced": "未落图"}


def current() -> Criteria:
    """Return the criteria that the widgets hold, before they are drawn."""
    return Criteria(
        values=chosen_values({each.name: FILTER[each.name].get() for each in FILTERED}),
        zones=tuple(FILTER["zones"].get()),
        placed=PLACED.get(),
        text=TEXT.get(),
    )


def clear(field: str) -> None:
    """Drop one criterion."""
    KEYS[field].key.reset()


def clear_all() -> None:
    """Drop every criterion."""
    for field in KEYS:
        clear(field)


def drop(field: str, value: str) -> None:
    """Drop one value of a criterion."""
    if field in ("placed", "text"):
        clear(field)
        return
    key = KEYS[field].key
    key.set([each for each in key.get() if each != value])


def take_pick() -> None:
    """Put what was clicked in a chart into the filter; call before its widgets are drawn."""
    picked = PICK.take()
    if picked:
        field, value = picked
        KEYS[field].key.set(value if field == "placed" else [value])
