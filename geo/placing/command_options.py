"""Placing by words as options of a command, and the question that they ask."""

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from geo.errors import DataError
from geo.guarded.commands import SILENTLY, given
from geo.placing.answering import answer
from geo.placing.by_file import ByFile, answer_file
from geo.placing.ground import PlacingGround
from geo.placing.model import Placement
from geo.placing.plan_words import split_side
from geo.placing.questions import (
    CORNER_M,
    MOST_GAP_M,
    TOLERANCE_M,
    AlongRoad,
    AtJunction,
    BesideRoads,
    BoundedBy,
    BoundSide,
    ByCoordinates,
    ByWkt,
    NearPlace,
    OfFeature,
    PlacingQuestion,
    RoadSide,
)

_WAYS = ("road", "bounded_by", "near", "junction", "coordinates", "wkt", "feature")
_STDIN = "-"
_ENDS, _TEXT = ("from_road", "to_road"), ("system", "shape", "order")
_COMPANY: Mapping[str, Sequence[str]] = {
    "road": (*_ENDS, "side", "within"),
    "bounded_by": ("within",),
    "near": ("metres", "towards"),
    "junction": ("metres", "towards"),
    "coordinates": _TEXT,
    "wkt": (),
    "feature": (),
}
"""Options that go with a way, beside tolerance, gap and choice."""

_EXTRAS = (*_ENDS, "side", "within", "metres", "towards", *_TEXT)
_WORDS = {"from_road": "--from", "to_road": "--to"}


def add_placing(parser: argparse._ActionsContainer) -> None:
    """Add the options to a parser or a group of one; one of the ways must be given."""
    add = parser.add_argument
    add(
        "--road", metavar="道路", help="沿这条路；与 --side 连用时为其一侧 / along or beside a road"
    )
    add("--from", dest="from_road", default="", metavar="道路", help="起于哪条相交道路 / from")
    add("--to", dest="to_road", default="", metavar="道路", help="止于哪条相交道路 / to")
    add("--side", default="", metavar="方位", help="在道路哪一侧，如 以南 / side of the road")
    add("--within", type=float, metavar="米", help="一侧多少米以内 / metres beside the road")
    add(
        "--bounded-by", nargs="+", metavar="道路",
        help="四至，三至八条道路，可写作 某路以北；与 --within 连用时两条即可 / bounded by",
    )  # fmt: skip
    add("--near", metavar="地点", help="某地点（名称或编号）周边或某方向 / near a named place")
    add("--metres", type=float, metavar="米", help="距地点或路口多少米 / metres from it")
    add("--towards", default="", metavar="方位", help="在哪个方向，如 东北 / direction from it")
    add("--junction", nargs=2, metavar="道路", help="两条道路的交叉口 / where two roads meet")
    add("--coordinates", metavar="文件", help="坐标或界址点文件，- 为标准输入 / coordinates")
    add("--system", default="", help="坐标系：EPSG 代码、GCJ-02 或 BD-09（自动） / system")
    add("--shape", default="", choices=("point", "line", "area"), help="点、线、面 / shape")
    add("--order", default="", choices=("EN", "NE"), help="先东后北或先北后东（自动） / axis order")
    add("--wkt", help="WKT，经度在前 / well-known text, degrees")
    add("--feature", nargs=2, metavar=("图层", "编号"), help="取自图层的要素 / of a layer")
    add(
        "--tolerance", type=float, default=TOLERANCE_M, metavar="米",
        help=f"道路相距不超过多少米按相接处理（{TOLERANCE_M:g}） / roads this near are joined",
    )  # fmt: skip
    add(
        "--most-gap", type=float, default=MOST_GAP_M, metavar="米",
        help=f"四至缺口最多多少米以直线闭合（{MOST_GAP_M:g}） / widest gap that is closed",
    )  # fmt: skip
    add("--choice", type=int, default=0, metavar="序号", help="有几处时取第几处 / which of several")


