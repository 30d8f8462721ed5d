"""Every kind of file and who reads it."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from geo.importing import delimited, dxf, geojson, geopackage, kml, parquet, shapefile, xlsx
from geo.importing.encodings import alternatives, encoding_of
from geo.importing.feature_names import with_fitting_names
from geo.importing.model import Ask, Kind, Layer, Raw


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


class ImportFormat(NamedTuple):
    """What reads a layer, lists a file's layers, and names the encodings to choose from."""

    read: Callable[[Path, Ask], Raw]
    layers: Callable[[Path, Ask], tuple[Layer, ...]] = _one
    encodings: Callable[[Path, Ask], tuple[str, ...]] = _unicode


FORMATS: dict[Kind, ImportFormat] = {
    "shapefile": ImportFormat(shapefile.read, shapefile.layers, shapefile.encodings),
    "gpkg": ImportFormat(geopackage.read, geopackage.layers),
    "geojson": ImportFormat(geojson.read, encodings=_of_text),
    "kml": ImportFormat(kml.read),  # its folders become a column
    "parquet": ImportFormat(parquet.read, parquet.layers),
    "text": ImportFormat(delimited.read, encodings=_of_text),
    "xlsx": ImportFormat(xlsx.read, xlsx.layers),
    "dxf": ImportFormat(dxf.read, encodings=_of_text),  # its layers become a column
}


def read_raw(kind: Kind, path: Path, ask: Ask) -> Raw:
    """Read a layer as it stands in the file, under names of columns that every part can keep."""
    return with_fitting_names(FORMATS[kind].read(path, ask))
