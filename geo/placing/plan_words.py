"""Words of a plan on where something is, read as questions: proposed to a person, never decided."""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from geo.placing.compass import DIRECTIONS
from geo.placing.ground import PlacingGround, key_of
from geo.placing.questions import (
    AlongRoad,
    AtJunction,
    BesideRoads,
    BoundedBy,
    BoundSide,
    NearPlace,
    PlacingQuestion,
    RoadSide,
)

_MOST_LETTERS = 400
"""A location is not told in more."""

_ROADLIKE = ("路", "街", "道", "巷", "高架", "环线", "公路", "铁路", "河", "渠")
_NAME = r"[^、，,；;。：:（）()\s]{1,24}?"
_WAY = "|".join(sorted(DIRECTIONS, key=len, reverse=True))
_METRES = r"(?:约|大约|近)?\s*(?P<far>\d{1,6}(?:\.\d{1,3})?)\s*(?P<unit>公里|千米|米|km|m)"
_LEADING = re.compile(
    r"^(?:位于|地处|坐落于|选址于|选址|拟建于|在|于|和|与|及|以及|沿|自|从|距离|距)"
)
_OPPOSITE = {"东": "西", "西": "东", "南": "北", "北": "南"}
_CROSSING = r"(?:的)?(?:交叉路口|交叉口|交叉处|交汇处|交会处|相交处|交汇口|交口|路口)"

_SIDE = re.compile(rf"^(?P<road>.+?)(?:[以之](?P<a>{_WAY})[侧面边]?|(?P<b>{_WAY})[侧面边])$")
_SIDES = re.compile(
    rf"(?P<road>{_NAME})(?:[以之](?P<a>{_WAY})[侧面边]?|(?P<b>{_WAY})[侧面边])"
    rf"(?:{_METRES})?(?=[、，,；;。（）()\s和与及的范区一]|以内|内|处|左右|$)"
)
_LIMITS = re.compile(
    rf"(?P<way>[东南西北])[至到临抵邻靠接](?P<road>{_NAME})(?=[、，,；;。）)\s]|$)"
)
_AROUND = re.compile(rf"(?P<place>{_NAME})(?:周边|周围|附近|四周)(?:{_METRES})?")
_FROM = re.compile(rf"距离?(?P<place>{_NAME}){_METRES}")
_JUNCTION = re.compile(rf"(?P<roads>{_NAME}){_CROSSING}(?:(?P<way>{_WAY})[角侧]?)?")
_ALONG = (
    re.compile(
        rf"(?P<road>{_NAME})\s*[（(](?:起于|自|从|[东南西北]起)?(?P<a>{_NAME})"
        rf"(?:[，,]?\s*[东南西北]?[至到止]|—+|-+|～|~)于?(?P<b>{_NAME})(?:段|之间)?[)）]"
    ),
    re.compile(
        rf"(?P<road>{_NAME})[，,]?\s*(?:起于|自|从|[东南西北]起)(?P<a>{_NAME})"
        rf"[，,]?\s*[东南西北]?[至到止]于?(?P<b>{_NAME})(?:段|之间)?(?=[、，,；;。）)\s]|$)"
    ),
    re.compile(rf"(?P<a>{_NAME})[至到](?P<b>{_NAME})(?:之间|段)的?(?P<road>{_NAME})(?:段|$)"),
)
_TWO_JUNCTIONS = re.compile(rf"(?P<first>{_NAME}){_CROSSING}[至到](?P<second>{_NAME}){_CROSSING}")


_BETWEEN = re.compile(r"[与和、/×及]|—+")


class Proposal(NamedTuple):
    """A question that words may ask.

    `words` is the part of the text; `lacking` says what a person still has to find or fill in: a
    width or distance of 0 is one that the words do not tell.
    """

    question: PlacingQuestion
    words: str
    lacking: tuple[str, ...] = ()


def split_side(words: str) -> tuple[str, str]:
    """Return road and direction of words such as 某路以北, 某路北侧; "" where no side is said."""
    found = _SIDE.match(words.strip())
    return (found["road"], found["a"] or found["b"]) if found else (words.strip(), "")


def proposals(text: str, ground: PlacingGround) -> tuple[Proposal, ...]:
    """Return the questions that a plan's words on a place may ask, the likeliest first.

    Parameters
    ----------
    text
        Such as 甲路以北、乙路以南、丙路以西、丁路以东; 甲路（乙路至丙路）; 甲路以南约200米. What
        is longer than a location is cut.
    ground
        Tells which names are roads.

    Returns
    -------
    tuple
        May be empty; a question whose names are not there is proposed all the same.
    """
    words = "".join(text[:_MOST_LETTERS].split("\n")).strip()
    found: list[Proposal] = []
    for read in _READERS:
        new: list[Proposal] = []
        for each in read(words, ground):
            if not any(each.words in one.words for one in found):
                new.append(each)
        found += [each for at, each in enumerate(new) if each not in new[:at]]
    return tuple(found)


def _along(text: str, ground: PlacingGround) -> Iterator[Proposal]:
    for at in _TWO_JUNCTIONS.finditer(text):
        first, second = (_two(at[name], ground) for name in ("first", "second"))
        shared = [road for road in first if road in second]
        if len(shared) == 1 and len(first) == len(second) == 2:
            road = shared[0]
            start, end = (each for each in (*first, *second) if each != road)
            yield _proposed(AlongRoad(road, start, end), at[0], (road, start, end), ground)
    for form in _ALONG:
        for at in form.finditer(text):
            names = road, start, end = [_name(at[key], ground) for key in ("road", "a", "b")]
            if all(_is_road(name, ground) for name in names) and len(set(names)) == 3:
                yield _proposed(AlongRoad(road, start, end), at[0], names, ground)


