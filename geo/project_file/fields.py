"""The table of choices that a project keeps: session key, and what its value may be.

A key that is not here is neither written nor read. Options that the app fixes are listed; those
that come from data (zones, clauses, rules) are checked for type and length, and by the app itself
against what is there.
"""

import re
from collections.abc import Mapping
from typing import Final

from geo.lifecircle.planned import UNSTATED
from geo.project_file.checks import Check, flag, many, maybe, number, one_of, record, text, whole
from geo.project_file.own_work import rules_csv, scenarios
from geo.schema import FILTERED

_PLACE = r"[a-z0-9-]{0,40}:.{0,80}"
"""Layer id and feature id of what is selected."""

_WORDS = many(text(200), 300)
_METRES = number(1, 100_000)
_RINGS = record(
    origins=many(text(80), 100),
    walks_m=many(_METRES, 50),
    detour=number(1, 3),
    mode=one_of("合并", "分别"),
)
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
    objective=one_of("覆盖最多", "步行最短"),
    before=number(-1e12, 1e12),
    after=number(-1e12, 1e12),
    bound=number(-1e12, 1e12),
)

_USE = record(
    role=one_of("设施", "需求", "路网", "容量", "候选点"),
    layer=text(3, r"[0-9]{1,3}"),
    title=text(80),
    kind=text(200),
    column=text(200),
    stage=text(200),
    instead=flag,
    spacing_m=number(20, 500),
    tolerance_m=number(0.01, 50),
)
"""What an imported layer is used for, the layer by its place among those of the file."""

_MAP: dict[str, Check] = {
    **{each.filter: _WORDS for each in FILTERED},
    "zone": _WORDS,
    "fac": _WORDS,
    "placed": one_of("all", "placed", "unplaced"),
    "q": text(200),
    "pal": one_of("规范色", "色觉友好", "黑白"),
    "bg": one_of("矢量底图（离线）", "天地图", "高德地图", "OpenStreetMap"),
    "selected": text(130, f"|{_PLACE}"),
    "view": text(80, r"(-?\d{1,3}(\.\d{1,8})?(,(?!$)|$)){4}"),
    "rings": maybe(_RINGS),
    "ring-origin": many(text(80), 100),
    "ring-how": one_of("生活圈标准", "步速×时间", "自定义米数"),
    "ring-on": flag,
    "ring-detour": number(1, 3),
    "ring-mode": one_of("合并", "分别"),
    "ring-speed": number(20, 120),
    "ring-minutes": many(one_of(5, 10, 15, 20), 4),
    "ring-metres": text(200),
    "ring-levels": many(number(1, 120), 20),
}

_SHEET: dict[str, Check] = {
    "sheet-paper": one_of("A4", "A3", "A2"),
    "sheet-turn": one_of("横向", "纵向"),
    "sheet-title": text(200),
    "sheet-sub": text(200),
    "sheet-mode": one_of("内部工作图", "公开示意图"),
    "sheet-number": text(80),
    "sheet-dpi": one_of(150, 300, 600),
    "sheet-scale": whole(0, 500_000),
    "sheet-imprint": flag,
}

_CIRCLE: dict[str, Check] = {
    "lc-std": text(80),
    "lc-sheet-scale": whole(0, 500_000),
    "lc-svc": text(80),
    "lc-how": one_of("路网步行", "直线×绕行系数", "直线距离"),
    "lc-when": text(80),
    "lc-speed": number(20, 120),
    "lc-delay": number(0, 180),
    "lc-detour": number(1, 2),
    "lc-unstated": one_of(*UNSTATED),
    "lc-areas": one_of("可达范围", "5/10/15 分钟圈", "三法对比", "就近服务范围", "不画范围"),
    "lc-target": whole(50, 100),
    "lc-weight": text(200),
    "lc-aim": one_of("覆盖最多", "步行最短"),
    "lc-k": whole(1, 10),
    "lc-from": one_of("居住小区", "路口", "分区内网格", "导入图层"),
    "lc-where": text(80),
    "lc-step": one_of(100, 150, 200, 300, 500),
    "lc-left": text(80),
    "lc-right": text(80),
    "lc-two-maps": flag,
    "lc-cap-column": text(200),
    "lc-cap-radius": number(100, 5000),
    "lc-decay": text(40),
    "lc-picked": text(130, f"|{_PLACE}"),
    "lc-scenario-now": text(40),
    "lc-scenarios": scenarios,
    "lc-rules": rules_csv,
    "lc-own": many(_USE, 100),
    "lc-sites": many(_SITE, 10),
    "lc-siting": maybe(_SITING),
}

FIELDS: Mapping[str, Check] = {**_MAP, **_SHEET, **_CIRCLE}
"""By session key."""

PREFIXES: Mapping[str, Check] = {
    "on-": flag,
    "alpha-": whole(10, 100),
    "lc-plan-": flag,
    "lc-walk-": number(50, 5000),
    "sheet-by-": text(60),
}
"""By the beginning of the key; an id of a layer, project or rule follows."""

NOT_KEPT: Mapping[str, str] = {
    "tdt": "密钥属于个人",
    "panel": "只是打开的面板",
    "lc-panel": "只是打开的面板",
    "table-of": "只是打开的表",
    "lc-draw-net-": "随路网编号而变",
}
"""Widgets whose values last in a session and yet do not belong into a file, and why."""

NETWORK: Final = "lc-network"
"""Session key that names a network on the server: an OSM extract, or one that was stored."""

_RULE = record(
    column=text(200),
    one_of=many(text(2_000), 300),
    low=number(-1e300, 1e300),
    high=number(-1e300, 1e300),
)

LOOK: Mapping[str, Check] = {
    "ink": one_of("", "橙", "绿", "紫", "红", "青", "玫红", "棕", "蓝"),
    "shape": one_of("", "圆", "方", "三角", "倒三角", "菱形", "六边", "十字", "五星"),
    "size": number(0.5, 3),
    "column": text(200),
    "classes": many(text(2_000), 20),
    "filter": record(text=text(100), rules=many(_RULE, 20)),
    "visible": flag,
    "opacity": whole(10, 100),
}
"""How an imported layer is drawn and what of it is kept."""

_TAIL = re.compile(r"[\w.\-]{1,80}")


def check_of(key: str) -> Check | None:
    """Return the check of a session key, None where a project does not keep it."""
    if key in FIELDS:
        return FIELDS[key]
    starts = (start for start in PREFIXES if key.startswith(start))
    start = next((each for each in starts if _TAIL.fullmatch(key[len(each) :])), None)
    return PREFIXES[start] if start else None
