"""Columns that are made of others, for those that read a table: people and exported files."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from geopandas import GeoDataFrame
from pandas import isna

from geo.district import DISTRICT
from geo.has_geometry import has_geometry
from geo.schema import UNPLACED, TableSchema
from geo.schema.amounts import YUAN, parts
from geo.schema.model import Measure
from geo.zoning import with_zones

PLACED = "已落图"


@dataclass(frozen=True)
class _Source:
    """A table's (n,) rows in EPSG:4326, and the (m,) zones of the plan in METRIC."""

    rows: GeoDataFrame
    zones_m: GeoDataFrame


def with_derived(frame: GeoDataFrame, table: TableSchema, zones_m: GeoDataFrame) -> GeoDataFrame:
    """Copy of a table's rows with the columns that its description derives.

    Parameters
    ----------
    frame
        (n,) rows in EPSG:4326 as they were read. May be empty.
    table
        Its description. A derived column that the frame has already is left as it is.
    zones_m
        (m,) zones of the plan in METRIC, indexed by zone id, with a column `name`. May be empty.
    """
    wanted = [each.name for each in table.columns if each.derived and each.name not in frame]
    zoned = with_zones(frame, zones_m) if {"zone", "zones_touched"} & set(wanted) else frame
    source = _Source(zoned, zones_m)
    return zoned.assign(**{name: _MAKERS[name](source) for name in wanted if name in _MAKERS})


def _zone_names(source: _Source) -> list[str]:
    names = source.zones_m["name"]
    return ["、".join(names[zone] for zone in each) for each in source.rows["zones_touched"]]


def _accuracy(source: _Source) -> list[str]:
    metres = source.rows["accuracy_m"]
    return [UNPLACED if isna(value) else f"±{value:,.0f} 米" for value in metres]


def _amount(source: _Source) -> list[str]:
    rows = source.rows
    told = zip(rows["quantity"], rows["unit"], rows["source_note"], strict=True)
    return ["" if isna(row[0]) else _quantity(*row) for row in told]


def _quantity(quantity: float, unit: str, note: str) -> str:
    """Figure and unit; 约 where the note on the source has the plan say so."""
    about = "约 " if f"约{quantity:g}{unit}" in note else ""
    return f"{about}{quantity:g} {unit}"


def _progress(source: _Source) -> list[str]:
    return ["" if isna(value) else f"{value:g}%" for value in source.rows["progress"]]


def _capacity(source: _Source) -> list[str]:
    return ["" if isna(value) else f"{value:,.0f}" for value in source.rows["capacity"]]


def _total(source: _Source) -> list[str]:
    return _sums(source, "total")


def _done(source: _Source) -> list[str]:
    return _sums(source, "done")


def _sums(source: _Source, measure: Measure) -> list[str]:
    """Sums over the sources of funds, and what each gives, where there are several."""
    told = []
    for amounts in zip(*(source.rows[name] for name in parts(measure)), strict=True):
        given = {
            fund.title: amount
            for fund, amount in zip(DISTRICT.funds, amounts, strict=True)
            if not isna(amount)
        }
        split = "、".join(f"{title} {amount:,.10g}" for title, amount in given.items())
        whole = f"{sum(given.values()):,.10g} {YUAN}" if given else ""
        only = next(iter(given), "") == DISTRICT.funds[0].title and len(given) == 1
        told.append(whole if only or not given else f"{whole}（{split}）")
    return told


def _placed(source: _Source) -> list[str]:
    return [PLACED if known else UNPLACED for known in has_geometry(source.rows)]


def _area(source: _Source) -> list[str]:
    return [f"约 {area / 1e6:.2f} 平方公里" for area in source.zones_m.area]


_MAKERS: Mapping[str, Callable[[_Source], Any]] = {
    "zone_names": _zone_names,
    "accuracy": _accuracy,
    "amount": _amount,
    "progress_told": _progress,
    "capacity_told": _capacity,
    "placed": _placed,
    "total_told": _total,
    "done_told": _done,
    "area": _area,
}
"""By column; `zone` and `zones_touched` come together, `outside` with the plan itself."""
