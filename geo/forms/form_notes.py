"""What has to be known of a filled form as a whole, in words."""

from collections.abc import Collection, Iterator

from geo.forms import layout
from geo.forms.bases import Bases
from geo.forms.choosing import units_in
from geo.forms.figures import Figures
from geo.forms.model import SentForm

_NAMED = 5


def notes_of(form: SentForm, known: Figures, bases: Bases, there: Collection[str]) -> Iterator[str]:
    """Give what has to be known; `there` are the items with a row."""
    if bases.note:
        yield bases.note
    if bases.forged:
        yield f"{len(set(bases.forged))} 个项目的原值与台账对不上，按台账现值对照"
    yield from _gone(known, bases, there)
    yield from _absent(form, bases)
    yield from form.notes


def _gone(known: Figures, bases: Bases, there: Collection[str]) -> Iterator[str]:
    """Say which items are another unit's by now."""
    unit = bases.identity.unit if bases.identity else ""
    if not unit:
        return
    rows = known.plan.projects.loc[list(there)]
    told = [
        str(name)
        for name, *units in zip(rows["name"], rows["lead_unit"], rows["with_units"], strict=True)
        if unit not in {each for cell in units for each in units_in(cell)}
    ]
    if told:
        more = " 等" if len(told) > _NAMED else ""
        names = "、".join(told[:_NAMED])
        yield f"{names}{more} {len(told)} 个项目现在的责任单位、配合单位不是{unit}"


def _absent(form: SentForm, bases: Bases) -> Iterator[str]:
    """Say which columns a sheet no longer has."""
    given = bases.identity.fields.split(",") if bases.identity else []
    headers = {
        (sheet.table, field): header
        for sheet in layout.wanted().sheets
        for field, header in reversed(sheet.headers)
    }
    for rows in form.rows:
        titles = [headers[rows.table, each] for each in rows.absent if each in given]
        if titles:
            yield f"工作表“{rows.sheet}”里没有 {'、'.join(titles)} 栏；这些栏没有对照"
