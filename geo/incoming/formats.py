"""Every kind of file and who reads it."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from geo.incoming import delimited, dxf, geojson, geopackage, kml, parquet, shapefile, workbook
from geo.incoming.model import Ask, Kind, Layer, Raw
from geo.incoming.naming import with_fitting_names


def _unicode(path: Path, ask: Ask) -> tuple[str, ...]:
    """Nothing to choose: the format fixes the encoding."""
    del path, ask
    return ()


class Format(NamedTuple):
    """What lists a file's layers, reads one, and names the encodings to choose from."""

    layers: Callable[[Path, Ask], tuple[Layer, ...]]
    read: Callable[[Path, Ask], Raw]
    encodings: Callable[[Path, Ask], tuple[str, ...]] = _unicode


FORMATS: dict[Kind, Format] = {
    "shapefile": Format(shapefile.layers, shapefile.read, shapefile.encodings),
    "gpkg": Format(geopackage.layers, geopackage.read),
    "geojson": Format(geojson.layers, geojson.read, geojson.encodings),
    "kml": Format(kml.layers, kml.read),
    "parquet": Format(parquet.layers, parquet.read),
    "text": Format(delimited.layers, delimited.read, delimited.encodings),
    "xlsx": Format(workbook.layers, workbook.read),
    "dxf": Format(dxf.layers, dxf.read, dxf.encodings),
}


def read_raw(kind: Kind, path: Path, ask: Ask) -> Raw:
    """Read a layer as it stands in the file, under names of columns that every part can keep."""
    return with_fitting_names(FORMATS[kind].read(path, ask))
