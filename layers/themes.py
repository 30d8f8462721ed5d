"""What the symbols of the plan's items tell: their kind, their state, or whether they are late.

State and 时限 are told by colour and once more without: by what stands in a marker, by the dashes
of a line, by the hatch of an area. The fuller a sign, the further the item.
"""

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Final, NamedTuple

from geo.schema import PROJECTS, UNREPORTED
from layers.spec import LayerSpec, Symbol
from layers.variants import DRAFT_WORDS, DRAFTED

BY_LAYER, BY_STATE, BY_TIMING = "按图层", "按状态", "按时限"

LATE_WORDS: Final = "逾期"
_RADIUS = 8.0


class Theme(NamedTuple):
    """A column of the items and the symbols of its values, in the order of the legend."""

    title: str
    column: str
    symbols: tuple[Symbol, ...]


def _symbol(value: str, colour: str, mark: str, dash: str, **more: object) -> Symbol:
    how = {"size": _RADIUS, "width": 4.0, "filled": False, **more}
    return Symbol(value, value, f"state.{colour}", dash=dash, mark=mark, **how)  # type: ignore[arg-type]


_UNREPORTED = replace(_symbol("", "unknown", "dot", "1.5 3.5", width=4.5), title=UNREPORTED)
_IDLE, _HALF_WAY = "2 6", "11 5"

_STATES = (
    _symbol("未启动", "idle", "", _IDLE, hatch="."),
    _symbol("前期", "early", "quarter", "5 5", hatch="/"),
    _symbol("在建", "building", "half", _HALF_WAY, hatch="///"),
    _symbol("完工", "built", "", "22 4", filled=True, width=4.5, hatch="xxx"),
    _symbol("投用", "used", "tick", "", filled=True, width=5.0, hatch="xxxxxx"),
    _symbol("停缓建", "halted", "bars", "12 4 2 4", hatch="||"),
    _symbol("调整", "altered", "slash", "12 4 2 4 2 4", hatch="\\\\\\"),
    _symbol("取消", "dropped", "cross", "5 14", width=3.5, hatch="+"),
    _UNREPORTED,
)
_TIMINGS = (
    _symbol("逾期未开工", "halted", "", _IDLE, hatch="."),
    _symbol("逾期未完工", "late", "half", _HALF_WAY, hatch="///"),
    _symbol("逾期完工", "altered", "slash", "22 4", hatch="\\\\\\"),
    _symbol("按期完工", "used", "tick", "", filled=True, width=5.0, hatch="xxxxxx"),
    _symbol("已完工", "built", "", "12 4 2 4", filled=True, width=4.5, hatch="xxx"),
    _symbol("未到期", "early", "quarter", "5 5", hatch="/"),
    _symbol("已取消", "dropped", "cross", "5 14", width=3.5, hatch="+"),
    _UNREPORTED,
)

BY_THEME: Final[Mapping[str, Theme]] = {
    name: theme
    for name, theme in (
        (BY_STATE, Theme("规划项目状态（图上项数）", "status", _STATES)),
        (BY_TIMING, Theme("规划项目时限（图上项数）", "timing", _TIMINGS)),
    )
    if PROJECTS.column(theme.column)
}

THEMES = (BY_LAYER, *BY_THEME)
"""The first is how layers are drawn by themselves."""


def themed(spec: LayerSpec, theme: str) -> LayerSpec:
    """Return a layer as a theme draws it: that of plan items; every other as it is."""
    return _themed(spec, theme) if spec.role == "plan" and theme in BY_THEME else spec


@lru_cache(maxsize=256)
def _themed(spec: LayerSpec, theme: str) -> LayerSpec:
    told = BY_THEME[theme]
    drafts = tuple(
        replace(each, variant=DRAFTED, title=f"{each.title}（{DRAFT_WORDS}）")
        for each in told.symbols
    )
    plain = (*told.symbols, *drafts)
    late = tuple(replace(each, late=True) for each in plain)
    return replace(spec, theme=theme, class_column=told.column, symbols=(*plain, *late))
