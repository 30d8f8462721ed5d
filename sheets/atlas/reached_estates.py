"""The estates that a school reaches: which, how far, and what is said of the method."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from geopandas import GeoDataFrame
from pandas import DataFrame

from geo.coverage import undecided
from geo.crs import to_metric
from geo.distance import DistanceModel, StraightLine
from geo.district import Shape
from geo.walk_thresholds import WalkThresholds
from layers.spec import LayerSpec, Symbol
from sheets.atlas.model import REACHED, PageLayer
from sheets.atlas.page_extents import page_layer

HEADER = ("序", "居住小区", "距离", "圈", "精度")
_LOOKS: tuple[tuple[str, Shape], ...] = (
    ("hue.green", "circle"),
    ("hue.petrol", "diamond"),
    ("hue.brown", "square"),
    ("metro", "hexagon"),
)
_BEYOND = LayerSpec(
    "communities", "圈外居住小区", "communities", "point",
    (Symbol("", "圈外居住小区", "road", "circle", 3.4, width=1.0, filled=False),), label_pt=5.2,
)  # fmt: skip


@dataclass(frozen=True, eq=False)
class SchoolReach:
    """The rings around schools and how distance is measured.

    Parameters
    ----------
    reach
        The rings, with where each comes from.
    model
        How distance is measured.
    plan_services
        From `geo.lifecircle.planned.load_plan_services`: which projects are schools.
    kinds
        Kinds of facilities that stand and get a page.
    """

    reach: WalkThresholds
    model: DistanceModel
    plan_services: DataFrame
    kinds: tuple[str, ...] = ("学校",)


def reached(estates_ll: GeoDataFrame, school_m: GeoDataFrame, circles: SchoolReach) -> GeoDataFrame:
    """Return the estates within the widest ring of a school, nearest first.

    Parameters
    ----------
    estates_ll
        (n,) points with columns name, accuracy, accuracy_m. May be empty.
    school_m
        One feature, METRIC.
    circles
        Rings and how distance is measured.

    Returns
    -------
    GeoDataFrame
        As `estates_ll` with distance_m and ring, the metres of the narrowest ring that holds it.
    """
    walks = np.asarray(circles.reach.walks_m)
    metres = circles.model.nearest(to_metric(estates_ll), school_m)
    near = estates_ll.assign(distance_m=metres)[metres <= walks.max()]
    rings = walks[np.searchsorted(walks, near["distance_m"])]
    return near.assign(ring=[f"{ring:g}" for ring in rings]).sort_values(
        ["distance_m", "name"], kind="stable"
    )


def lines_of(near: GeoDataFrame) -> Iterator[tuple[str, ...]]:
    """Yield the rows of the list, as `HEADER`."""
    columns = (near[name] for name in ("name", "distance_m", "ring", "accuracy"))
    for number, (name, metres, ring, accuracy) in enumerate(zip(*columns, strict=True), start=1):
        yield str(number), str(name), f"{metres:,.0f}", ring, str(accuracy).removesuffix(" 米")


def estate_layers(
    estates_ll: GeoDataFrame, near: GeoDataFrame, circles: SchoolReach
) -> tuple[PageLayer, ...]:
    """Return the estates within reach by their ring, and those beyond."""
    symbols = tuple(
        Symbol(f"{walk:g}", f"{walk:g} 米圈内", *_LOOKS[min(place, len(_LOOKS) - 1)], size=6.6)
        for place, walk in enumerate(circles.reach.walks_m)
    )
    spec = LayerSpec(
        REACHED, "圈内居住小区", "communities", "point", symbols, part=REACHED,
        class_column="ring", label_zoom=0, rank=2, label_pt=6.0,
    )  # fmt: skip
    beyond = estates_ll[~estates_ll.index.isin(near.index)]
    return page_layer(near, spec), page_layer(beyond, _BEYOND)


def remarks_on(near: GeoDataFrame, circles: SchoolReach, doubt_m: float) -> Iterator[str]:
    """Yield method, figures by ring, and limits; `doubt_m` is how exactly the school is known."""
    reach, model = circles.reach, circles.model
    barriers = "，未考虑路网、河流与铁路阻隔" if isinstance(model, StraightLine) else ""
    yield f"方法：{model.label}{barriers}；自学校代表点量至小区代表点，含区外 1 公里内的小区。"
    if not barriers:
        yield "图上范围为路网可达路段向外扩展而成，判定按距离，不按图上范围面。"
    yield f"圈的依据：{basis(reach.labels)}。"
    counts = (_counted(near, walk, doubt_m) for walk in reach.walks_m)
    yield f"圈内小区：{'；'.join(counts)}。内外不定：距圈界小于两处位置误差之和。"
    if doubt_m > min(reach.walks_m):
        yield f"本校位置误差 ±{doubt_m:,.0f} 米，圈与名单以推定位置计，只供参考，不作选址依据。"
    yield "学校在步行距离内不等于能入学，以学区划分为准；本图只计处数，不推算人口。"


def _counted(near: DataFrame, walk_m: float, doubt_m: float) -> str:
    inside = int((near["distance_m"] <= walk_m).sum())
    unsure = len(undecided(near, near["accuracy_m"] + doubt_m, walk_m))
    return f"{walk_m:g} 米 {inside} 处" + (f"（{unsure} 处内外不定）" if unsure else "")


def basis(labels: Sequence[str]) -> str:
    """Return where rings come from, a source that all of them share once."""
    parted = [label.partition(" (") for label in labels]
    if len({source for _, _, source in parted}) == 1 and parted[0][2]:
        return f"{'、'.join(begin for begin, _, _ in parted)}（{parted[0][2].removesuffix(')')}）"
    return "；".join(labels)
