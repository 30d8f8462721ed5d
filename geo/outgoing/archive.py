"""ZIP archives, the same bytes for the same content."""

from collections.abc import Mapping
from datetime import date
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo


def archive(members: Mapping[str, bytes], day: str) -> bytes:
    """Return a ZIP of files by name, all dated to the midnight of an ISO day of 1980 or later."""
    when = date.fromisoformat(day)
    out = BytesIO()
    with ZipFile(out, "w") as zipped:
        for name, content in members.items():
            info = ZipInfo(name, (max(1980, when.year), when.month, when.day, 0, 0, 0))
            info.external_attr = 0o644 << 16
            zipped.writestr(info, content, ZIP_DEFLATED)
    return out.getvalue()
