"""FormRows of a filled form: which item each is of, which belong to nothing."""

from collections.abc import Iterator
from hashlib import sha256
from typing import Final, NamedTuple

from geo.entering.model import Read, refused
from geo.forms.bases import Bases
from geo.forms.comparison import BesideText, OddRow
from geo.forms.layout import NEW
from geo.forms.model import ITEMS, MATTERS, Raw, SentColumn, SentForm, SentRows
from geo.forms.sheet_text import shown
from geo.plan_data import PlanData
from geo.text import fold

_KEYS: Final = {ITEMS: "project_id", MATTERS: "matter_id"}
_LOCKED: Final = {"name": "名称", "column": "专栏"}
_LONGEST: Final = 2_000
"""Letters of a row that are shown."""


class FormRow(NamedTuple):
    """A row of an item; `doubt` says why nothing of it can be taken, "" for nothing."""

    sheet: str
    number: int
    table: str
    item: str
    columns: tuple[SentColumn, ...]
    cells: list[Raw]
    doubt: str = ""
    is_new: bool = False


class FormRows:
    """All rows of a form, each looked at once.

    Parameters
    ----------
    form
        As it was read.
    plan
        As it is now.
    bases
        What it was given out with.
    """

    def __init__(self, form: SentForm, plan: PlanData, bases: Bases) -> None:
        self._plan, self._bases = plan, bases
        self._names = {str(item): str(name) for item, name in plan.projects["name"].items()}
        self._ids = {
            table: {fold(str(each)): str(each) for each in plan.rows(table).index}
            for table in _KEYS
        }
        self.odd: list[OddRow] = []
        self.locked_changes: list[BesideText] = []
        self.at: dict[tuple[str, int], str] = {}
        self.there: dict[str, None] = {}
        self._rows = [row for rows in form.rows for row in self._of(rows)]

    def of(self, table: str) -> Iterator[FormRow]:
        """Give the rows of a table that belong to something."""
        return (each for each in self._rows if each.table == table)

    def item_named(self, raw: Raw) -> Read:
        """Return the id of the item that a cell names: by id, or by a name that only one bears."""
        text = shown(raw).strip()
        if not text:
            return Read()
        known = self._ids[ITEMS]
        first = fold(text.split()[0])
        if first in known:
            return Read(known[first])
        named = [item for item in self._mine() if fold(self._names[item]) == fold(text)]
        if len(named) == 1:
            return Read(named[0])
        return refused(text, "不是本表的项目", "请从列表中选所属项目")

    def _mine(self) -> list[str]:
        given = self._bases.items.get(ITEMS)
        return [each for each in self._names if given is None or each in given]

    def _of(self, rows: SentRows) -> Iterator[FormRow]:
        for number, cells in zip(rows.numbers, rows.cells, strict=True):
            told = {each.field: cell for each, cell in zip(rows.columns, cells, strict=True)}
            row = FormRow(rows.sheet, number, rows.table, "", rows.columns, cells)
            found = self._item(row, told) if rows.table == ITEMS else self._matter(row, told)
            if found is not None:
                self.at[rows.sheet, number] = found.item
                yield found

    def _item(self, row: FormRow, told: dict[str, Raw]) -> FormRow | None:
        word = shown(told.pop(_KEYS[ITEMS])).strip()
        item = self._ids[ITEMS].get(fold(word), "")
        why = ""
        if not word:
            why = "没有编号"
        elif not item:
            why = f"编号“{word[:40]}”不是本规划的项目"
        elif self._bases.trusted and item not in self._bases.items.get(ITEMS, {}):
            why = f"{self._names[item]}（{item}）不在发出的这份表内"
        if why:
            self._odd(row, why)
            return None
        self.there[item] = None
        return row._replace(item=item, doubt=self._doubt(row, item, told))

    def _doubt(self, row: FormRow, item: str, told: dict[str, Raw]) -> str:
        """Look at the locked cells: they say whether id and row belong together."""
        for field, title in _LOCKED.items():
            word, own = shown(told.get(field)).strip(), str(self._plan.projects.loc[item, field])
            if not word or fold(word) == fold(own):
                continue
            if field == "name" and fold(word) in {fold(self._names[each]) for each in self._mine()}:
                return (
                    f"编号与名称对不上：{item} 是“{own}”，这一行写的是“{word[:40]}”；请核对后重交"
                )
            place = self._place(row, field)
            self.locked_changes.append(BesideText(item, place, word, f"{title}原为“{own}”"))
        return ""

    def _matter(self, row: FormRow, told: dict[str, Raw]) -> FormRow | None:
        word = shown(told.pop(_KEYS[MATTERS])).strip()
        if all(cell is None for cell in told.values()):
            return None
        item = self._ids[MATTERS].get(fold(word), "")
        if item:
            return row._replace(item=item)
        if word and not word.startswith(NEW):
            self._odd(row, f"事项编号“{word[:40]}”不认得；新的事项请写在“{NEW}”各行")
            return None
        name = self._new_id(word, told)
        return row._replace(item=name, is_new=name not in self._ids[MATTERS].values())

    def _new_id(self, word: str, told: dict[str, Raw]) -> str:
        """Id of a new matter: the same whenever the same form comes again."""
        identity = self._bases.identity
        mark = identity.mark if identity else ""
        own = word if word and mark else repr(sorted(told.items()))
        return f"M-{sha256(f'{mark} {own}'.encode()).hexdigest()[:8]}"

    def _odd(self, row: FormRow, why: str) -> None:
        told = "；".join(
            f"{column.header} {shown(cell)}"
            for column, cell in zip(row.columns, row.cells, strict=True)
            if cell is not None
        )
        short = told if len(told) <= _LONGEST else f"{told[:_LONGEST]}…"
        self.odd.append(OddRow(f"{row.sheet}!{row.number}", short, why))

    def _place(self, row: FormRow, field: str) -> str:
        letters = next(each.letters for each in row.columns if each.field == field)
        return f"{row.sheet}!{letters}{row.number}"
