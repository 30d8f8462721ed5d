"""What boards draw: of each group its states side by side, what is amiss, and its money."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from pandas import DataFrame, Series, isna

from geo.monitoring.amounts import amount_words, share_words
from geo.monitoring.boards import STATE_COLUMNS, TIMING_COLUMNS
from geo.schema import UNREPORTED
from geo.timing import OVERDUE

Pick = tuple[tuple[str, tuple[str, ...]], ...]
"""Criteria of the filter with the values that a click on a mark gives them."""

Mark = dict[str, Any]

_FLAGS: Final[Mapping[str, tuple[str, Pick]]] = {
    "overdue": ("逾期", (("timing", OVERDUE),)),
    "unplaced": ("未落图", (("placed", ("unplaced",)),)),
    "unreported": (UNREPORTED, (("status", (UNREPORTED,)),)),
}
"""Counts of a board that are told below a bar."""

_SUMS: Final = {"total": "总投资", "done": "累计完成", "planned": "年度计划", "actual": "当年完成"}

TITLE_Y, BAR_Y, FLAG_Y = 0.15, (0.3, 0.64), 0.82
PLANNED_Y, DONE_Y = (0.31, 0.45), (0.48, 0.64)
"""Where of a group its parts stand, of its height."""


def group_pick(field: str, value: str) -> Pick:
    """Return what a click on a group gives the filter; "" is no unit."""
    return ((field, (value or UNREPORTED if field == "lead_unit" else value,)),)


class Group(NamedTuple):
    """A row of a board: its name, the short one, and what a click on it filters by."""

    title: str
    short: str
    pick: Pick


class Drawn(NamedTuple):
    """Marks of one kind by their layer; `to` names what a click on each gives the filter."""

    layers: Mapping[str, DataFrame]
    picks: Mapping[str, Pick]
    groups: int


def states(board: DataFrame, groups: Sequence[Group]) -> Drawn:
    """Return titles, segments and flags of a board's states."""
    picks: dict[str, Pick] = {}
    titles: list[Mark] = []
    segments: list[Mark] = []
    flags: dict[str, list[Mark]] = {name: [] for name in _FLAGS}
    for place, ((_, row), group) in enumerate(zip(board.iterrows(), groups, strict=True)):
        titles.append(_named(picks, place, group, f"{group.title}（{_count(row['items'])} 项）"))
        segments += _segments(picks, place, group, row)
        for name, (word, pick) in _FLAGS.items():
            to = f"{place}:{name}"
            number = row[name]
            words = f"{word} {'—' if isna(number) else _count(number)}"
            flags[name].append({"to": to, "y": place + FLAG_Y, "words": words, "n": _zero(number)})
            if _zero(number):
                picks[to] = group.pick + pick
    layers = {"titles": titles, "segments": segments, **flags}
    return Drawn({name: DataFrame(each) for name, each in layers.items()}, picks, len(groups))


def by_group(drawn: Drawn, groups: Sequence[Group]) -> Drawn:
    """Return the same marks, each of which filters by its group alone: states are of its year."""
    picks = {to: groups[int(to.partition(":")[0])].pick for to in drawn.picks}
    return drawn._replace(picks={to: pick for to, pick in picks.items() if pick})


def money(board: DataFrame, groups: Sequence[Group], years: Sequence[int]) -> Drawn:
    """Return bars and words of what was planned for a year, and of what was done in it."""
    picks: dict[str, Pick] = {}
    layers: dict[str, list[Mark]] = {"above": [], "planned": [], "done": [], "below": []}
    for place, ((_, row), group) in enumerate(zip(board.iterrows(), groups, strict=True)):
        above = f"{group.short} {years[place]} 年计划 {told(row, 'planned')}"
        below = f"完成 {told(row, 'actual', _zero(row['first_told']))}"
        if not isna(row["rate"]):
            below += f"，完成率 {share_words(row['rate'])}（{_count(row['rate_items'])} 项）"
        layers["above"].append(_named(picks, place, group, above))
        layers["below"].append({"to": f"{place}:", "y": place + FLAG_Y, "words": below})
        for name, column, (top, bottom) in (
            ("planned", "planned", PLANNED_Y),
            ("done", "actual", DONE_Y),
        ):
            if _zero(row[column]):
                mark = {"to": f"{place}:", "x0": 0.0, "x1": float(row[column])}
                tip = f"{above}；{below}"
                layers[name].append(mark | {"y0": place + top, "y1": place + bottom, "tip": tip})
    return Drawn({name: DataFrame(each) for name, each in layers.items()}, picks, len(groups))


def numbers(board: DataFrame) -> DataFrame:
    """Return the board as a table of numbers; sums in 万元, shares in per cent."""
    names = {
        "title": "",
        "items": "项目",
        **{name: name for name in (*STATE_COLUMNS, *TIMING_COLUMNS)},
        "unplaced": "未落图",
        **{
            f"{name}{end}": f"{title}{more}"
            for name, title in _SUMS.items()
            for end, more in (("", "（万元）"), ("_items", "填报项数"))
        },
        "rate": "完成率（%）",
        "rate_items": "完成率所含项数",
    }
    rows = board.assign(rate=board["rate"] * 100).reset_index(drop=True)
    return rows[[name for name in names if name in rows]].rename(columns=names)


def told(row: Series, name: str, earlier: int = 0) -> str:
    """Return a sum in words, with the number of items that told it.

    `earlier` is of how many it holds what was done before the year.
    """
    words = amount_words(row[name])
    if isna(row[name]):
        return words
    also = f"，{earlier} 项含以往" if earlier else ""
    return f"{words}（{_count(row[f'{name}_items'])} 项{also}）"


def has_money(board: DataFrame) -> bool:
    """Whether any plan or spending of the years was told."""
    return bool(board[["planned", "actual"]].notna().to_numpy().any())


def _segments(picks: dict[str, Pick], place: int, group: Group, row: Series) -> Iterator[Mark]:
    left = 0
    for state in STATE_COLUMNS:
        number = _zero(row[state])
        if not number:
            continue
        to = f"{place}:{state}"
        picks[to] = (*group.pick, ("status", (state,)))
        yield {
            "to": to,
            "state": state,
            "x0": left,
            "x1": left + number,
            "y0": place + BAR_Y[0],
            "y1": place + BAR_Y[1],
            "words": f"{state} {number}",
            "number": str(number),
            "tip": f"{group.title}：{state} {number} 项",
        }
        left += number


def _named(picks: dict[str, Pick], place: int, group: Group, words: str) -> Mark:
    to = f"{place}:"
    if group.pick:
        picks[to] = group.pick
    return {"to": to, "y": place + TITLE_Y, "words": words}


def _zero(number: float) -> int:
    return 0 if isna(number) else int(number)


def _count(number: float) -> str:
    return "0" if isna(number) else f"{int(number)}"
