"""One layer as one file; several files as an archive."""

from collections.abc import Callable, Mapping
from datetime import date
from io import BytesIO
from types import MappingProxyType
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from geo.exporting.csv_text import write_csv
from geo.exporting.export_crs import system_of
from geo.exporting.formats import format_of, require_system
from geo.exporting.gdal_files import with_shapes
from geo.exporting.geojson import write_geojson
from geo.exporting.gpkg import write_gpkg
from geo.exporting.kml import write_kml
from geo.exporting.metadata import about_layer, about_pairs, members
from geo.exporting.model import Export, File
from geo.exporting.preparation import Ready, prepare
from geo.exporting.shapefile import shapefile_members
from geo.gc_pause import uncollected


@uncollected()
def write(export: Export, format_key: str, system_key: str) -> File:
    """Write a layer.

    Parameters
    ----------
    export
        The layer; see `Export`.
    format_key
        GeoJSON, GPKG, Shapefile, KML, GeoParquet, CSV, XLSX or DXF.
    system_key
        EPSG:4326, EPSG:4490, METRIC, METRIC_ZONED, GCJ-02 or BD-09; see `geo.exporting.formats` for
        which format takes which.

    Returns
    -------
    File
        Its name says the system unless that is WGS 84. Shapefiles come as an archive with
        metadata. `notes` says what the format could not hold.

    Raises
    ------
    DataError
        If the format cannot hold the system or the layer.
    UnexpectedCRSError
        If the frame has no CRS.
    """
    file_format, system = format_of(format_key), system_of(system_key)
    require_system(file_format, system)
    ready = prepare(export, system)
    if file_format.key == "Shapefile":
        return _zipped(ready)
    made = WRITERS[file_format.key](ready)
    return File(made.name, made.content, (*ready.notes, *made.notes))


def _zipped(ready: Ready) -> File:
    files, notes = shapefile_members(ready)
    facts = {**about_layer(ready, notes), "文件": sorted(files)}
    content = archive({**files, **members(facts)}, ready.meta.date)
    return File(f"{ready.stem}_shp.zip", content, (*ready.notes, *notes))


def archive(members: Mapping[str, bytes], day: str) -> bytes:
    """Return a ZIP of files by name, dated to an ISO day: the same bytes for the same content."""
    when = date.fromisoformat(day)
    out = BytesIO()
    with ZipFile(out, "w") as zipped:
        for name, content in members.items():
            info = ZipInfo(name, (max(1980, when.year), when.month, when.day, 0, 0, 0))
            info.external_attr = 0o644 << 16
            zipped.writestr(info, content, ZIP_DEFLATED)
    return out.getvalue()


def _parquet(ready: Ready) -> File:
    """GeoParquet 1.1: WKB, the system as PROJJSON, features without place kept."""
    out = BytesIO()
    frame = with_shapes(ready.table, ready.shapes, ready.system)
    frame.to_parquet(out, index=False, schema_version="1.1.0", compression="snappy")
    return File(f"{ready.stem}.parquet", out.getvalue())


def _xlsx(ready: Ready) -> File:
    from geo.exporting.xlsx import write_xlsx  # noqa: PLC0415 - 0.1 s that few sessions need

    return write_xlsx(ready, about_pairs(about_layer(ready)))


def _dxf(ready: Ready) -> File:
    from geo.exporting.dxf import write_dxf  # noqa: PLC0415 - ezdxf looks through all fonts once

    return write_dxf(ready)


WRITERS: MappingProxyType[str, Callable[[Ready], File]] = MappingProxyType(
    {
        "GeoJSON": write_geojson,
        "GPKG": write_gpkg,
        "KML": write_kml,
        "GeoParquet": _parquet,
        "CSV": write_csv,
        "XLSX": _xlsx,
        "DXF": _dxf,
    }
)
"""Writers by format; shapefiles are several files and stand apart."""
