"""20 000 polygons written in every format, beside geopandas and GDAL where they write it."""

import io
import warnings
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from geopandas import GeoDataFrame
from shapely import to_geojson, to_wkt

from bench.exchange_data import parcels
from bench.timing import Row, median_s, spoken
from geo.crs import METRIC, to_metric
from geo.exporting.formats import FORMATS
from geo.exporting.model import Export, Meta
from geo.exporting.writing import write

ROUNDS = 3
AIMS = {"GeoJSON": "<= 300 ms"}
_DRIVERS = {
    "GeoJSON": ("GeoJSON", ".geojson"),
    "GPKG": ("GPKG", ".gpkg"),
    "Shapefile": ("ESRI Shapefile", ".shp"),
    "KML": ("LIBKML", ".kml"),
}


def rows(folder: Path) -> Iterator[Row]:
    """Yield a line a format; files of peers go to `folder`."""
    export = export_of()
    export_m = replace(export, frame=to_metric(export.frame))
    peers = _peers(folder)
    for known in FORMATS:
        system, given = (METRIC, export_m) if known.key == "DXF" else ("EPSG:4326", export)
        took = median_s(partial(write, given, known.key, system), ROUNDS)
        work = f"write 20 000 polygons, {known.key}"
        yield Row(work, AIMS.get(known.key, "-"), spoken(took), _told(peers[known.key]))


def export_of() -> Export:
    """Return the parcels as they are handed out."""
    return Export("地块", parcels(), Meta("测量用数据", "2026-01-01"))


def _told(peers: dict[str, Callable[[], object]]) -> str:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # shapefiles cut names, GDAL says so
        return ", ".join(f"{name} {spoken(median_s(work, ROUNDS))}" for name, work in peers.items())


def _peers(folder: Path) -> dict[str, dict[str, Callable[[], object]]]:
    frame = parcels()
    plain = frame.drop(columns="geometry").assign(WKT=to_wkt(frame.geometry.to_numpy()))
    peers: dict[str, dict[str, Callable[[], object]]] = {
        key: {"to_file": _to_file(frame, folder / f"peer{end}", driver)}
        for key, (driver, end) in _DRIVERS.items()
    }
    peers["GeoJSON"] |= {
        "to_json": frame.to_json,
        "shapely.to_geojson, shapes alone": lambda: to_geojson(frame.geometry.to_numpy()),
    }
    return peers | {
        "GeoParquet": {"to_parquet": lambda: frame.to_parquet(folder / "peer.parquet")},
        "CSV": {"to_csv of ready WKT": lambda: plain.to_csv(folder / "peer.csv")},
        "XLSX": {"to_excel of ready WKT": lambda: plain.to_excel(io.BytesIO())},
        "DXF": {
            "to_file, shapes alone": _to_file(
                to_metric(frame)[["geometry"]], folder / "peer.dxf", "DXF"
            )
        },
    }


def _to_file(frame: GeoDataFrame, path: Path, driver: str) -> Callable[[], object]:
    def work() -> None:
        path.unlink(missing_ok=True)  # LIBKML writes no file that is there
        frame.to_file(path, driver=driver)

    return work
