"""What an atlas is asked to hold, and the atlas made of it."""

from dataclasses import dataclass, replace

from geopandas import GeoDataFrame

from geo.errors import DataError
from geo.plan_data import PlanData
from layers.themes import BY_LAYER
from sheets.atlas.model import (
    BACKGROUND_ZONES,
    BACKGROUND_ZONES_PT,
    SUBJECTS,
    Atlas,
    AtlasStyle,
    Omitted,
    Page,
)
from sheets.atlas.projects import project_pages
from sheets.atlas.reached_estates import SchoolReach
from sheets.atlas.schools import school_pages
from sheets.atlas.zones import zone_pages
from sheets.fonts import check_words
from sheets.request import SheetLayer

_QUIET = {"area": 0.55, "reference": 1.0, "line": 0.5, "point": 0.5}
"""Opacity of the background, by plane."""


@dataclass(frozen=True, eq=False)
class AtlasSpec:
    """An atlas to be made.

    Parameters
    ----------
    plan
        Dressed (see `layers.features.with_derived_columns`).
    subjects
        Of `SUBJECTS`, in any order; each once.
    style
        How the pages look.
    background
        Layers under every page, in list order, planners' own among them (EPSG:4326).
    projects_ll
        Projects that get a page and stand on zone pages: rows of the plan's. May be empty.
    circles
        Needed for the subject `schools` alone.
    unplaced
        Whether a project without a place gets a page; if not, only the index names it.
    theme
        What the symbols of projects tell (`layers.themes`); background layers come as they are.
    """

    plan: PlanData
    subjects: tuple[str, ...]
    style: AtlasStyle
    background: tuple[SheetLayer, ...]
    projects_ll: GeoDataFrame
    circles: SchoolReach | None = None
    unplaced: bool = True
    theme: str = BY_LAYER


def make_atlas(wanted: AtlasSpec) -> Atlas:
    """Return the atlas: every page with its words, worked out but not drawn.

    Raises
    ------
    DataError
        If a subject is not known, there is nothing to draw, or a typed word cannot be written.
    """
    style = wanted.style
    check_words(style.title, style.review_number, imprint=style.imprint)
    pages, omitted = list[Page](), list[Omitted]()
    for subject in wanted.subjects:
        if subject not in SUBJECTS:
            raise DataError(f"没有图册内容“{subject}”；可选：{'、'.join(SUBJECTS)}")
    for subject in SUBJECTS:
        if subject in wanted.subjects:
            own, without = _SUBJECTS[subject](wanted)
            pages += own
            omitted += without
    if not pages:
        raise DataError("所选范围没有可绘的图幅；请放宽筛选，或换一类内容")
    background = tuple(map(quiet, wanted.background))
    return Atlas(tuple(pages), tuple(omitted), style, background, wanted.plan.zones)


def quiet(layer: SheetLayer) -> SheetLayer:
    """Return a layer as background: paler, its zones named in smaller print."""
    spec = layer.spec
    if spec.role == "zones":
        spec = replace(spec, layer_id=BACKGROUND_ZONES, label_pt=BACKGROUND_ZONES_PT)
    return SheetLayer(spec, layer.frame, layer.opacity * _QUIET[spec.plane])


def _zones(wanted: AtlasSpec) -> tuple[list[Page], list[Omitted]]:
    return zone_pages(wanted.plan, wanted.projects_ll, wanted.theme), []


def _projects(wanted: AtlasSpec) -> tuple[list[Page], list[Omitted]]:
    return project_pages(wanted.plan, wanted.projects_ll, wanted.theme, unplaced=wanted.unplaced)


def _schools(wanted: AtlasSpec) -> tuple[list[Page], list[Omitted]]:
    circles = wanted.circles
    if circles is None:
        raise DataError("一校一图须给出圈的半径与距离算法")
    return school_pages(wanted.plan, circles)


_SUBJECTS = {"zones": _zones, "projects": _projects, "schools": _schools}