def _junctions(text: str, ground: PlacingGround) -> Iterator[Proposal]:
    for at in _JUNCTION.finditer(text):
        roads = _two(at["roads"], ground)
        if roads:
            road, other = roads
            yield _proposed(AtJunction(road, other, at["way"] or ""), at[0], roads, ground)


def _bounded(text: str, ground: PlacingGround) -> Iterator[Proposal]:
    told = [(_name(at["road"], ground), at["a"] or at["b"]) for at in _SIDES.finditer(text)
            if not at["far"]]  # fmt: skip
    told += [(_name(at["road"], ground), _OPPOSITE[at["way"]]) for at in _LIMITS.finditer(text)]
    sides = tuple(BoundSide(*pair) for pair in dict.fromkeys(told))
    if len(sides) < 2:
        return
    few = (
        [f"只说了{len(sides)}至，还要{3 - len(sides)}条以上道路才能围合"] if len(sides) < 3 else []
    )
    names = [side.road for side in sides]
    yield _proposed(BoundedBy(sides), text, names, ground, few)
    if few:
        yield _proposed(BesideRoads(sides, 0.0), text, names, ground, ["没有写多少米"])


def _beside(text: str, ground: PlacingGround) -> Iterator[Proposal]:
    for at in _SIDES.finditer(text):
        name, way = _name(at["road"], ground), at["a"] or at["b"]
        metres = _metres(at)
        few = [] if metres else ["没有写多少米"]
        if _is_road(name, ground):
            yield _proposed(RoadSide(name, way, metres), at[0], [name], ground, few)
        else:
            yield _placed(NearPlace(name, metres, way), at[0], ground, few)


def _around(text: str, ground: PlacingGround) -> Iterator[Proposal]:
    for form in (_FROM, _AROUND):
        for at in form.finditer(text):
            metres = _metres(at)
            few = [] if metres else ["没有写多少米"]
            yield _placed(NearPlace(_name(at["place"], ground), metres), at[0], ground, few)


def _whole(text: str, ground: PlacingGround) -> Iterator[Proposal]:
    """Read a text that is a road's name and little else."""
    road = next((each for each in _known(text, ground) if text.startswith(each)), "")
    rest = text[len(road) :]
    if road and re.fullmatch(r"(?:[东南西北中]段|全线|沿线)?", rest):
        few = ["没有写起讫道路"] if rest.endswith("段") else []
        yield Proposal(AlongRoad(road), text, tuple(few))


_READERS: tuple[Callable[[str, PlacingGround], Iterator[Proposal]], ...] = (
    _along, _junctions, _bounded, _beside, _around, _whole,
)  # fmt: skip


def _proposed(
    question: PlacingQuestion,
    words: str,
    roads: list[str] | tuple[str, ...],
    ground: PlacingGround,
    few: list[str] | None = None,
) -> Proposal:
    missing = [f"参考线中没有道路“{road}”" for road in roads if key_of(road) not in ground.roads]
    return Proposal(question, words, (*missing, *(few or [])))


def _placed(question: NearPlace, words: str, ground: PlacingGround, few: list[str]) -> Proposal:
    known = ground.knows(question.place)
    missing = [] if known else [f"没有已落图的地点“{question.place}”"]
    return Proposal(question, words, (*missing, *few))


def _metres(at: re.Match[str]) -> float:
    """Return the metres of a match, 0 where it tells none."""
    if not at["far"]:
        return 0.0
    return float(at["far"]) * (1_000.0 if at["unit"] in ("公里", "千米", "km") else 1.0)


def _name(words: str, ground: PlacingGround) -> str:
    """Return the name in words: what stands before it is left out, known names as they are."""
    words = words.strip()
    while key_of(words) not in ground.roads and not ground.knows(words):
        shorter = _LEADING.sub("", words)
        if shorter in (words, ""):
            break
        words = shorter
    road = ground.roads.get(key_of(words))
    if road is not None:
        return road.name
    ending = [each for each in _known(words, ground) if words.endswith(each)]
    inner = re.split("位于|地处|坐落于|选址于", words)[-1]
    return max(ending, key=len) if ending and not ground.knows(words) else inner


def _two(words: str, ground: PlacingGround) -> list[str]:
    """Return the two roads of words such as 甲路与乙路, 甲路乙路; [] where there are not two.

    A mark between them may be part of a name: of several ways to part the words the one that gives
    most roads that are known.
    """
    parted = [(words[: at.start()], words[at.end() :]) for at in _BETWEEN.finditer(words)]
    parted += [
        (words[:at], words[at:])
        for road in _known(words, ground)
        for at in (words.find(road), words.find(road) + len(road))
    ]
    pairs = [[_name(half, ground) for half in halves] for halves in parted if all(halves)]
    roads = [pair for pair in pairs if all(_is_road(name, ground) for name in pair)]
    return max(roads, key=lambda pair: sum(map(ground.knows, pair)), default=[])


def _known(words: str, ground: PlacingGround) -> list[str]:
    """Return the roads whose names stand in words, the longest first."""
    names = [road.name for road in ground.roads.values() if road.name in words]
    return sorted(names, key=len, reverse=True)


def _is_road(name: str, ground: PlacingGround) -> bool:
    return bool(name) and (key_of(name) in ground.roads or name.endswith(_ROADLIKE))
