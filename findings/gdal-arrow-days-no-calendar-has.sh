#!/usr/bin/env bash
# GDAL 3.12's Arrow streams (pyogrio 0.13.0 and its bundled GDAL) give another day, without a
# warning, for a day that no calendar has: 2026-02-30 becomes 2026-03-02, and one of month 13 or 0
# becomes 1970-01-01. The ordinary way of reading gives no other day: pyogrio refuses the whole
# layer with ValueError. The same holds for a DATE of a GeoPackage, for text that GeoJSON's driver
# takes for a day, and for a field of a shapefile's table.
# Why it matters: registers of projects and parcels carry days typed by hand ("20260230", or
# "20260000" for "some time in 2026"); a map that reads them through Arrow shows deadlines that
# nobody wrote, and one that reads them otherwise loses the layer for one cell.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check \
  pyogrio==0.13.0 pyarrow==26.0.1 numpy==2.4.6
cat > "$folder/show.py" <<'PY'
import json
import sys
from pathlib import Path

import pyogrio
import pyogrio.raw

folder = Path(sys.argv[1])
print("pyogrio", pyogrio.__version__, "GDAL", pyogrio.__gdal_version_string__)
expected = {
    "2026-02-28": ("2026-02-28", "2026-02-28"),
    "2026-02-30": ("2026-03-02", "ValueError"),
}
same = True
for day, wanted in expected.items():
    path = folder / f"{day}.geojson"
    point = {"type": "Point", "coordinates": [115.9, 28.6]}
    features = [{"type": "Feature", "properties": {"finished": day}, "geometry": point}]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    _, table = pyogrio.read_arrow(path)
    arrow = str(table["finished"].to_pylist()[0])[:10]
    try:
        plain = str(pyogrio.raw.read(path, read_geometry=False)[3][0][0])[:10]
    except ValueError:
        plain = "ValueError"
    print(f"file says {day}: Arrow gives {arrow}, the ordinary reader {plain}")
    same &= (arrow, plain) == wanted
sys.exit(0 if same else 1)
PY
"$folder/venv/bin/python" "$folder/show.py" "$folder"
