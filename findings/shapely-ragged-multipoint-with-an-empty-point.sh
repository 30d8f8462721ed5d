#!/usr/bin/env bash
# shapely 2.2.0 and geopandas 1.2.0: `to_ragged_array` of a MultiPoint that holds an empty point (valid in
# WKT and WKB, and what GeoPackage and PostGIS hand out) counts the empty point in the offsets but
# leaves its place out: the offsets run past the places, and every MultiPoint after it would take the
# places of its neighbour. geopandas builds GeoArrow from these arrays, so `to_parquet` and `to_arrow` with
# geometry_encoding="geoarrow" end with ArrowInvalid, while the same layer as WKB is written and read.
# Why it matters to planning maps: one such shape among thousands of survey points stops an export, and
# whoever takes the arrays to another program or process gets points on the wrong features.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check \
  shapely==2.2.0 geopandas==1.2.0 numpy==2.4.6 pandas==3.1.1 pyarrow==26.0.1 pyproj==3.7.2
venv/bin/python - <<'PYTHON'
import sys

import geopandas
import shapely

texts = ["MULTIPOINT (EMPTY, (1 2))", "MULTIPOINT ((5 6), (7 8))"]
shapes = [shapely.from_wkt(text) for text in texts]
print("shapely", shapely.__version__, "geopandas", geopandas.__version__)
print("valid:", shapely.is_valid(shapes).tolist())
_, places, (offsets,) = shapely.to_ragged_array(shapes)
print("places:", places.tolist(), "offsets:", offsets.tolist())
frame = geopandas.GeoDataFrame({"n": [1, 2]}, geometry=shapes, crs=4326)
frame.to_parquet("wkb.parquet")
print("as WKB:", geopandas.read_parquet("wkb.parquet").geometry.to_wkt().tolist())
try:
    frame.to_parquet("geoarrow.parquet", geometry_encoding="geoarrow", schema_version="1.1.0")
    ended = "written"
except Exception as error:
    ended = type(error).__name__
print("as GeoArrow:", ended)
surprising = offsets[-1] > len(places) and ended == "ArrowInvalid"
sys.exit(0 if surprising else 1)
PYTHON
