"""The district that this process serves: a value read from `district.toml` of the data folder.

One process serves one district, the one whose folder `PLANMAP_DATA` names.
"""

import os
from typing import Final

from geo.data_folder import DISTRICT_TEXT
from geo.district.funds import Fund
from geo.district.model import District, PlanLayer, ReferenceLayer
from geo.district.services import ServiceKind
from geo.district.text import FILE, district_text, parse_district
from geo.district.told import Shape

__all__ = [
    "DISTRICT",
    "TEXT",
    "District",
    "Fund",
    "PlanLayer",
    "ReferenceLayer",
    "ServiceKind",
    "Shape",
]

TEXT: Final = os.environ.get(DISTRICT_TEXT) or district_text()
"""Text of the file as it lay there when this process began."""

DISTRICT: Final = parse_district(TEXT, FILE)
"""The district of this process."""
