"""The page 生活圈: what is asked, what its layers are used for, scenarios, sites, panels."""

from typing import Any, Final

from geo.lifecircle import planned
from geo.lifecircle.catchment import Decay
from geo.lifecircle.planned import Unstated
from geo.lifecircle.question import METHODS
from geo.project_file.checks import flag, many, maybe, number, one_of, record, text, whole
from views.state.model import Choice, Key, KeyFamily, Number, Whole
from views.state.plan_map import PLACE, Flight
from views.state.scenario_checks import MAX_RULES, scenarios

STANDARD = Key("lc-std", "", text(80))
RULE = Key[str | None]("lc-svc", None, text(80))
"""Id of a rule of the standard, "" for all of them."""

METHOD = Choice("lc-how", METHODS)
SITUATION = Key("lc-when", "", text(80))
NEXT_SITUATION = Key("lc-next-when", "")
WALK = KeyFamily("lc-walk-", 0.0, number(50, 5000))
"""Metres on foot by rule and its own metres."""

SPEED = Number("lc-speed", 60.0, 20.0, 120.0)
PACE = Key("lc-pace", "")
DELAY = Number("lc-delay", 0.0, 0.0, 180.0)
DETOUR = Number("lc-detour", 1.3, 1.0, 2.0)
IN_PLAN = KeyFamily("lc-plan-", start=True, check=flag)
UNSTATED = Choice[Unstated]("lc-unstated", planned.UNSTATED)
"""What a planned school is taken for whose stage the plan does not state."""

REACH, RING, COMPARE, BELONG, NOTHING = _AREAS = (
    "可达范围", "5/10/15 分钟圈", "三法对比", "就近服务范围", "不画范围",
)  # fmt: skip
AREAS = Choice("lc-areas", _AREAS)
DRAW_NETWORK = KeyFamily("lc-draw-net-", start=False, not_kept="随路网编号而变")
NETWORK = Key("lc-network", "", not_kept="路网另存于工程文件")
"""Names a network on the server: an OSM extract, or one that was stored."""

TARGET = Whole("lc-target", 0, 50, 100)
"""Percent of the demand that should have a service in reach; 0 for what the plan says."""

WEIGHT = Key("lc-weight", "", text(200))
NEXT_WEIGHT = Key[str | None]("lc-next-weight", None)

GAPS, MATRIX, PLAN, VERSUS, OWN, SITING, RULES_TABLE, SOURCES, EXPORT = PANELS = (
    "缺口", "矩阵", "规划前后", "测距", "方案", "选址", "标准", "数据", "导出",
)  # fmt: skip
PANEL = Choice("lc-panel", PANELS, not_kept="只是打开的面板")

PICKED = Key("lc-picked", "", text(130, f"|{PLACE}"))
SERIAL = Key("lc-serial", 0)
FLIGHT = Key("lc-flight", Flight())
MAP = Key[dict[str, Any]]("lc-map", {})
CLICKS = Key[int | None]("lc-clicks", None)
SPOT = Key[list[float] | None]("lc-spot", None)
"""Latitude and longitude of the last click."""

ADD: Final = "增加"
MOVE: Final = "移动"
CLOSE: Final = "停用"
ACT = Choice("lc-act", (ADD, MOVE, CLOSE), not_kept="只是下一步操作")
POSITION = Key[list[float] | None]("lc-place", None)
"""Latitude and longitude that a scenario takes next."""

SCENARIO = Key("lc-scenario-now", "", text(40))
SCENARIOS = Key[dict[str, Any]]("lc-scenarios", {}, scenarios)
LEFT = Key("lc-left", "", text(80))
RIGHT = Key("lc-right", "", text(80))
TWO_MAPS = Key("lc-two-maps", start=False, check=flag)

COVER: Final = "覆盖最多"
SHORTEN: Final = "步行最短"
AIM = Choice("lc-aim", (COVER, SHORTEN))
SITE_COUNT = Whole("lc-k", 1, 1, 10)
ESTATES, JUNCTIONS, GRID, LAYER = "居住小区", "路口", "分区内网格", "导入图层"
CANDIDATES_FROM = Choice("lc-from", (ESTATES, JUNCTIONS, GRID, LAYER))
SITES_WITHIN = Key("lc-where", "", text(80))
GRID_STEP = Choice("lc-step", (100, 150, 200, 300, 500), 200)

_SITE = record(
    id=text(80),
    name=text(200),
    lon=number(-180, 180),
    lat=number(-90, 90),
    gain=number(-1e12, 1e12),
    newly=many(text(80), 20_000),
    nearer=whole(0, 10**7),
    saved_m=number(-1e9, 1e9),
)
_SITING = record(
    words=many(text(500), 20),
    objective=one_of(*AIM.options),
    before=number(-1e12, 1e12),
    after=number(-1e12, 1e12),
    bound=number(-1e12, 1e12),
)
SITES = Key[list[dict[str, Any]]]("lc-sites", [], many(_SITE, SITE_COUNT.high))
SITING_RESULT = Key[dict[str, Any] | None]("lc-siting", None, maybe(_SITING))

CAPACITY_COLUMN = Key("lc-cap-column", "", text(200))
DECAY = Choice("lc-decay", tuple(str(each) for each in Decay))
CATCHMENT_RADIUS = Number("lc-cap-radius", 1000.0, 100.0, 5000.0)

RULES = Key("lc-rules", "", text(MAX_RULES))
"""The planner's own table of rules as CSV, "" for that of the data."""

RULES_TURN = Key("lc-rules-turn", 0)
RULES_SEEN = Key[list[Any]]("lc-rules-seen", [])

SERVICES, DEMAND, WALKED, CAPACITY, CANDIDATES = ROLES = (
    "设施", "需求", "路网", "容量", "候选点",
)  # fmt: skip
"""What an imported layer can be; any number of them services, one at most each of the others."""

USES = Key[list[dict[str, Any]]](
    "lc-own",
    [],
    many(
        record(
            role=one_of(*ROLES),
            layer=text(3, r"[0-9]{1,3}"),
            title=text(80),
            kind=text(200),
            column=text(200),
            stage=text(200),
            instead=flag,
            spacing_m=number(20, 500),
            tolerance_m=number(0.01, 50),
        ),
        100,
    ),
)
"""What imported layers are used for; a file names a layer by its place among its own."""

TAKEN = Key[tuple[list[str], str]]("lc-taken", ([], ""))
"""Layers that were just read, and the role they were read for."""

NOTES = Key[list[str]]("lc-notes", [])
MORE = Key("lc-own-more", "")
SOURCE = KeyFamily("lc-from-", "")
"""By place of the form: the layer that is chosen."""

USE = KeyFamily[Any]("lc-own-", None)
"""By field and layer: what a widget says of a use."""

USE_BY = KeyFamily("lc-own-by-", "")
SPACING = Key("lc-own-spacing", 0.0)
TOLERANCE = Key("lc-own-tol", 0.0)
