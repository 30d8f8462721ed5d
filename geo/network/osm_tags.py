"""Which OpenStreetMap ways one may walk on, by their tags.

Defaults are those of the OpenStreetMap wiki, "OSM tags for routing/Access restrictions" (worldwide
table), except where a line below says otherwise; an explicit `foot` tag goes before them.
`foot:conditional`, opening hours, `oneway:foot` and locked gates are not read.
"""

from typing import Protocol

OPEN = {
    "footway": "made for walking; includes footway=crossing and footway=sidewalk",
    "pedestrian": "made for walking",
    "steps": "walked, at the pace of the rest",
    "path": "wiki: foot yes",
    "crossing": "seen on ways drawn across a street",
    "corridor": "indoors, or between buildings",
    "platform": "joins the ways that lead onto it",
    "living_street": "wiki: foot yes",
    "residential": "wiki: foot yes",
    "unclassified": "wiki: foot yes",
    "tertiary": "wiki: foot yes",
    "tertiary_link": "as the street it leads to",
    "secondary": "wiki: foot yes",
    "secondary_link": "as the street it leads to",
    "primary": "wiki: foot yes",
    "primary_link": "as the street it leads to",
    "trunk": "wiki: foot yes; a road closed to walkers is tagged motorroad=yes or foot=no",
    "trunk_link": "as the road it leads to",
    "road": "of unknown class; wiki: foot yes",
    "service": "lanes inside and between estates; closed ones are tagged access=private",
    "track": "unsealed lanes",
    "cycleway": "wiki: foot no; kept, for it is mostly the edge of a street that is walked along",
}
"""Values of `highway` that are walked on unless a tag says no, each with the reason."""

CLOSED = {
    "motorway": "wiki: foot no",
    "motorway_link": "wiki: foot no",
    "bridleway": "wiki: foot no",
    "busway": "for buses alone",
    "bus_guideway": "for buses alone",
}
"""Values of `highway` that are walked on only if a `foot` or `sidewalk` tag says so."""

UNBUILT = frozenset(("construction", "proposed", "planned", "abandoned", "disused", "razed"))
"""Values of `highway` that are not there, or not any more."""

PLATFORMS = (("railway", "platform"), ("public_transport", "platform"))
"""Platforms without a `highway` tag."""

KEYS = ("highway", *(key for key, _ in PLATFORMS))
"""A way without any of these keys is no way to walk on, and not counted."""

WELCOME = frozenset(("yes", "permissive", "designated", "official"))
"""Values of `foot` that open a way whatever its class and its `access`."""

BARRED = frozenset(("no", "private", "agricultural", "forestry", "delivery", "military"))
"""Values of `foot` or `access` that close a way."""

BESIDE = "use_sidepath"
"""A value of `foot`: one has to walk on the way that is drawn beside this one."""

SIDEWALKS = frozenset(("both", "left", "right", "yes"))
"""Values of `sidewalk` that say there is a pavement along the way."""

FAST = "快速路（禁止步行）"
NO_ENTRY = "禁止行人或不对外开放"
NOT_THERE = "在建、规划或已废弃"
FERRY = "轮渡"
NO_PATH = "非步行道路"


class Tags(Protocol):
    """Tags of a way: a dict, or what osmium hands out."""

    def get(self, key: str, /) -> str | None:
        """Value of a key; None where the way has no such tag."""


def why_not(tags: Tags) -> str:
    """Say why one may not walk along a way: a reason in Chinese, "" where one may.

    Parameters
    ----------
    tags
        Tags of a way that has one of `KEYS`. Areas (area=yes) are as open as lines: their rim joins
        the ways that end at it.
    """
    kind = tags.get("highway") or ""
    if kind in UNBUILT or tags.get("construction") == "yes":
        return NOT_THERE
    if tags.get("route") == "ferry":
        return FERRY
    if not (kind in OPEN or kind in CLOSED or _platform(tags)):
        return NO_PATH
    return _entry(tags, kind)


def _entry(tags: Tags, kind: str) -> str:
    foot = tags.get("foot")
    if foot in WELCOME:
        return ""
    if foot in BARRED or foot == BESIDE or tags.get("access") in BARRED:
        return NO_ENTRY
    fast = kind in CLOSED or tags.get("motorroad") == "yes"
    return FAST if fast and tags.get("sidewalk") not in SIDEWALKS else ""


def _platform(tags: Tags) -> bool:
    return any(tags.get(key) == value for key, value in PLATFORMS)
