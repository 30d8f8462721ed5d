"""The present state as a GeoPackage for QGIS: only to be read; a copy of it may be edited.

Beside the items it holds what it was made from, so that a copy that comes back can be compared
three ways (`geo.exchange.qgis_return`).
"""

import sqlite3
import stat
from collections.abc import Iterator, Mapping
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd
import shapely
from pandas import DataFrame, Series

from geo.atomic_file import draft_of
from geo.crs import LONLAT
from geo.district import DISTRICT
from geo.exchange.comparing import single
from geo.exchange.qgis_layout import (
    ABOUT,
    BASE,
    ID,
    PLACE,
    QgisTable,
    columns,
    compared,
    tables,
)
from geo.exporting.export_crs import system_of
from geo.exporting.gdal_files import room, write_layer
from geo.exporting.geometry_split import AREA, LINE, POINT
from geo.exporting.model import ExportStyle, Paint
from geo.exporting.qml import qml
from geo.ledger.model import DRAFT, Value
from geo.ledger.times import text_of
from geo.ledger.values import text_of as json_of
from geo.overlay import GEOMETRY, PLACED_ITEMS
from geo.overlay.laying import overlaid
from geo.overlay.published import published_values
from geo.plan_data import PlanData
from geo.schema import PLAN_TABLES, Column
from geo.store import PlanStore
from geo.versions import Versions

_DIMENSIONS = {POINT: 0, LINE: 1, AREA: 2}


class QgisFile(NamedTuple):
    """A file that was written: how many items, of which state."""

    items: int
    versions: Versions


def write_qgis_file(store: PlanStore, path: Path, at: datetime) -> QgisFile:
    """Write the present state, whole or not at all; what was there is replaced.

    Parameters
    ----------
    store
        The plan with its ledger.
    path
        Ends in `.gpkg`; written read-only.
    at
        Now.

    Raises
    ------
    DataError
        If it cannot be written, as where a program on Windows has it open.
    """
    versions = store.versions()
    published, states = store.published(), store.states()
    plan = overlaid(published, states, at.astimezone().date())
    with room(path.name) as folder:
        made = folder / "items.gpkg"
        for table in tables():
            _append(made, table, plan)
        _append_styles(made, at)
        _append_base(made, plan, versions, at)
        with draft_of(path) as draft:
            draft.write_bytes(made.read_bytes())
            _writable(path)
    path.chmod(stat.S_IRUSR | stat.S_IRGRP | stat.S_IROTH)
    return QgisFile(sum(len(plan.frame(each)) for each in PLACED_ITEMS), versions)


def _writable(path: Path) -> None:
    """Let the file that is there be replaced: Windows replaces none that is read-only."""
    with suppress(OSError):
        path.chmod(path.stat().st_mode | stat.S_IWRITE)


def _append(path: Path, table: QgisTable, plan: PlanData) -> None:
    frame = plan.frame(table.items)
    shapes = frame.geometry.to_numpy()
    if table.kind:
        rows = shapely.get_dimensions(shapes) == _DIMENSIONS[table.kind]
    else:
        rows = shapely.is_missing(shapes)
    told = frame[rows]
    values = {ID: Series(told.index, dtype="str").to_list()}
    for name, column in columns(table.items).items():
        values[name] = _cells(told[column.name], column) if column.name in told else []
    typed = DataFrame({name: _typed(cells, name, table) for name, cells in values.items()})
    options: dict[str, object] = {"driver": "GPKG", "layer": table.name, "append": path.exists()}
    if not path.exists():
        options["dataset_options"] = {"VERSION": "1.2"}  # QGIS before 3.28 warns of a newer one
    keys = {"IDENTIFIER": table.name, "DESCRIPTION": _about(table), "FID": "fid"}
    if not table.kind:
        write_layer(path, typed, None, system_of(LONLAT), {**options, "layer_options": keys})
        return
    keys |= {"GEOMETRY_NAME": PLACE, "SPATIAL_INDEX": "NO"}
    placed = np.array([single(each) for each in shapes[rows]], dtype=object)
    shape, multi = table.shape, table.shape.startswith("Multi")
    if not multi and any(each.geom_type.startswith("Multi") for each in placed):
        shape, multi = f"Multi{shape}", True
    more = {"geometry_type": shape, "promote_to_multi": multi, "layer_options": keys}
    write_layer(path, typed, placed, system_of(LONLAT), {**options, **more})


def _cells(values: Series, column: Column) -> list[object]:
    """Values as QGIS has them: nothing where there is none."""
    return [None if pd.isna(each) or each in ("", column.blank) else each for each in values]


def _typed(cells: list[object], name: str, table: QgisTable) -> Series:
    column = columns(table.items).get(name)
    numbers = column is not None and column.type == "number"
    return Series(cells, dtype="float64" if numbers else "str")


def _about(table: QgisTable) -> str:
    return f"{DISTRICT.plan.title}；只读，请复制一份再编辑；{PLAN_TABLES[table.items].credit}"


def _append_styles(path: Path, at: datetime) -> None:
    """Styles as QGIS looks them up; drafts have their own line."""
    rows = [
        {
            "f_table_catalog": "",
            "f_table_schema": "",
            "f_table_name": table.name,
            "f_geometry_column": PLACE,
            "styleName": table.name,
            "styleQML": qml(_style(table), table.kind),
            "styleSLD": "",
            "useAsDefault": True,
            "description": "",
            "owner": "",
            "ui": "",
            "update_time": text_of(at)[:19] + ".000Z",
        }
        for table in tables()
        if table.kind
    ]
    options = {"driver": "GPKG", "layer": "layer_styles", "append": True}
    keys = {"layer_options": {"FID": "id"}}
    write_layer(path, DataFrame(rows), None, system_of(LONLAT), {**options, **keys})


def _style(table: QgisTable) -> ExportStyle:
    about = PLAN_TABLES[table.items]
    review = about.column("review")
    plain = Paint(about.colour, "已定")
    if review is None:
        return ExportStyle(plain)
    return ExportStyle(plain, review.header, {DRAFT: Paint(about.colour, dash=(8.0, 4.0))})


def _append_base(path: Path, plan: PlanData, versions: Versions, at: datetime) -> None:
    about = {
        "plan": DISTRICT.plan.title,
        "folder": f"{versions.folder:016x}",
        "ledger": str(versions.ledger),
        "made": text_of(at),
        "form": "1",
    }
    with closing(sqlite3.connect(path)) as file:
        file.execute(f"CREATE TABLE {ABOUT} (name TEXT PRIMARY KEY, value TEXT NOT NULL)")
        file.executemany(f"INSERT INTO {ABOUT} VALUES (?, ?)", about.items())
        file.execute(
            f"CREATE TABLE {BASE} (of_table TEXT, item TEXT, field TEXT, value TEXT, "
            "PRIMARY KEY (of_table, item, field))"
        )
        file.executemany(f"INSERT INTO {BASE} VALUES (?, ?, ?, ?)", _base(plan))
        file.commit()


def _base(plan: PlanData) -> Iterator[tuple[str, str, str, str | None]]:
    for (table, item), values in items_of(plan).items():
        for field, value in values.items():
            yield table, item, field, json_of(value)


def items_of(plan: PlanData) -> Mapping[tuple[str, str], Mapping[str, Value]]:
    """Return the values of every item that are compared, by table and id."""
    return {
        (table, str(item)): published_values(plan, table, item, fields)
        for table in PLACED_ITEMS
        for fields in [(*compared(table).values(), GEOMETRY)]
        for item in plan.frame(table).index
    }
