"""图册目录: every sheet with its number, name, clause, zone, place and scale."""

from itertools import compress
from typing import NamedTuple

from pandas import DataFrame

from geo.schema import UNPLACED
from sheets.atlas.folder import Drawn
from sheets.atlas.model import SUBJECTS, TITLES, Atlas, Page
from sheets.scale import scale_words

HEADER = ("图号", "图名", "条目", "所在分区", "位置精度", "比例")


class Leaf(NamedTuple):
    """A page as it came out: its file, or why there is none."""

    page: Page
    drawn: Drawn | None
    why: str


class Listed(NamedTuple):
    """One table of the index: its heading and rows, the header first."""

    title: str
    rows: tuple[tuple[str, ...], ...]


def listing(atlas: Atlas, leaves: list[Leaf]) -> list[Listed]:
    """Return the tables of the index: a subject each, what has no sheet, what failed."""
    tables = list[Listed]()
    for subject in SUBJECTS:
        own = [leaf for leaf in leaves if leaf.page.subject == subject]
        if own:
            lost = sum(leaf.page.place == UNPLACED for leaf in own)
            share = f"，其中未落图 {lost}" if lost else ""
            title = f"{TITLES[subject]}（{len(own)} 幅{share}）"
            tables.append(Listed(title, _said((HEADER, *map(row_of, own)))))
    if atlas.omitted:
        without = [(each.name, each.clause or "—", each.why) for each in atlas.omitted]
        head = ("名称", "条目", "原因")
        tables.append(Listed(f"没有图幅的项目与学校（{len(without)} 项）", (head, *without)))
    failed = [leaf for leaf in leaves if leaf.drawn is None]
    if failed:
        head = ("图号", "图名", "原因")
        told = [(leaf.page.number, leaf.page.name, _reason(leaf)) for leaf in failed]
        tables.append(Listed(f"未绘成的图幅（{len(told)} 幅）", (head, *told)))
    return tables


def _said(rows: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, ...], ...]:
    """Return a table without the columns in which no row says anything."""
    kept = [any(row[place] != "—" for row in rows[1:]) for place in range(len(rows[0]))]
    return tuple(tuple(compress(row, kept)) for row in rows)


def row_of(leaf: Leaf) -> tuple[str, ...]:
    """Return the line of a sheet, as `HEADER`."""
    page = leaf.page
    scale = scale_words(leaf.drawn.scale) if leaf.drawn is not None else "未绘成"
    words = (page.number, page.name, page.clause, page.zone, page.place, scale)
    return tuple(" ".join(each.split()) or "—" for each in words)


def index_table(atlas: Atlas, leaves: list[Leaf]) -> DataFrame:
    """Return the index as a table for a spreadsheet, a row each sheet, then what has none."""
    rows = [(*row_of(leaf), _reason(leaf) if leaf.drawn is None else "") for leaf in leaves]
    rows += [("", each.name, each.clause, "", each.why, "", "") for each in atlas.omitted]
    return DataFrame(rows, columns=[*HEADER, "说明"])


def _reason(leaf: Leaf) -> str:
    return leaf.why or "未绘（中途取消）"
