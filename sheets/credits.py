"""Whose data a sheet draws besides the plan's own."""

import re

from layers.features import placed
from sheets.hatches import is_own
from sheets.publishing import brought
from sheets.request import SheetLayer, SheetRequest

_MOST = 4
_ALIKE = 2
"""Characters by which names of one publisher are known: 百度POI, 百度."""

_LONGEST = 12
"""Characters of a title that are enough to know it by."""

_STREETS = "© OpenStreetMap 贡献者（ODbL）"
_ASIDE = re.compile(r"（[^）]*）")
_PLANS = ("plan", "zones")
"""Roles whose source is the plan itself."""


def credits_of(request: SheetRequest) -> str:
    """Return what follows the plan's name: each clause begins with a semicolon; may be empty.

    OpenStreetMap's licence asks to be named; what a planner brought is named as theirs.
    """
    return _standing(request) + _own(request)


def _standing(request: SheetRequest) -> str:
    """Name whom what stands today is taken from."""
    drawn = [layer for layer in request.layers if not is_own(layer.spec)]
    texts = [text for layer in drawn if layer.spec.role not in _PLANS for text in _texts(layer)]
    firsts: dict[str, str] = {}
    for name in (name for text in texts for name in _names(text)):
        firsts.setdefault(name[:_ALIKE], name)
    names = list(firsts.values())
    more = "等" if len(names) > _MOST else ""
    streets = [_STREETS] if any("ODbL" in text or "OpenStreetMap" in text for text in texts) else []
    return f"；现状要素：{'、'.join([*names[:_MOST], *streets])}{more}" if names else ""


def _own(request: SheetRequest) -> str:
    """Name the layers that a planner brought: nobody here has checked them."""
    titles = [f"“{_short(layer.spec.title)}”" for layer in brought(request)]
    more = f"等 {len(titles)} 个图层" if len(titles) > 2 else ""  # noqa: PLR2004
    return f"；{'、'.join(titles[:2])}{more}为导入数据，未经核对" if titles else ""


def _short(title: str) -> str:
    return title if len(title) <= _LONGEST else f"{title[:_LONGEST]}…"


def _texts(layer: SheetLayer) -> list[str]:
    """Sources of the features drawn, the most frequent first."""
    if "source" not in layer.frame:
        return []
    return [str(text) for text in placed(layer.frame)["source"].value_counts().index]


def _names(text: str) -> list[str]:
    """Names of the sources in a text: what stands before the first comma of each clause."""
    clauses = _ASIDE.sub("", text).split("；")
    return [name for name in (clause.split("，")[0].strip() for clause in clauses) if name]