def is_placing(options: argparse.Namespace) -> bool:
    """Tell whether a way of placing is given."""
    return bool(_given(options))


def placement_of(
    options: argparse.Namespace, ground: PlacingGround, subject: str = ""
) -> Placement:
    """Return the placement that the options ask for; a file is read in a child.

    Raises
    ------
    DataError
        If no way or more than one is given, one lacks what belongs to it, or it has no answer.
    """
    if _way(options) == "coordinates" and options.coordinates != _STDIN:
        path = Path(options.coordinates)
        question = ByFile(options.system, options.shape, options.order, choice=options.choice)
        return answer_file(given(path), question, ground, SILENTLY, subject)
    return answer(question_of(options), ground, subject)


def question_of(options: argparse.Namespace) -> PlacingQuestion:
    """Return the question that the options ask; errors as in `placement_of`."""
    return _QUESTIONS[_way(options)](options)


def _given(options: argparse.Namespace) -> Sequence[str]:
    return [way for way in _WAYS if getattr(options, way) is not None]


def _way(options: argparse.Namespace) -> str:
    ways = _given(options)
    if len(ways) == 1:
        _check_company(ways[0], options)
        return ways[0]
    words = "、".join(f"--{way.replace('_', '-')}" for way in ways or _WAYS)
    if ways:
        raise DataError(f"{words} 只能给出一种；请只留一种落图方式")
    raise DataError(f"没有说明落在哪里；请给出 {words} 之一")


def _check_company(way: str, options: argparse.Namespace) -> None:
    """Refuse options that say nothing of the way given."""
    odd = [
        each
        for each in _EXTRAS
        if each not in _COMPANY[way] and getattr(options, each) not in ("", None)
    ]
    if odd:
        words = "、".join(_WORDS.get(each, f"--{each}") for each in odd)
        raise DataError(f"{words} 不能与 --{way.replace('_', '-')} 连用；请删去")


def _road(options: argparse.Namespace) -> PlacingQuestion:
    ends = options.from_road, options.to_road
    if not options.side:
        if options.within is not None:
            raise DataError("给了 --within，没有给 --side；请说明在道路哪一侧")
        return AlongRoad(options.road, *ends, options.tolerance, options.choice)
    if options.within is None:
        raise DataError("给了 --side，没有给 --within；请说明一侧多少米以内")
    return RoadSide(
        options.road, options.side, options.within, *ends, options.tolerance, options.choice
    )


def _bounded(options: argparse.Namespace) -> PlacingQuestion:
    sides = tuple(BoundSide(*split_side(words)) for words in options.bounded_by)
    if options.within is not None:
        return BesideRoads(sides, options.within, options.tolerance)
    return BoundedBy(sides, options.tolerance, options.most_gap, options.choice)


def _near(options: argparse.Namespace) -> PlacingQuestion:
    if options.metres is None:
        raise DataError("给了 --near，没有给 --metres；请说明距该地点多少米")
    return NearPlace(options.near, options.metres, options.towards, choice=options.choice)


def _junction(options: argparse.Namespace) -> PlacingQuestion:
    metres = CORNER_M if options.metres is None else options.metres
    if options.metres is not None and not options.towards:
        raise DataError("给了 --metres，没有给 --towards；请说明在路口哪个方向")
    road, other = options.junction
    return AtJunction(road, other, options.towards, metres, options.tolerance, options.choice)


def _coordinates(options: argparse.Namespace) -> PlacingQuestion:
    return ByCoordinates(sys.stdin.read(), options.system, options.shape, options.order)


_QUESTIONS: Mapping[str, Callable[[argparse.Namespace], PlacingQuestion]] = {
    "road": _road,
    "bounded_by": _bounded,
    "near": _near,
    "junction": _junction,
    "coordinates": _coordinates,
    "wkt": lambda options: ByWkt(options.wkt),
    "feature": lambda options: OfFeature(*options.feature),
}
