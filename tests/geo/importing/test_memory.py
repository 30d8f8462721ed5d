"""Hostile files in a program of its own: memory stays bounded, the program goes on."""

import json
import subprocess
import sys
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

ROOT = Path(__file__).resolve().parents[3]

READ = """
import json, sys
from pathlib import Path
from geo.errors import DataError
from geo.importing.layer_reading import read
from bench.timing import peak_mb
good = b"lng,lat\\n115.91,28.62\\n"
read(good, "好.csv")
before, told = peak_mb(), []
for name in sys.argv[1:]:
    try:
        read(Path(name), Path(name).name)
        told.append("read")
    except DataError as error:
        told.append(str(error))
print(json.dumps([peak_mb() - before, len(read(good, "好.csv").frame_ll), told]))
"""


@pytest.fixture
def hostile(tmp_path):
    """Files larger than what is taken, by what their message says."""
    swelling = tmp_path / "大.kmz"
    packed = ZipFile(swelling, "w", ZIP_DEFLATED, compresslevel=1)
    with packed as archive, archive.open("doc.kml", "w") as member:
        for _ in range(520):
            member.write(bytes(2**20))
    sparse = tmp_path / "稀疏.csv"
    with sparse.open("wb") as file:
        file.truncate(500 * 2**20)
    rows = tmp_path / "两百万行.csv"
    rows.write_text("lng,lat\n" + "115.91,28.62\n" * 2_000_000, "utf-8")
    depth = tmp_path / "深.geojson"
    depth.write_text('{"type":"FeatureCollection","features":[' + "[" * 1_000_000, "utf-8")
    return {
        swelling: "解压后有 520 MB",
        sparse: "上限 200 MB",
        rows: "超过 500,000 行",
        depth: "不完整",
    }


def test_memory_is_bounded_and_the_program_goes_on(hostile):
    done = subprocess.run(
        [sys.executable, "-c", READ, *map(str, hostile)],
        cwd=ROOT, capture_output=True, text=True, check=True, timeout=300, encoding="utf-8",
    )  # fmt: skip
    grown_mb, placed, told = json.loads(done.stdout)
    assert all(words in message for words, message in zip(hostile.values(), told, strict=True))
    assert placed == 1
    assert grown_mb < 300
