"""The state is the last entry of each field of each item, now or as it was known at a time."""

from contextlib import closing
from datetime import UTC, datetime, timedelta

from geo.ledger import Act, Edit, Ledger

NOON = datetime(2026, 3, 1, 4, 0, tzinfo=UTC)


def test_each_field_of_each_item_is_followed_by_itself(store_url):
    edits = [
        ("projects", "P1", {"status": "前期", "progress": 3, "remark": "甲"}),
        ("projects", "P1", {"progress": 4}),
        ("projects", "P2", {"progress": 9}),
        ("roads", "P1", {"progress": 8}),
    ]
    with closing(Ledger(store_url)) as ledger:
        for number, (table, item, values) in enumerate(edits):
            act = Act("张三", NOON + timedelta(minutes=number), "核实", f"{number}号")
            ledger.write(Edit(table, item, values, act), {})
        now, first = ledger.state("projects"), ledger.state("projects", NOON)
    said = ["item", "field", "value", "seq"]
    assert sorted(now[said].itertuples(index=False, name=None)) == [
        ("P1", "progress", 4, 2),
        ("P1", "remark", "甲", 1),
        ("P1", "status", "前期", 1),
        ("P2", "progress", 9, 3),
    ]
    assert sorted(first[said].itertuples(index=False, name=None)) == [
        ("P1", "progress", 3, 1),
        ("P1", "remark", "甲", 1),
        ("P1", "status", "前期", 1),
    ]
    row = now.set_index(["item", "field"]).loc["P2", "progress"]
    assert (row["by"], row["why"], row["document"], row["review"]) == ("张三", "核实", "2号", "")
    assert row["at"] == NOON + timedelta(minutes=2)
