"""Which column names the features of a layer, and the names under which the app keeps them."""

from collections.abc import Iterable

from geopandas import GeoDataFrame
from pandas import Index, Series, StringDtype, isna

from geo.text import fold

_USUAL = (
    *("名称", "name", "项目名称", "小区", "小区名称", "社区", "社区名称"),
    *("学校名称", "单位名称", "标题", "title"),
)


def label_columns(names: Iterable[str]) -> list[str]:
    """Return the columns of a layer, first those that usually hold names, the likeliest leading."""
    known = list(names)
    usual = sorted((name for name in known if fold(name) in _USUAL), key=_rank)
    return [*usual, *(name for name in known if name not in usual)]


def usual_label(names: Iterable[str]) -> str:
    """Return the column that usually holds names, "" where there is none."""
    first = next(iter(label_columns(names)), "")
    return first if fold(first) in _USUAL else ""


def _rank(name: str) -> int:
    return _USUAL.index(fold(name))


def named(frame: GeoDataFrame, label: str) -> GeoDataFrame:
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
