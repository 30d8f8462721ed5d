"""Of the section 指标: which indicator is looked at, and how all of them are shown."""

from typing import Final

from views.state.model import Choice, Key

_LOOKED_AT: Final = "只是查看时的选择"

INDICATOR = Key("ledger-indicator", "", not_kept=_LOOKED_AT)
"""Indicator that is looked at, by its id; "" for none."""

TABLE, CHARTS = HOW_SHOWN = ("表", "图")
SHOWN_AS = Choice[str]("ledger-indicators-as", HOW_SHOWN, not_kept=_LOOKED_AT)
