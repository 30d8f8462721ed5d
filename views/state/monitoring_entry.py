"""Of 填报表: cells that are typed and not saved, what of the table is looked at, what is pasted."""

from typing import Any, Final

from geo.project_file.checks import named, record, text, whole
from views.state.ledger import plain_value
from views.state.model import Key, KeyFamily

_UNSAVED: Final = "还没有保存的填报"
_LOOKED_AT: Final = "只是查看时的选择"

Cells = dict[str, dict[str, dict[str, Any]]]
"""By id of the item and field: what `was` there, the change it was `seen` of, what is `typed`."""

_CELL: Final = record(was=plain_value, seen=whole(0, 2**53), typed=text(20_000))
CELLS = Key[Cells]("table-cells", {}, named(named(_CELL, 500), 5_000))
CELLS_WHY = Key("table-why", "", text(2_000))
CELLS_DOCUMENT = Key("table-document", "", text(500))
CELLS_AS_OF = Key("table-as-of", "", text(40))

GROUPS = Key[list[str]]("table-groups", [], not_kept=_LOOKED_AT)
"""Headings of the columns that are shown."""

FUNDS = Key[list[str]]("table-funds", [], not_kept=_LOOKED_AT)
YEARS = Key[list[int]]("table-years", [], not_kept=_LOOKED_AT)
CHANGED_ONLY = Key("table-changed", start=False, not_kept=_LOOKED_AT)

SHEET_ROWS = Key[list[str]]("table-rows", [])
"""Ids and fields of the sheet that is drawn; another one begins anew."""

SHEET_TURN = Key("table-turn", 0)
SHEET_EDITS = Key[dict[str, dict[str, Any]]]("table-edits", {})
"""What the sheet had told when it was last heard, by row and field."""

CHANGES_TURN = Key("table-changes-turn", 0)

PASTE = Key("table-paste", "", not_kept=_UNSAVED)
PASTE_CLEARS = Key("table-paste-clears", start=False, not_kept=_LOOKED_AT)
PASTED = Key("table-pasted", "")
"""What was pasted and is compared."""

CELL_TAKES = KeyFamily[str | None]("table-take-", None, not_kept=_UNSAVED)
"""Whose value a cell takes that two have changed, by item and field."""
