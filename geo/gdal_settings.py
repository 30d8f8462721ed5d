"""What GDAL and PROJ may do, set in the environment before either is first loaded.

Some drivers of GDAL only point elsewhere: at other files of this machine, or at addresses. Here
all are left out but those that read what is taken in.
"""

import os
import sys

DRIVERS = ("ESRI Shapefile", "GPKG", "GeoJSON", "GeoJSONSeq", "TopoJSON", "DXF")
"""Drivers that stay; each opening names the one of them that it expects."""

LEFT_OUT = (
    "MEM", "PCIDSK", "PDS4", "VICAR", "PDF", "MBTiles", "EEDA", "OGCAPI", "GDALG", "MapInfo File",
    "LVBAG", "S57", "DGN", "OGR_VRT", "CSV", "GML", "GPX", "LIBKML", "KML",
    "ESRIJSON", "OGR_GMT", "SQLite", "WAsP", "OpenFileGDB", "FlatGeobuf", "GeoRSS",
    "VFK", "PGDUMP", "OSM", "GPSBabel", "OGR_PDS", "WFS", "OAPIF", "EDIGEO", "Idrisi", "ODS",
    "XLSX", "Elasticsearch", "Carto", "AmigoCloud", "SXF", "Selafin", "JML", "PLSCENES", "CSW",
    "VDV", "MVT", "NGW", "MapML", "GTFS", "PMTiles", "JSONFG", "MiraMonVector", "ADBC", "AVCBin",
    "AVCE00", "AIVector", "HTTP",
)  # fmt: skip
"""Every other driver of the pinned version. GDAL knows no "all but": a driver of a later version
that is missing here makes each opening fail, see `geo.importing.gdal_opening`."""

SET = {
    "GDAL_SKIP": ",".join(LEFT_OUT),
    "GDAL_DRIVER_PATH": "disable",  # GDAL's own word for: load no plugins
    "GDAL_PYTHON_DRIVER_PATH": "",
    "GDAL_CONFIG_FILE": "",  # else files of the system and of the user are read, which may loosen
    "GDAL_ALLOW_REMOTE_RESOURCE_TO_ACCESS_LOCAL_FILE": "NO",
    "GDAL_HTTP_PROXY": "none://0.0.0.0:0",  # no kind of proxy: every request ends at once
    "GDAL_HTTPS_PROXY": "none://0.0.0.0:0",
    "CPL_VSIL_CURL_ALLOWED_FILENAME": "none",
    "CPL_ALLOW_VSISTDIN": "NO",
    "OGR_SQLITE_ALLOW_EXTERNAL_ACCESS": "NO",
    "OGR_SQLITE_STATIC_VIRTUAL_OGR": "NO",  # no tables of a database that are other files
    "OGR_GEOJSON_MAX_OBJ_SIZE": "200",
    "SHAPE_RESTORE_SHX": "NO",  # GDAL would write beside files that are not ours
    "PROJ_NETWORK": "OFF",
}
"""Names and values in the environment."""

_UNSET = ("OGR_SQLITE_LOAD_EXTENSIONS", "OGR_SQLITE_PRAGMA", "OGR_DRIVER_PATH", "OGR_SKIP")


def confine() -> None:
    """Set what is known to confine GDAL and PROJ, whatever was set before."""
    os.environ.update(SET)
    for name in _UNSET:
        os.environ.pop(name, None)
    if "pyproj" in sys.modules:  # loaded with geopandas, before this: it has looked already
        sys.modules["pyproj"].network.set_network_enabled(active=False)
