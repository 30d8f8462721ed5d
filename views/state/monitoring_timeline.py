"""甘特 of the page 台账: by what items are grouped."""

from typing import Final

from views.state.model import Choice

COLUMN, UNIT, ZONE, NONE = GROUPS = ("专栏", "单位", "分区", "不分组")
BY: Final = Choice("gantt-by", GROUPS)
