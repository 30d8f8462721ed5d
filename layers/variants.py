"""How features look whose place is the office's own word: drafts, and roads that no file has."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from geopandas import GeoDataFrame

from geo.schema import DRAFT
from layers.spec import Symbol

DRAFTED: Final = "draft"
"""Its place waits for a review."""

ADDED: Final = "added"
"""The office added it."""

DRAFT_WORDS: Final = "草稿，待审核"
ADDED_WORDS: Final = "单位补绘"

OVERDUE: Final = ("逾期未开工", "逾期未完工")
"""时限 of what is late as long as nobody says that it is done."""

_DRAFT_DASH, _ADDED_DASH, _DRAFT_ROAD_DASH = "2 4", "12 3 2 3", "12 3 2 3 2 3"
_WIDER, _LARGER = 1.3, 1.2


def with_drafts(symbols: tuple[Symbol, ...]) -> tuple[Symbol, ...]:
    """Return symbols and, behind them, each once more for a draft, told apart by dots."""
    return (*symbols, *map(_draft, symbols))


def with_added(symbols: tuple[Symbol, ...], title: str) -> tuple[Symbol, ...]:
    """Return symbols of reference lines and, behind them, those of added ones and of drafts."""
    plain = replace(symbols[-1], value="", title=title)
    added = replace(plain, title=f"{title}（{ADDED_WORDS}）", dash=_ADDED_DASH, variant=ADDED)
    return (*symbols, added, replace(_draft(plain), dash=_DRAFT_ROAD_DASH))


DECIDING: Final = ("placed_review", "added", "timing")
"""Columns by which features of one class are told apart, where a frame has them."""


def variants_of(frame: GeoDataFrame) -> Iterator[str]:
    """Yield the variant of each feature, "" for one as published or reviewed."""
    none = [""] * len(frame)
    reviews = frame.get("placed_review", none)
    added = frame.get("added", none)
    for review, origin in zip(reviews, added, strict=True):
        yield DRAFTED if review == DRAFT else ADDED if origin else ""


def lates_of(frame: GeoDataFrame) -> list[bool]:
    """Tell of each feature whether it is overdue and still not done."""
    timing = frame.get("timing")
    return [False] * len(frame) if timing is None else timing.isin(OVERDUE).tolist()


def _draft(symbol: Symbol) -> Symbol:
    return replace(
        symbol,
        title=f"{symbol.title}（{DRAFT_WORDS}）",
        dash=_DRAFT_DASH,
        width=symbol.width * _WIDER,
        size=symbol.size * _LARGER,
        variant=DRAFTED,
    )
