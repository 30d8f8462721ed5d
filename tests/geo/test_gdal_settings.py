"""GDAL and PROJ do what is wanted of them, whatever the environment says."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from geo import gdal_settings
from geo.gdal_settings import DRIVERS, LEFT_OUT

ROOT = Path(__file__).parents[2]
LOOSE = {
    "GDAL_SKIP": "",
    "OGR_SKIP": "DXF",
    "PROJ_NETWORK": "ON",
    "GDAL_DRIVER_PATH": "/tmp",
    "OGR_SQLITE_LOAD_EXTENSIONS": "x.so",
    "OGR_SQLITE_ALLOW_EXTERNAL_ACCESS": "YES",
    "GDAL_CONFIG_FILE": "/tmp/gdalrc",
}


def told(code, **more):
    """Return what a fresh interpreter prints, started with an environment without our settings."""
    kept = {name: value for name, value in os.environ.items() if name not in gdal_settings.SET}
    command = [sys.executable, "-c", code]
    done = subprocess.run(
        command, check=True, env=kept | more, cwd=ROOT, capture_output=True, encoding="utf-8"
    )
    assert done.stderr == ""
    return done.stdout.split("\n")[:-1]


@pytest.mark.parametrize("more", [{}, LOOSE])
@pytest.mark.parametrize("first", ["import geo", "import geopandas, geo.importing.layer_reading"])
def test_the_drivers_that_are_wanted_and_no_others(first, more):
    code = f"{first}; import geopandas.io.file as f; f._import_pyogrio(); import pyogrio, pyproj;"
    code += "print(*sorted(pyogrio.list_drivers()), sep='\\n');"
    code += "print(pyproj.network.is_network_enabled())"
    assert told(code, **more) == [*sorted(DRIVERS), "False"]


def test_what_others_set_does_not_stay():
    code = "import geo, os; print(os.environ.get('OGR_SQLITE_LOAD_EXTENSIONS'));"
    code += "print(os.environ['OGR_SQLITE_ALLOW_EXTERNAL_ACCESS'], os.environ['GDAL_CONFIG_FILE'])"
    assert told(code, **LOOSE) == ["None", "NO "]


def test_the_names_of_drivers_left_out_are_those_of_this_gdal():
    code = "import pyogrio; print(*pyogrio.list_drivers(), sep='\\n')"
    assert set(told(code)) == {*DRIVERS, *LEFT_OUT}


def test_loaded_too_late_nothing_is_read(tmp_path):
    path = tmp_path / "a.geojson"
    path.write_text('{"type": "FeatureCollection", "features": []}')
    code = "import pyogrio\nfrom pathlib import Path\nfrom geo.importing.gdal import read_stream\n"
    code += "from geo.importing.model import Ask\nfrom geo.errors import DataError\n"
    code += f"try:\n    read_stream(Path({str(path)!r}), Ask('a'), 0, driver='GeoJSON')\n"
    code += "except DataError as error:\n    print(error)"
    assert "不予读取" in "".join(told(code, PYTHONIOENCODING="utf-8"))


READS = re.compile(r"pyogrio\.(read|open|list_layers)|pyogrio.* import |geopandas\.read_file")
TAKES = re.compile(r"\bpyogrio\b")


def sources():
    """Every module of the product."""
    for folder in ("geo", "layers", "sheets", "views", "tools"):
        yield from (ROOT / folder).rglob("*.py")
    yield ROOT / "app.py"


def test_one_module_reads_by_gdal():
    reading = [path for path in sources() if READS.search(path.read_text("utf-8"))]
    assert [path.relative_to(ROOT).as_posix() for path in reading] == ["geo/importing/gdal.py"]


def test_few_modules_know_of_gdal():
    known = {
        p.relative_to(ROOT).as_posix() for p in sources() if TAKES.search(p.read_text("utf-8"))
    }
    assert known == {
        "geo/importing/gdal.py",
        "geo/network/network_file.py",
        "geo/exporting/gdal_files.py",
        "tools/manual_files.py",
    }
