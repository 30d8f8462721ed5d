"""Files of other offices read, beside what geopandas takes to read them."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import geopandas
import pandas as pd
import pyogrio
from geopandas import GeoDataFrame

from bench.exchange_data import district
from bench.timing import Row, median_s, spoken
from geo.importing.layer_reading import read
from geo.importing.model import Asked

AIMS = {"geojson": "<= 400 ms", "gpkg": "<= 100 ms"}
ROUNDS = 7


def rows(files: dict[str, Path]) -> Iterator[Row]:
    """Yield a line a file; see `bench.exchange_data.files`."""
    for end, aim in AIMS.items():
        yield Row(f"read 20 000 polygons, {end}", aim, _ours(files[end]), _gdal(files[end]))
    for encoding in ("GB18030", "UTF-8"):
        path = files[encoding]
        peer = median_s(partial(points_frame, path, encoding), ROUNDS)
        words = f"pandas.read_csv + points_from_xy, encoding given {spoken(peer)}"
        yield Row(f"read 200 000 CSV points, {encoding}", "-", _ours(path), words)


def points_frame(path: Path, encoding: str) -> GeoDataFrame:
    """What a script does that knows encoding, columns and system."""
    table = pd.read_csv(path, encoding=encoding)
    places = geopandas.points_from_xy(table["经度"], table["纬度"])
    return GeoDataFrame(table, geometry=places, crs=4326)


def _ours(path: Path) -> str:
    """Recognised, read, checked, mended, held against the district, ids made unique."""
    district_ll = district()
    return spoken(median_s(lambda: read(path, path.name, Asked(district_ll=district_ll)), ROUNDS))


def _gdal(path: Path) -> str:
    plain = median_s(lambda: geopandas.read_file(path), ROUNDS)
    arrow = median_s(lambda: pyogrio.read_dataframe(path, use_arrow=True), ROUNDS)
    return f"geopandas.read_file {spoken(plain)}, with arrow {spoken(arrow)}; nothing checked"
