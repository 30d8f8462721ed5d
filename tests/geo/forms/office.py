"""A made-up office over the shipped plan, and workbooks as units fill them in."""

from datetime import UTC, datetime, timedelta
from io import BytesIO
from itertools import count

from openpyxl import load_workbook

from geo.data_folder import data_folder
from geo.forms.issuing import issue, returned_form
from geo.forms.layout import wanted
from geo.forms.making import FormRequest
from geo.forms.merging import merge_form
from geo.forms.reading import read_form
from geo.ledger import Act, Edit, Ledger
from geo.store import PlanStore

NOON = datetime(2023, 6, 6, 4, 0, tzinfo=UTC)
MINUTES = count(1)
UNIT, OTHER = "区甲局", "区乙局"


class Filled:
    """A form that a unit works on, by openpyxl."""

    def __init__(self, content):
        self.book = load_workbook(BytesIO(content))
        self.sheet, self.matters = self.book["填报"], self.book["问题与协调事项"]

    def cell(self, item, title, sheet=None):
        sheet = sheet or self.sheet
        columns = [each.column for each in sheet[4] if str(each.value).startswith(title)]
        rows = [each.row for each in sheet["A"] if each.value == item]
        return sheet.cell(rows[0], columns[0])

    def put(self, item, title, value, sheet=None):
        cell = self.cell(item, title, sheet)
        cell.value = value
        return cell

    def content(self):
        out = BytesIO()
        self.book.save(out)
        return out.getvalue()


class Desk:
    """Who keeps the ledger: gives forms out, takes them back."""

    def __init__(self, folder, plan, *, reviewed=False):
        self.folder = folder
        url = f"sqlite:///{folder / 'ledger.sqlite'}"
        self.store = PlanStore(data_folder(), lambda: Ledger(url), lambda: reviewed)
        self.store.published = lambda: plan
        self.ledger = self.store.ledger
        self.items = [str(each) for each in plan.projects.index]

    def act(self, by="张三", why="现场核实", **more):
        return Act(by, NOON + timedelta(minutes=next(MINUTES)), why, "纪要", **more)

    def set(self, item, by="张三", table="projects", *, as_of=None, **values):
        act = self.act(by) if as_of is None else self.act(by, as_of=as_of)
        return self.store.write(Edit(table, item, values, act))

    def matter(self, number, item, **values):
        """Write a matter of an item."""
        given = {"item": item, "kind": "存在问题", "told": "征地未完成", **values}
        return self.store.write(Edit("matters", number, given, self.act()))

    def staffed(self):
        """Give four items to the one unit, a fifth to another that the first helps with."""
        for item in self.items[:4]:
            self.set(item, lead_unit=UNIT)
        self.set(self.items[4], lead_unit=OTHER, with_units=f"区丙局、{UNIT}")
        self.set(self.items[5], lead_unit=OTHER)
        return self.items[:5]

    def form(self, unit=UNIT, month="", **more):
        return issue(self.store, FormRequest(unit, month, **more), NOON).content

    def filled(self, **more):
        return Filled(self.form(**more))

    def read(self, content, name="表.xlsx"):
        path = self.folder / name
        path.write_bytes(content)
        return read_form(path, name, wanted())

    def compare(self, form):
        content = form.content() if isinstance(form, Filled) else form
        return returned_form(self.store, self.read(content))

    def merge(self, comparison, *chosen, by="李四", why="并入", document="表.xlsx"):
        act = Act(by, NOON + timedelta(days=1, minutes=next(MINUTES)), why, document)
        picked = chosen or [each for each in comparison.differences if not each.wrong]
        return merge_form(self.store, comparison, picked, act)

    def value(self, item, field, table="projects"):
        state = self.ledger.state(table)
        found = state[(state["item"] == item) & (state["field"] == field)]["value"]
        return None if found.empty else found.iloc[0]


def told(comparison):
    """Differences as item, field, verdict and value."""
    return {(each.item, each.field): (each.verdict, each.theirs) for each in comparison.differences}
