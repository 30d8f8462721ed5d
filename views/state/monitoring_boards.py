"""Boards of the page 台账: by what items are counted, and the year whose plan is judged."""

from typing import Final

from geo.district import DISTRICT
from views.state.model import Choice

COLUMN, ZONE, UNIT, BY_YEAR = GROUPS = ("专栏", "分区", "单位", "年")
BY: Final = Choice("board-by", GROUPS)
YEAR: Final = Choice("board-year", ("", *(str(each) for each in DISTRICT.plan.years)))
"""Of the plan's; "" for that of the day that is looked at."""
