#!/usr/bin/env bash
# shapely 2.2.0 (GEOS 3.14.1): `from_wkb` and `from_wkt` of many shapes take `on_invalid="ignore"`, by
# which a shape that cannot be read becomes None and all others are read. One arc among them (WKB type 8,
# valid since SQL/MM and ISO 13249-3, written by CAD, ArcGIS and PostGIS) ends the whole call with
# NotImplementedError, whatever `on_invalid` says; it is no ShapelyError, so `except ShapelyError` misses it.
# Why it matters to planning maps: parcels and roads from CAD carry arcs; one of them costs a table of
# thousands unless the caller looks for curves first or catches NotImplementedError.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check shapely==2.2.0 numpy==2.4.6
venv/bin/python - <<'PYTHON'
import struct
import sys

import shapely

point = shapely.to_wkb(shapely.Point(115.9, 28.6))
cut = point[:10]
arc = struct.pack("<BII", 1, 8, 3) + struct.pack("<6d", 0, 0, 1, 1, 2, 0)
print("shapely", shapely.__version__, "GEOS", shapely.geos_version_string)
print("a cut shape is ignored:", shapely.from_wkb([point, cut], on_invalid="ignore"))
seen = {}
for given in ("ignore", "warn", "fix"):
    try:
        seen[given] = str(shapely.from_wkb([point, arc], on_invalid=given))
    except Exception as error:
        seen[given] = f"{type(error).__name__}, ShapelyError: {isinstance(error, shapely.errors.ShapelyError)}"
    print(f"an arc with on_invalid={given!r}:", seen[given])
try:
    seen["wkt"] = str(shapely.from_wkt(["POINT (1 2)", "CIRCULARSTRING (0 0, 1 1, 2 0)"], on_invalid="ignore"))
except Exception as error:
    seen["wkt"] = f"{type(error).__name__}, ShapelyError: {isinstance(error, shapely.errors.ShapelyError)}"
print("an arc as WKT with on_invalid='ignore':", seen["wkt"])
expected = "NotImplementedError, ShapelyError: False"
sys.exit(0 if set(seen.values()) == {expected} else 1)
PYTHON
