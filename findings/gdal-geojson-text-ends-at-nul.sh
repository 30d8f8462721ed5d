#!/usr/bin/env bash
# GDAL 3.12 (pyogrio 0.13.0 and its bundled GDAL) reads a GeoJSON text up to its first \u0000 and
# drops the rest without a warning, by rows and through Arrow alike: two ids that differ behind it
# come out equal. The NUL is valid JSON (RFC 8259, 7), and Python's json keeps it.
# Why it matters: parcels are joined by their ids; two parcels become one, unsaid.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install -q --disable-pip-version-check \
  geopandas==1.2.0 shapely==2.2.0 pyogrio==0.13.0 \
  pandas==3.1.1 numpy==2.4.6 pyarrow==26.0.1
cd "$place"
"$place/venv/bin/python" - <<'PY'
import json
import sys
import warnings

import pyogrio

POINT = {"type": "Point", "coordinates": [115.9, 28.6]}
IDS = ["DK-01\u0000A", "DK-01\u0000B"]
features = [
    {"type": "Feature", "properties": {"parcel": each}, "geometry": POINT} for each in IDS
]
with open("parcels.geojson", "w", encoding="utf-8") as file:
    json.dump({"type": "FeatureCollection", "features": features}, file)
print("GDAL", ".".join(map(str, pyogrio.__gdal_version__)), "pyogrio", pyogrio.__version__)
with open("parcels.geojson", encoding="utf-8") as file:
    kept = [each["properties"]["parcel"] for each in json.load(file)["features"]]
print("json reads", kept)
with warnings.catch_warnings(record=True) as said:
    warnings.simplefilter("always")
    rows = pyogrio.read_dataframe("parcels.geojson")["parcel"].tolist()
    arrow = pyogrio.read_dataframe("parcels.geojson", use_arrow=True)["parcel"].tolist()
print("by rows", rows, "by Arrow", arrow, "warnings", len(said))
sys.exit(not (kept == IDS and rows == arrow == ["DK-01", "DK-01"] and not said))
PY
