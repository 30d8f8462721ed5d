"""What stands above every page: what it is called and what it rests on."""

from typing import Final

from geo.district import DISTRICT

TITLE: Final = DISTRICT.district.app
BASIS: Final = f"依据{DISTRICT.plan.cited} · 示意图，不作为划界、审批依据"
