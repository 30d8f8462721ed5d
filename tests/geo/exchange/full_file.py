"""A file of thirty changes with everything that a file may hold, and what must hold of a store."""

import dataclasses

from geo.exchange.attachments import attach
from geo.exchange.consistency import TAKING_BACK
from geo.guarded import reading
from geo.guarded.commands import SILENTLY
from geo.ledger import ACCEPTED, RETURNED
from geo.overlay import GEOMETRY, ITEMS, PLACEMENT
from geo.overlay.checking import check_edit
from geo.overlay.laying import overlaid
from geo.schema import UNPLACED

PLACE = {"geometry": "POINT (115.9 28.6)", "basis": "竣工图", "accuracy_m": 20.0}
LINE = {**PLACE, "geometry": "LINESTRING (115.9 28.6, 115.91 28.61)"}
ROAD = {**LINE, "name": "规划一路", "grade": "B", "source": "会议纪要"}
REVIEWER = "审核人"
PAPER = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def fill(inside):
    """Write thirty changes into a store that wants reviews: edits, undo, redo, sent back."""
    made = [inside.set("P5-1-01", status="前期", progress=5, remark="一")]
    made.append(inside.set("P5-1-01", status="在建", progress=30))
    made.append(inside.set("P5-1-01", **PLACE))
    made.append(inside.set("P5-1-01", **{**PLACE, "geometry": "POINT (115.91 28.61)"}))
    undone = inside.ledger.undo(made[-1].seq, inside.act("填错"))
    inside.ledger.undo(undone.seq, inside.act("没有填错"))
    inside.set("R-NEW-1", "roads", **ROAD)
    inside.set("R-NEW-1", "roads", remark="待核")
    second = inside.set("R-NEW-2", "roads", **{**ROAD, "name": "规划二路"})
    inside.ledger.undo(second.seq, inside.act("重复"))
    for number in range(3, 10):
        inside.set(f"P5-1-{number:02}", status="在建", remark="甲")
    for number in range(3, 8):
        inside.set(f"P5-1-{number:02}", progress=number * 10.0)
    bad = [inside.set("P5-1-08", status="完工"), inside.set("P5-4-01", **PLACE)]
    for each in bad:
        inside.ledger.review(each.seq, RETURNED, inside.act("请附文件")._replace(by=REVIEWER))
    for each in made[:3]:
        inside.ledger.review(each.seq, ACCEPTED, inside.act("属实")._replace(by=REVIEWER))
    inside.set("P5-4-03", remark="乙", status="前期")
    inside.set("P5-4-03", remark="丙")
    inside.set("P5-4-03", status="在建")
    inside.set("P5-4-03", progress=10.0)
    checked = reading.attachment(reading.Sent(PAPER, "a.pdf"), SILENTLY)
    to = ("projects", "P5-1-01", made[0].seq)
    attach(inside.ledger, to, ("现场", PAPER), checked, inside.act())
    return inside.file()


def require_sound(office, *, others_only):
    """What the page lets nobody break holds of a store, whoever carried what into it."""
    history = {each.seq: each for each in office.ledger.history()}
    backs = {}
    for each in history.values():
        assert (each.kind in TAKING_BACK) == (each.undoes is not None), each
        assert each.by.strip()
        assert each.why.strip()
        if each.undoes:
            undone = history[each.undoes]
            told = {one.field: one.before for one in undone.fields}
            assert (each.table, each.item) == (undone.table, undone.item), each
            assert {one.field: one.after for one in each.fields}.items() <= told.items(), each
        if each.kind == "return":
            backs[each.undoes] = each.by
    for each in history.values():
        if each.review == RETURNED:
            assert backs[each.seq] == each.reviewer
        if each.seq in backs:
            assert each.review in (RETURNED, ""), each
        if others_only and each.reviewer:
            assert each.reviewer != each.by
    require_values(office)
    again = office.take(office.file())
    assert (again.written, again.listed, again.reviews, again.refused) == (0, 0, 0, ())


def require_values(office):
    """Each item could be entered on the page as it stands."""
    now = overlaid(office.plan, office.store.states())
    for table in ITEMS:
        for item, rows in office.store.states()[table].groupby("item"):
            told = dict(zip(rows["field"], rows["value"], strict=True))
            if told.get(GEOMETRY) is None:
                assert {told.get(name) for name in PLACEMENT} <= {None, UNPLACED}, (item, told)
                told = {name: each for name, each in told.items() if name not in PLACEMENT}
            if any(each is not None for each in told.values()):
                row = now.frame(table).loc[item]
                place = {name: row[name] for name in PLACEMENT[1:]} if GEOMETRY in told else {}
                check_edit(now, table, item, {**place, **told})


def mutated(file, part, number, **values):
    """The file with one entry of a part told otherwise."""
    entries = list(getattr(file, part))
    entries[number] = dataclasses.replace(entries[number], **values)
    return dataclasses.replace(file, **{part: tuple(entries)})
