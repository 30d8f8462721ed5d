"""Every kind of file and who reads it."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from geo.incoming import delimited, dxf, geojson, geopackage, kml, parquet, shapefile, workbook
from geo.incoming.encodings import alternatives, encoding_of
from geo.incoming.model import Ask, Kind, Layer, Raw
from geo.incoming.naming import with_fitting_names


def _one(path: Path, ask: Ask) -> tuple[Layer, ...]:
    """The one layer that there is."""
    del path, ask
    return (Layer(""),)


def _unicode(path: Path, ask: Ask) -> tuple[str, ...]:
    """Nothing to choose: the format fixes the encoding."""
    del path, ask
    return ()


def _of_text(path: Path, ask: Ask) -> tuple[str, ...]:
    """The encoding by mark, strict UTF-8, GB18030; then the alternatives."""
    del ask
    return alternatives(encoding_of(path.read_bytes()))


class Format(NamedTuple):
    """What reads a layer, lists a file's layers, and names the encodings to choose from."""

    read: Callable[[Path, Ask], Raw]
    layers: Callable[[Path, Ask], tuple[Layer, ...]] = _one
    encodings: Callable[[Path, Ask], tuple[str, ...]] = _unicode


FORMATS: dict[Kind, Format] = {
    "shapefile": Format(shapefile.read, shapefile.layers, shapefile.encodings),
    "gpkg": Format(geopackage.read, geopackage.layers),
    "geojson": Format(geojson.read, encodings=_of_text),
    "kml": Format(kml.read),  # its folders become a column
    "parquet": Format(parquet.read, parquet.layers),
    "text": Format(delimited.read, encodings=_of_text),
    "xlsx": Format(workbook.read, workbook.layers),
    "dxf": Format(dxf.read, encodings=_of_text),  # its layers become a column
}


def read_raw(kind: Kind, path: Path, ask: Ask) -> Raw:
    """Read a layer as it stands in the file, under names of columns that every part can keep."""
    return with_fitting_names(FORMATS[kind].read(path, ask))
