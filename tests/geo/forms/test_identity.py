"""Which form it is, and of whom: told by its hidden sheet, as far as that can be believed."""

import pytest

from geo.errors import DataError
from tests.geo.forms.office import OTHER, Desk, told


def test_a_lost_identity_is_told_and_the_present_compared_with(office):
    item = office.items[0]
    office.desk.set(item, progress=30)
    form = office.desk.filled()
    form.put(item, "形象进度", 45)
    office.desk.set(item, progress=40)
    del form.book["表单标识"]
    found = office.desk.compare(form)
    assert found.identity is None
    assert "已丢失" in found.notes[0]
    assert told(found) == {(item, "progress"): ("改动", 45.0)}
    assert found.differences[0].ours == 40


def test_a_forged_identity_is_told(office):
    item = office.items[0]
    office.desk.set(item, progress=30)
    form = office.desk.filled()
    form.put(item, "形象进度", 45)
    hidden = form.book["表单标识"]
    row = next(row for row in hidden.iter_rows() if row[1].value == item)
    row[2].value = row[2].value.replace("progress", "status")
    found = office.desk.compare(form)
    assert "被改动过" in found.notes[0]
    assert told(found) == {(item, "progress"): ("改动", 45.0)}


def test_a_form_of_another_ledger_is_told(office, tmp_path, plan):
    (tmp_path / "外网").mkdir()
    other = Desk(tmp_path / "外网", plan)
    other.staffed()
    form = other.form()
    other.ledger.close()
    found = office.desk.compare(form)
    assert "不是从本台账发出的" in found.notes[0]
    assert found.differences == ()


def test_a_form_of_another_plan_is_refused(office):
    form = office.desk.filled()
    hidden = form.book["表单标识"]
    next(row for row in hidden.iter_rows() if row[0].value == "plan")[1].value = "《别处规划》"
    with pytest.raises(DataError, match="另一份规划（《别处规划》）"):
        office.desk.compare(form)


def test_items_that_are_another_units_by_now_are_told(office):
    form = office.desk.form()
    office.desk.set(office.items[0], lead_unit=OTHER)
    found = office.desk.compare(form)
    assert "1 个项目现在的责任单位、配合单位不是区甲局" in found.notes[0]
