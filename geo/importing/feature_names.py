"""Which column names the features of a layer, and the names under which the app keeps them."""

import re
from collections.abc import Iterable
from typing import Final

from geopandas import GeoDataFrame
from pandas import DataFrame, Index, Series, StringDtype, isna

from geo.importing.header_rows import unique
from geo.importing.model import FIRST, Issue, Raw
from geo.text import fold

MOST_LETTERS: Final = 100
"""Of the name of a column; a project file holds twice as many."""

_NO_LETTERS: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]+")
"""Control characters, line ends, and halves of a letter."""

_USUAL = (
    *("名称", "name", "项目名称", "小区", "小区名称", "社区", "社区名称"),
    *("学校名称", "单位名称", "标题", "title"),
)


def label_columns(names: Iterable[str]) -> list[str]:
    """Return the columns of a layer, first those that usually hold names, the likeliest leading."""
    known = list(names)
    usual = [name for name in known if fold(name) in _USUAL]
    usual.sort(key=lambda name: _USUAL.index(fold(name)))
    return [*usual, *(name for name in known if name not in usual)]


def usual_label(names: Iterable[str]) -> str:
    """Return the column that usually holds names, "" where there is none."""
    first = next(iter(label_columns(names)), "")
    return first if fold(first) in _USUAL else ""


def with_feature_names(frame: GeoDataFrame, label: str) -> GeoDataFrame:
    """Give every feature a name; its accuracy is not known unless a column says so.

    Columns of the file that bear the app's own names stay, under another.
    """
    names = frame[label] if label in frame.columns else frame.index
    known = "accuracy_m" in frame.columns and frame["accuracy_m"].dtype.kind in "fi"
    taken = [*(["name"] if label != "name" else []), *([] if known else ["accuracy_m"])]
    kept = frame.rename(columns={name: _free(f"{name}_原列", frame) for name in taken})
    accuracy = frame["accuracy_m"] if known else float("nan")
    return kept.assign(name=_words(names), accuracy_m=accuracy)


def _words(names: Series | Index) -> Series | Index | list[str]:
    """Names as texts, "" for a missing one; a column of nothing but texts is one already."""
    if isinstance(names.dtype, StringDtype) and not names.hasnans:
        return names
    return ["" if isna(each) else str(each) for each in names.tolist()]


def _free(name: str, frame: GeoDataFrame) -> str:
    while name in frame.columns:
        name = f"{name}_"
    return name


def with_fitting_names(raw: Raw) -> Raw:
    """Return a layer whose columns have names that table, form and project file can hold.

    Control characters become blanks, what is longer than `MOST_LETTERS` is cut, and names that
    come out alike are numbered, those that came so keeping theirs; the report says which names
    were changed.
    """
    before = [str(name) for name in raw.frame.columns]
    fitting = [_fitting(name) for name in before]
    order = sorted(range(len(before)), key=lambda place: fitting[place] != before[place])
    named = dict(zip(order, unique([fitting[place] for place in order]), strict=True))
    after = [named[place] for place in range(len(before))]
    changed = [pair for pair in zip(before, after, strict=True) if pair[0] != pair[1]]
    if not changed:
        return raw
    told = DataFrame(
        [(_NO_LETTERS.sub("?", old)[: 2 * MOST_LETTERS], new) for old, new in changed[:FIRST]],
        columns=["原列名", "列名"],
    )
    text = f"列名过长（超过 {MOST_LETTERS} 字）或含控制字符，已改"
    issue = Issue("column_name", text, len(changed), told)
    return raw._replace(frame=raw.frame.set_axis(after, axis=1), issues=(*raw.issues, issue))


def _fitting(name: str) -> str:
    letters = _NO_LETTERS.sub(" ", name)
    return ((letters.strip() or "列") if letters != name else name)[:MOST_LETTERS]
