"""A scanned plan laid under the map: its picture on the server, and the points that are matched."""

from typing import Any, Final

from views.state.model import Key

SCAN = Key[dict[str, Any] | None]("scan", None, not_kept="扫描件随工作保存，不进工程文件")
"""`token` of its picture, `name`, `size` in pixels; None for none."""

PINS = Key[tuple[tuple[float, float, float, float], ...]]("scan-pins", ())
"""Pixel from the left and from the top of the scan, longitude and latitude: one row a point."""

PICKING = Key("scan-picking", start=False)
"""Whether clicks on the map match points."""

OPACITY = Key("scan-opacity", 60, not_kept="扫描件随工作保存，不进工程文件")
"""Of a hundred."""

TURN = Key("scan-turn", 0)
"""How many scans were taken: a new box for each."""

ERROR = Key("scan-error", "")

BEGAN: Final = "scan-file-"
"""Beginning of the upload box's key."""
