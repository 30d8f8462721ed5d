"""Scripts and style sheets as they stand inside the page, and the policy that admits only them."""

import re
from base64 import b64encode
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from xstatic.pkg import leaflet

_LEAFLET = Path(leaflet.BASE_DIR)
_WEB = Path(__file__).parent.parent / "web"
_OWN = Path(__file__).parent

_SCRIPTS = (
    _LEAFLET / "leaflet.js",
    _WEB / "planmap.js",
    _WEB / "pointgrid.js",
    _WEB / "pointcloud.js",
    _OWN / "offline.js",
)
_SHEETS = (_LEAFLET / "leaflet.css", _WEB / "planmap.css", _OWN / "offline.css")

_OUTSIDE = re.compile(r"^//# sourceMappingURL=.*$|url\(images/[^)]*\)", re.MULTILINE)
"""What would ask for further files."""


def scripts() -> list[str]:
    """Return the texts of Leaflet, of the map's own script and of the page's, in loading order."""
    return [_text(path) for path in _SCRIPTS]


def sheets() -> list[str]:
    """Return the texts of the style sheets, in the same order."""
    return [_text(path) for path in _SHEETS]


def policy(scripts: Sequence[str], sheets: Sequence[str]) -> str:
    """Return the content security policy that lets these texts run and nothing be fetched."""
    return (
        f"default-src 'none'; script-src {_hashes(scripts)}; style-src {_hashes(sheets)}; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _text(path: Path) -> str:
    text = _OUTSIDE.sub(_nothing, path.read_text(encoding="utf-8"))
    return f"\n{text.strip()}\n"


def _nothing(found: re.Match[str]) -> str:
    return "none" if found[0].startswith("url") else ""


def _hashes(texts: Sequence[str]) -> str:
    digests = (b64encode(sha256(text.encode()).digest()).decode() for text in texts)
    return " ".join(f"'sha256-{digest}'" for digest in digests)
