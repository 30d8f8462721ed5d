"""GeoPackage with the styles that QGIS opens it in."""

from dataclasses import astuple
from pathlib import Path
from typing import NamedTuple

import numpy as np
from pandas import DataFrame

from geo.exporting.file_names import free_name, plain_name
from geo.exporting.gdal_files import room, write_layer
from geo.exporting.geometry_split import by_kind, collections
from geo.exporting.model import File
from geo.exporting.preparation import Ready
from geo.exporting.qml import qml

_STYLES = "layer_styles"


class _Layer(NamedTuple):
    """A table of the file: its kind is "" where it holds no places."""

    name: str
    kind: str
    table: DataFrame
    shapes: np.ndarray | None


def write_gpkg(ready: Ready) -> File:
    """A layer as GeoPackage.

    Points, lines and areas become a table each (name_点 and so on) where the layer mixes them, for
    QGIS styles one kind at a time. Features without place stay in the table; of a mixed layer they
    become a table 未落图 without places. `layer_styles` holds a default style a table.
    """
    layers = _layers(ready)
    name = f"{ready.stem}.gpkg"
    with room(name) as folder:
        path = folder / "layers.gpkg"
        for layer in layers:
            _append(path, layer, ready)
        _append_styles(path, layers, ready)
        content = path.read_bytes()
    mixed = collections(ready.shapes)
    notes = (f"{mixed} 个集合图形已按点、线、面分到各表，属性相同",) if mixed else ()
    return File(name, content, notes)


def _layers(ready: Ready) -> list[_Layer]:
    name, table = plain_name(ready.name), ready.table
    parts = by_kind(ready.shapes)
    if not parts:
        return [_Layer(name, "", table, None)]
    if len(parts) == 1:
        shapes = np.full(len(table), None, dtype=object)
        shapes[parts[0].rows] = parts[0].shapes
        return [_Layer(name, parts[0].kind, table, shapes)]
    layers = [
        _Layer(f"{name}_{kind}", kind, table.iloc[rows], shapes) for kind, rows, shapes in parts
    ]
    left = table[~ready.placed]
    return layers if left.empty else [*layers, _Layer(f"{name}_未落图", "", left, None)]


def _append(path: Path, layer: _Layer, ready: Ready) -> None:
    columns = layer.table.columns
    about = "；".join(filter(None, astuple(ready.meta)))
    told = {"IDENTIFIER": layer.name, "DESCRIPTION": about}
    keys = {"FID": free_name("fid", columns), "GEOMETRY_NAME": free_name("geom", columns)}
    if layer.shapes is None:
        del keys["GEOMETRY_NAME"]
    options = {"driver": "GPKG", "layer": layer.name, "append": path.exists()}
    more = {"layer_options": {**told, **keys}}
    write_layer(path, layer.table, layer.shapes, ready.system, {**options, **more})


def _append_styles(path: Path, layers: list[_Layer], ready: Ready) -> None:
    rows = [_style_row(layer, ready) for layer in layers if layer.kind]
    if rows:
        options = {"driver": "GPKG", "layer": _STYLES, "append": True}
        keys = {"layer_options": {"FID": "id"}}
        write_layer(path, DataFrame(rows), None, ready.system, {**options, **keys})


def _style_row(layer: _Layer, ready: Ready) -> dict[str, object]:
    """One row of `layer_styles` as QGIS looks it up: by table and column of the shapes."""
    return {
        "f_table_catalog": "",
        "f_table_schema": "",
        "f_table_name": layer.name,
        "f_geometry_column": free_name("geom", layer.table.columns),
        "styleName": layer.name[:30],
        "styleQML": qml(ready.style, layer.kind),
        "styleSLD": "",
        "useAsDefault": True,
        "description": ready.meta.source,
        "owner": "",
        "ui": "",
        "update_time": f"{ready.meta.date}T00:00:00.000Z",
    }
