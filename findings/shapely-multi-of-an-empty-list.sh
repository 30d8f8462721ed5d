#!/usr/bin/env bash
# shapely 2.2.0: the vectorised makers `multipoints`, `multilinestrings` and `multipolygons` refuse an empty
# list with a ValueError about dimensions, though `MultiPoint([])` and its sisters, an empty array of
# objects, and `geometrycollections([])` all give the empty shape: a list that happens to be empty is taken
# for coordinates, not for geometries.
# Why it matters to planning maps: parts that are left of a feature after a clip, a filter or an edit are
# gathered in a list; the one item of which nothing is left ends the whole run with words on dimensions.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check shapely==2.2.0 numpy==2.4.6
venv/bin/python - <<'PYTHON'
import sys

import numpy as np
import shapely

print("shapely", shapely.__version__)
makers = (
    (shapely.multipoints, shapely.MultiPoint),
    (shapely.multilinestrings, shapely.MultiLineString),
    (shapely.multipolygons, shapely.MultiPolygon),
)
refused = []
for make, kind in makers:
    try:
        print(make.__name__, "of a list:", make([]))
    except ValueError as error:
        refused.append(make.__name__)
        print(make.__name__, "of a list:", error)
    print(make.__name__, "of an array:", make(np.array([], dtype=object)), "| class:", kind([]))
print("geometrycollections of a list:", shapely.geometrycollections([]))
sys.exit(0 if len(refused) == len(makers) else 1)
PYTHON
