"""Whose word an item is: who placed it, when and by which document, and whether it is reviewed."""

from datetime import datetime

import numpy as np
import shapely
from geopandas import GeoDataFrame
from pandas import DataFrame, Index, Series

from geo.overlay import GEOMETRY
from geo.schema import DRAFT

_SAME_DEG = 1e-9
"""Less than a millimetre: the place is the published one."""


def traced(entries: DataFrame, published: GeoDataFrame, made: GeoDataFrame) -> dict[str, Series]:
    """Return the traced columns (`geo.schema.ledger.TRACE`) of a frame.

    Parameters
    ----------
    entries
        Entries of the ledger on its items.
    published, made
        (n,) the frame before and after, in EPSG:4326, of one index.
    """
    shapes = entries[entries["field"] == GEOMETRY]
    moved = _moved(published, made)
    placed = shapes[moved.reindex(shapes["item"]).to_numpy(dtype=bool)]
    texts = {
        "placed_by": placed["by"],
        "placed_at": [day_of(each) for each in placed["at"]],
        "placed_document": placed["document"],
        "placed_review": placed["review"],
    }
    columns = {
        name: _texts(made.index, dict(zip(placed["item"], told, strict=True)))
        for name, told in texts.items()
    }
    return {**columns, "review": _texts(made.index, _reviews(entries))}


def day_of(at: datetime) -> str:
    """Return a time in words, in the zone of this machine."""
    return at.astimezone().strftime("%Y-%m-%d %H:%M")


def _moved(published: GeoDataFrame, made: GeoDataFrame) -> Series:
    """Tell which items lie elsewhere than published, and lie somewhere."""
    before, now = published.geometry.to_numpy(), made.geometry.to_numpy()
    same = np.asarray(shapely.equals_exact(before, now, _SAME_DEG))
    return Series(~same & ~shapely.is_missing(now), index=made.index)


def _reviews(entries: DataFrame) -> dict[str, str]:
    """Review of each item: that of a draft among its entries, where there is one."""
    told = entries[entries["review"] != ""]
    drafts = told[told["review"] == DRAFT]
    return {
        **dict(zip(told["item"], told["review"], strict=True)),
        **dict(zip(drafts["item"], drafts["review"], strict=True)),
    }


def _texts(index: Index, told: dict[str, str]) -> Series:
    return Series([told.get(each, "") for each in index], index=index, dtype="str")
