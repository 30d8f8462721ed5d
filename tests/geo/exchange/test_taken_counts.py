"""How many changes of a file were written, listed and refused."""

from dataclasses import replace

from geo.exchange.deciding import decide, waiting

ITEM = "P5-1-01"


def test_what_was_refused_is_no_change_that_is_missing(offices):
    inside, outside = offices
    inside.meets(outside, ITEM)
    decide(outside.store, waiting(outside.store), "ours", outside.act("已下停工令"))
    file = outside.file()
    (decision,) = file.decisions
    taken = inside.take(replace(file, decisions=(replace(decision, item="P99-9-99"),)))
    assert [each.item for each in taken.refused] == ["P99-9-99"]
    assert (taken.written, taken.repeated, taken.listed) == (0, 0, 1)
    again = inside.take(replace(file, changes=(), decisions=(replace(decision, item="P99-9-99"),)))
    assert (again.written, again.repeated, again.listed) == (0, 0, 0)
