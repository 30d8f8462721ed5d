"""The form of an evaluation: kind, scope, day, and what it holds."""

from typing import Final

from views.state.model import Choice, Key

_HERE: Final = "只是编制一份报告时的选择"
SCOPES: Final = ("全区", "分区", "单位")

KIND: Final = Choice("eval-kind", ("中期评估", "终期评估"), "终期评估", not_kept=_HERE)
SCOPE: Final = Choice("eval-scope", SCOPES, not_kept=_HERE)
ZONE: Final = Key[str]("eval-zone", "", not_kept=_HERE)
UNIT: Final = Key[str]("eval-unit", "", not_kept=_HERE)
DAY: Final = Key[str]("eval-day", "", not_kept=_HERE)
OFFICE: Final = Key[str]("eval-office", "", not_kept=_HERE)
PARTS: Final = Key[list[str]]("eval-parts", [], not_kept=_HERE)
FULL: Final = Key("eval-full", start=False, not_kept=_HERE)
