"""The page of the map: filter, layers, looks, selection, panels, buffers."""

from collections.abc import Mapping
from typing import Any, Final, Literal, NamedTuple

from geo.project_file.checks import flag, many, maybe, number, one_of, record, text, whole
from geo.schema import FILTERED
from layers import LAYERS
from layers.backgrounds import NAMES
from layers.palettes import PALETTES, STANDARD
from layers.themes import THEMES
from views.state.model import Choice, Key, KeyFamily, Number

_WORDS = many(text(200), 300)
PLACE: Final = r"[a-z0-9-]{0,40}:.{0,80}"
"""Layer id and feature id of what is selected."""


Box = tuple[float, float, float, float]
"""West, south, east, north in degrees."""


class Flight(NamedTuple):
    """Where a map flies; its number tells a new flight to the same place from the last one."""

    number: int = 0
    bounds: Box = (0.0, 0.0, 0.0, 0.0)

    def to(self, bounds: Box) -> "Flight":
        """Return the next flight."""
        return Flight(self.number + 1, bounds)

    @property
    def command(self) -> tuple[int, Box] | None:
        """What the map is told; None where it has never flown."""
        return (self.number, self.bounds) if self.number else None


FILTER: Final[Mapping[str, Key[list[str]]]] = {
    **{each.name: Key(each.filter, [], _WORDS) for each in FILTERED},
    "zones": Key("zone", [], _WORDS),
}
"""Values that plan items may have: by column, and the zones they may lie in."""

PLACED = Choice[Literal["all", "placed", "unplaced"]]("placed", ("all", "placed", "unplaced"))
TEXT = Key("q", "", text(200))

VISIBLE = KeyFamily("on-", start=True, check=flag)
OPACITY = KeyFamily("alpha-", 100, whole(10, 100))
CLASSES: Final[Mapping[str, Key[list[str]]]] = {
    spec.layer_id: Key(spec.pick_key, [], _WORDS) for spec in LAYERS if spec.pick_key
}
"""Classes of a layer that are drawn, all where none is picked: by layer id."""

PALETTE = Choice("pal", tuple(PALETTES), STANDARD)
THEME = Choice("by", THEMES)
"""What the symbols of the plan's items tell."""

BACKGROUND = Choice("bg", NAMES)
TIANDITU_KEY = Key("tdt", "", not_kept="密钥属于个人")

SELECTED = Key("selected", "", text(130, f"|{PLACE}"))
SERIAL = Key("serial", 0)
"""Selections made so far."""

FLIGHT = Key("flight", Flight())
VIEW = Key("view", "", text(80, r"(-?\d{1,3}(\.\d{1,8})?(,(?!$)|$)){4}"))
"""What the map showed when it was last taken for a sheet: west, south, east, north."""

MAP = Key[dict[str, Any]]("map", {})
CLICKS = Key[int | None]("clicks", None)
SEARCH = Key[Any]("search", None)
ROWS = KeyFamily("rows-", 0)
"""Mark of the rows that a table had."""

SENT = KeyFamily[int | None]("sent-", None)
"""Mark of the scene that a map was last sent."""

TURN = KeyFamily("turn-", 0)
"""How often a table began anew."""

TABLE, UNPLACED, PLACING, OVERVIEW, BUFFERS, HISTORY, IMPORT, OUTPUT = PANELS = (
    "项目表", "未落图", "落图", "统计", "缓冲", "留痕", "导入", "出图",
)  # fmt: skip
PANEL = Choice("panel", PANELS)
TABLE_OF = Key("table-of", "", not_kept="只是打开的表")
PICK = Key[list[tuple[str, list[str]]]]("pick", [])
"""Criteria, and values that each of them takes, of the bar that was clicked in a chart."""

BARS = Key("bars", 0)
"""Clicks on charts so far."""

MERGED, SEPARATE = "合并", "分别"
BY_LEVEL, BY_SPEED, BY_METRES = "生活圈标准", "步速×时间", "自定义米数"

RINGS = Key[dict[str, Any] | None](
    "rings",
    None,
    maybe(
        record(
            origins=many(text(80), 100),
            walks_m=many(number(1, 100_000), 50),
            detour=number(1, 3),
            mode=one_of(MERGED, SEPARATE),
        )
    ),
)
RING_ORIGINS = Key[list[str]]("ring-origin", [], many(text(80), 100))
RING_DISTANCE = Choice("ring-how", (BY_LEVEL, BY_SPEED, BY_METRES))
RING_ON = Key("ring-on", start=True, check=flag)
RING_DETOUR = Number("ring-detour", 1.0, 1.0, 3.0)
RING_MODE = Choice("ring-mode", (MERGED, SEPARATE))
RING_SPEED = Number("ring-speed", 60.0, 20.0, 120.0)
MINUTES = (5, 10, 15, 20)
RING_MINUTES = Key[list[int]]("ring-minutes", [15], many(one_of(*MINUTES), len(MINUTES)))
RING_METRES = Key("ring-metres", "500", text(200))
RING_LEVELS = Key[list[float]]("ring-levels", [10.0], many(number(1, 120), 20))
