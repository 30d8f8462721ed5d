"""问题与协调事项 on the card: added, handled, settled, and part of the history."""

import pytest

ITEM = "P5-1-01"


@pytest.fixture
def page(opened, office):
    office.write("P5-1-02", {"lead_unit": "甲局"})
    return opened()


def added(page):
    """Open the form of a new matter; give its id."""
    page.press("matter-add")
    return next(each.removeprefix("entry-save-") for each in page.keys if "entry-save-M" in each)


def test_a_matter_is_added_with_its_item_and_day(page, office):
    key = added(page)
    page.fill(key, kind="需协调事项", told="管线迁改", unit_in_charge="甲局", why="月度调度")
    page.press(f"entry-save-{key}")
    change = office.ledger.change(2)
    assert (change.table, change.item) == ("matters", key)
    told = {each.field: each.after for each in change.fields}
    assert len(told.pop("raised")) == len("2026-11-28")
    assert told == {
        "item": ITEM, "kind": "需协调事项", "told": "管线迁改", "unit_in_charge": "甲局",
    }  # fmt: skip
    assert "1 件未办结" in page.words
    assert "管线迁改" in page.html
    assert "○ 待办" in page.html


def test_it_is_settled_with_its_result_and_stands_apart(page, office):
    key = matter(office)
    page.run().press(f"matter-settle-{key}")
    page.fill(key, result="已迁改完成", why="现场核实").press(f"entry-save-{key}")
    assert office.values("matters")[key, "state"] == "已办结"
    assert office.values("matters")[key, "result"] == "已迁改完成"
    assert f"matter-settle-{key}" not in page.keys
    assert "● 已办结" in page.html
    assert "已办结 1 件" in {each.label for each in page.test.expander}


def test_one_past_its_day_says_so_until_it_is_settled(page, office):
    matter(office, due="2020-01-01")
    assert "1 件已过时限" in page.run().words
    assert "时限 2020-01-01，已过时限" in page.html


def test_without_kind_or_words_nothing_is_written(page, office):
    key = added(page)
    page.fill(key, why="月度调度").press(f"entry-save-{key}")
    assert "还缺：类型、内容" in page.test.error[0].value
    assert office.ledger.version() == 1


def test_the_item_s_own_form_stands_beside_it(page, office):
    key = added(page)
    page.press("card-enter")
    page.fill(ITEM, status="在建", why="月度调度").press("entry-save")
    assert office.values()[ITEM, "status"] == "在建"
    assert f"entry-save-{key}" in page.keys


def matter(office, **more):
    told = {"item": ITEM, "kind": "存在问题", "told": "征迁未完成", **more}
    office.write("M-0a1b2c3d", told, table="matters")
    return "M-0a1b2c3d"
