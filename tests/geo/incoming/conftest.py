"""Files made by hand, and the district they lie in."""

from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from geopandas import GeoDataFrame
from shapely import box

from geo.incoming.limits import Limits
from geo.incoming.model import Ask, Choices

INSIDE = (115.91, 28.62)
"""A place in the middle of the box that stands for the district."""


@pytest.fixture
def district():
    """A box of some 3 km around `INSIDE`."""
    return GeoDataFrame(geometry=[box(115.895, 28.605, 115.925, 28.635)], crs="EPSG:4326")


@pytest.fixture
def write(tmp_path):
    """Write text (UTF-8 unless said) or bytes into a new file."""

    def new(name, content, encoding="utf-8"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        return path

    return new


@pytest.fixture
def zipped(tmp_path):
    """Pack members, text or bytes or files, into an archive."""

    def pack(name="图层.zip", **members):
        return pack_all(name, members)

    def pack_all(name, members):
        with ZipFile(tmp_path / name, "w", ZIP_DEFLATED) as archive:
            for member, content in members.items():
                data = content.read_bytes() if isinstance(content, Path) else content
                archive.writestr(member, data)
        return tmp_path / name

    pack.all = pack_all
    return pack


@pytest.fixture
def ask():
    """What a reader is asked: a name, choices, limits."""

    def asked(*, rows=None, limits=Limits(), **choices):  # noqa: B008 - frozen
        return Ask("来文", Choices(**choices), limits, rows)

    return asked
