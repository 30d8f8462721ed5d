"""Files a planner brings to the page, read in a temporary folder and kept on the shelf."""

from collections.abc import Callable
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Any

from geo.errors import DataError

MAX_MB = 200
"""Largest file taken through the browser; larger ones go by `python -m geo.network`."""

NETWORK_TYPES = ["geojson", "json", "gpkg", "zip", "pbf", "osm", "gz", "bz2"]
LAYER_TYPES = ["geojson", "json", "gpkg", "zip"]


def from_upload(name: str, content: bytes, read: Callable[[Path], Any]) -> Any:  # noqa: ANN401
    """Write an upload to a temporary folder under a safe name and read it there.

    Raises
    ------
    DataError
        If it is too large, or cannot be read.
    """
    if len(content) > MAX_MB * 2**20:
        raise DataError(f"{name} 大于 {MAX_MB} MB；请先裁剪，或用命令行 python -m geo.network 导入")
    with TemporaryDirectory() as folder:
        path = Path(folder) / PurePosixPath(name.replace("\\", "/")).name
        path.write_bytes(content)
        return read(path)
