"""The district that this process serves: a value read from `district.toml` of the data folder.

One process serves one district, the one whose folder `PLANMAP_DATA` names.
"""

import os
from typing import Final

from geo.district.model import District, PlanColumn, PlanLayer, Shape
from geo.district.text import FILE, district_text, parse_district

__all__ = ["DISTRICT", "TEXT", "TEXT_VARIABLE", "District", "PlanColumn", "PlanLayer", "Shape"]

TEXT_VARIABLE: Final = "PLANMAP_DISTRICT_TEXT"
"""Environment variable that holds the text, for a child that may not read the folder."""

TEXT: Final = os.environ.get(TEXT_VARIABLE) or district_text()
"""Text of the file as it lay there when this process began."""

DISTRICT: Final = parse_district(TEXT, FILE)
"""The district of this process."""
