"""Scripts and styles of the map, taken from installed packages and served by the app itself."""

import shutil
from pathlib import Path

from xstatic.pkg import leaflet

from geo.disk_space import reason
from geo.errors import DataError

FOLDER = "vendor"
"""Name of the published folder below the static folder of the app."""

_OWN = Path(__file__).parent / "web"
EDITOR = (
    _OWN / "shapes.js",
    _OWN / "editor.js",
    _OWN / "editorhand.js",
    _OWN / "editorview.js",
    _OWN / "editor.css",
    _OWN / "scan.js",
    _OWN / "lastview.js",
)
"""What the map of a page needs: something is drawn on it, and a reload finds it as it was."""

SOURCES = (
    Path(leaflet.BASE_DIR) / "leaflet.js",
    Path(leaflet.BASE_DIR) / "leaflet.css",
    _OWN / "planmap.js",
    _OWN / "signs.js",
    _OWN / "pointgrid.js",
    _OWN / "pointcloud.js",
    _OWN / "planmap.css",
    *EDITOR,
)
"""Scripts and style sheets, each kind in loading order."""


def publish(static: Path) -> None:
    """Copy what is new or changed into `static`/vendor, where Streamlit serves it.

    Raises
    ------
    DataError
        If the folder cannot be written.
    """
    target = static / FOLDER
    try:
        target.mkdir(parents=True, exist_ok=True)
        for source in SOURCES:
            _refresh(source, target / source.name)
    except OSError as error:
        raise DataError(
            f"无法写入地图脚本目录 {target.name}（{reason(error)}）；请给运行账号该目录的写权限"
        ) from error


def urls(suffix: str, base: str = "") -> list[tuple[str, str]]:
    """Return (name, address) of the published files that end in `suffix`, in loading order.

    Parameters
    ----------
    suffix
        ".js" or ".css".
    base
        Streamlit's `server.baseUrlPath`, "" at the root.
    """
    prefix = f"/{base.strip('/')}" if base.strip("/") else ""
    root = f"{prefix}/app/static/{FOLDER}"
    return [
        (source.stem, f"{root}/{source.name}?v={int(source.stat().st_mtime)}")
        for source in SOURCES
        if source.suffix == suffix
    ]


def _refresh(source: Path, target: Path) -> None:
    if not target.exists() or target.read_bytes() != source.read_bytes():
        shutil.copyfile(source, target)
