"""Accepted differences in the ledger: one change an item, all or none, once."""

from datetime import timedelta

import pytest

from geo.errors import DataError
from geo.forms.merging import usual_why
from geo.ledger import ConflictError
from tests.geo.forms.office import NOON, Desk


def test_one_change_an_item_by_whom_and_why(office):
    first, second = office.items[:2]
    form = office.desk.filled()
    form.put(first, "状态", "在建")
    form.put(first, "形象进度", 45)
    form.put(second, "备注", "进场")
    found = office.desk.compare(form)
    made = office.desk.merge(found, why=usual_why(found), document="区甲局.xlsx")
    assert [(each.item, sorted(field.field for field in each.fields)) for each in made] == [
        (first, ["progress", "status"]), (second, ["remark"]),
    ]  # fmt: skip
    assert {(each.by, each.why, each.document, each.kind) for each in made} == {
        ("李四", "区甲局 台账", "区甲局.xlsx", "merge")
    }
    assert office.desk.value(first, "progress") == 45.0


def test_only_what_is_chosen_is_written(office):
    item = office.items[0]
    form = office.desk.filled()
    form.put(item, "状态", "在建")
    form.put(item, "形象进度", 45)
    found = office.desk.compare(form)
    chosen = [each for each in found.differences if each.field == "status"]
    office.desk.merge(found, *chosen)
    assert office.desk.value(item, "status") == "在建"
    assert office.desk.value(item, "progress") is None


def test_the_same_file_again_changes_nothing(office):
    item = office.items[0]
    form = office.desk.filled()
    form.put(item, "状态", "在建")
    form.put(item, "计划完工", "2023年5月")
    form.put("新增1", "所属项目", item, form.matters)
    form.put("新增1", "类型", "需协调事项", form.matters)
    form.put("新增1", "内容", "管线迁改", form.matters)
    office.desk.merge(office.desk.compare(form))
    before = office.desk.ledger.version()
    again = office.desk.compare(form)
    assert again.differences == ()
    with pytest.raises(DataError, match="没有选定"):
        office.desk.merge(again)
    assert office.desk.ledger.version() == before


def test_a_new_matter_is_added_once_and_put_right_by_a_later_file(office):
    item = office.items[0]
    form = office.desk.filled()
    form.put("新增3", "所属项目", item, form.matters)
    form.put("新增3", "类型", "存在问题", form.matters)
    form.put("新增3", "内容", "征地", form.matters)
    found = office.desk.compare(form)
    office.desk.merge(found, found.differences[0])  # one field stands for all
    matters = office.desk.store.read().rows("matters")
    assert list(matters["told"]) == ["征地"]
    form.put("新增3", "内容", "征地和拆迁", form.matters)
    office.desk.merge(office.desk.compare(form))
    assert list(office.desk.store.read().rows("matters")["told"]) == ["征地和拆迁"]


def test_all_or_none(office):
    first, second = office.items[:2]
    form = office.desk.filled()
    form.put(first, "状态", "在建")
    form.put(second, "状态", "前期")
    found = office.desk.compare(form)
    office.desk.set(second, status="停缓建")  # after it was compared
    with pytest.raises(ConflictError):
        office.desk.merge(found)
    assert office.desk.value(first, "status") is None
    assert {each.verdict for each in office.desk.compare(form).differences} == {"改动", "冲突"}


def test_a_conflict_may_be_taken(office):
    item = office.items[0]
    office.desk.set(item, progress=30)
    form = office.desk.filled()
    form.put(item, "形象进度", 45)
    office.desk.set(item, progress=40)
    office.desk.merge(office.desk.compare(form))
    assert office.desk.value(item, "progress") == 45.0


def test_what_cannot_be_read_is_never_written(office):
    item = office.items[0]
    form = office.desk.filled()
    form.put(item, "形象进度", 130)
    found = office.desk.compare(form)
    with pytest.raises(DataError, match="读不懂"):
        office.desk.merge(found, *found.differences)
    assert office.desk.value(item, "progress") is None


def test_an_emptied_cell_empties_the_field(office):
    item = office.items[0]
    office.desk.set(item, remark="甲")
    form = office.desk.filled()
    form.put(item, "备注", None)
    office.desk.merge(office.desk.compare(form))
    assert office.desk.store.read().projects.loc[item, "remark"] == ""


def test_where_a_review_is_wanted_they_are_drafts(tmp_path, plan):
    desk = Desk(tmp_path, plan, reviewed=True)
    item = desk.staffed()[0]
    form = desk.filled()
    form.put(item, "状态", "在建")
    assert [each.review for each in desk.merge(desk.compare(form))] == ["草稿"]
    desk.ledger.close()


def test_two_forms_of_two_units_meet(office):
    """The lead's and the helper's form of one item: the second is told what the first did."""
    item = office.items[4]
    one, other = office.desk.filled(), office.desk.filled(unit="区丙局")
    one.put(item, "形象进度", 50)
    other.put(item, "形象进度", 60)
    office.desk.merge(office.desk.compare(one), by="李四")
    found = office.desk.compare(other)
    assert [(each.verdict, each.ours, each.theirs, each.by) for each in found.differences] == [
        ("冲突", 50.0, 60.0, "李四")
    ]
    assert found.differences[0].at > NOON + timedelta(hours=1)
