"""Scripts and style sheets as they stand inside the page, and the policy that admits only them."""

import re
from base64 import b64encode
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from layers.assets import EDITOR, SOURCES

_OWN = Path(__file__).parent

_OUTSIDE = re.compile(r"^//# sourceMappingURL=.*$|url\(images/[^)]*\)", re.MULTILINE)
"""What would ask for further files."""


def scripts() -> list[str]:
    """Return the texts of Leaflet, of the map's own script and of the page's, in loading order."""
    return _texts(".js")


def sheets() -> list[str]:
    """Return the texts of the style sheets, in the same order."""
    return _texts(".css")


def policy(scripts: Sequence[str], sheets: Sequence[str]) -> str:
    """Return the content security policy that lets these texts run and nothing be fetched."""
    return (
        f"default-src 'none'; script-src {_hashes(scripts)}; style-src {_hashes(sheets)}; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _texts(suffix: str) -> list[str]:
    shown = [path for path in SOURCES if path.suffix == suffix and path not in EDITOR]
    paths = [*shown, _OWN / f"offline{suffix}"]
    texts = (_OUTSIDE.sub(_nothing, path.read_text(encoding="utf-8")) for path in paths)
    return [f"\n{text.strip()}\n" for text in texts]


def _nothing(found: re.Match[str]) -> str:
    return "none" if found[0].startswith("url") else ""


def _hashes(texts: Sequence[str]) -> str:
    digests = (b64encode(sha256(text.encode()).digest()).decode() for text in texts)
    return " ".join(f"'sha256-{digest}'" for digest in digests)
