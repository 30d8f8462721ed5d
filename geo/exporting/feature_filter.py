"""Features whose fields hold the values asked for."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
from pandas import Series
from pandas.api import types

from geo.errors import DataError
from geo.exporting.model import Export
from geo.text import fold

_TRUE, _FALSE = frozenset({"1", "true", "是"}), frozenset({"0", "false", "否"})


def filtered(export: Export, wanted: Mapping[str, Sequence[str]]) -> Export:
    """Return an export with the features that match; its metadata name the filter.

    Parameters
    ----------
    wanted
        Values by header; the values of one header are alternatives, all headers must hold. Text is
        compared without regard to case and width, numbers as numbers, 是/否 as such; "" matches
        what is missing.

    Raises
    ------
    DataError
        If the layer has no such header.
    """
    if not wanted:
        return export
    masks = [_matches(_column(export, name), values) for name, values in wanted.items()]
    words = "，".join(f"{name}={'/'.join(values)}" for name, values in wanted.items())
    kept = export.frame[np.logical_and.reduce(masks)]
    return replace(export, frame=kept, meta=replace(export.meta, filter_words=words))


def _column(export: Export, name: str) -> Series:
    frame = export.frame
    attributes = [column for column in frame.columns if column != frame.geometry.name]
    if name in attributes:
        return frame[name]
    if name == frame.index.name:
        return frame.index.to_series()
    known = "、".join(map(str, [frame.index.name, *attributes] if frame.index.name else attributes))
    raise DataError(f"图层“{export.name}”没有字段“{name}”；可用：{known}")


def _matches(values: Series, wanted: Sequence[str]) -> np.ndarray:
    if types.is_bool_dtype(values.dtype):
        asked = {text.casefold() for text in wanted}
        return np.where(values, bool(asked & _TRUE), bool(asked & _FALSE))
    if types.is_numeric_dtype(values.dtype):
        known = values.isin([_number(text) for text in wanted if text])
        return (known | (values.isna() & ("" in wanted))).to_numpy()
    folded = {fold(text) for text in wanted}
    texts = values.astype(object).where(values.notna(), "")
    return np.array([fold(str(value)) in folded for value in texts], bool)


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise DataError(f"筛选值“{text}”不是数字；该字段是数字") from None
