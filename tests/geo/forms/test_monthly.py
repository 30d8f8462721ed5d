"""月报: figures belong to the last day of their month, whenever they come in."""

from datetime import date

import pytest

from geo.errors import DataError
from geo.forms.model import last_day, month_words
from tests.geo.forms.office import told

APRIL, MAY, JUNE = date(2023, 4, 30), date(2023, 5, 31), date(2023, 6, 30)


def figure(desk, item, field, day):
    """The figure of a day by the rule, counted from the history: greatest day, then number."""
    known = [
        (each.as_of or each.at.astimezone().date(), each.seq, after.after)
        for each in desk.ledger.history("projects", item)
        for after in each.fields
        if after.field == field
    ]
    known = [each for each in known if each[0] <= day]
    return max(known)[2] if known else None


def test_a_form_of_a_month_has_what_a_month_needs(office):
    form = office.desk.filled(month="2023-05")
    assert [str(each.value) for each in form.sheet[4]] == [
        "编号", "名称", "专栏", "状态", "形象进度（%）", "实际开工", "实际完工",
        "累计完成·未分来源（万元）", "本月进展（记入备注）",
    ]  # fmt: skip
    assert form.sheet["A1"].value == "区甲局 2023年5月月报"


def test_figures_belong_to_the_last_day_of_the_month(office):
    first, second = office.items[:2]
    form = office.desk.filled(month="2023-05")
    form.put(first, "形象进度", 45)
    form.put(first, "累计完成", "1,200万元")
    form.put(second, "本月", "完成招标")
    found = office.desk.compare(form)
    assert found.identity.description == "区甲局 2023年5月月报"
    made = office.desk.merge(found)
    assert {each.as_of for each in made} == {MAY}
    assert figure(office.desk, first, "done_unsplit", MAY) == 1200.0
    assert figure(office.desk, first, "done_unsplit", APRIL) is None
    assert office.desk.value(second, "remark") == "完成招标"


def test_each_item_of_the_form_is_marked_as_reported(office):
    item = office.items[0]
    form = office.desk.filled(month="2023-05")
    form.put(item, "形象进度", 45)
    found = office.desk.compare(form)
    assert [each for each, _ in found.reporting] == office.items
    made = office.desk.merge(found)
    assert [each.item for each in made] == office.items
    assert {office.desk.value(each, "report_day") for each in office.items} == {"2023-05-31"}


def test_nothing_new_is_reported_too_and_once(office):
    form = office.desk.form(month="2023-05")
    found = office.desk.compare(form)
    assert found.differences == ()
    assert len(office.desk.merge(found)) == len(office.items)
    again = office.desk.compare(form)
    assert (again.differences, again.reporting) == ((), ())
    with pytest.raises(DataError, match="没有选定"):
        office.desk.merge(again)


def test_an_older_month_leaves_the_present_as_it_is(office):
    item = office.items[0]
    office.desk.set(item, progress=40, as_of=APRIL)
    form = office.desk.filled(month="2023-05")
    office.desk.set(item, progress=60, as_of=JUNE)
    assert form.cell(item, "形象进度").value == 40
    form.put(item, "形象进度", 50)
    found = office.desk.compare(form)
    assert told(found) == {(item, "progress"): ("改动", 50.0)}  # May's figure, not June's
    assert (found.differences[0].ours, found.differences[0].later) == (40, JUNE)
    made = [each for each in office.desk.merge(found) if each.item == item]
    progress = [
        (each.as_of, field.after)
        for each in made
        for field in each.fields
        if field.field == "progress"
    ]
    assert progress == [(MAY, 50.0), (JUNE, 60)]
    assert office.desk.value(item, "progress") == 60
    assert [figure(office.desk, item, "progress", day) for day in (APRIL, MAY, JUNE)] == [
        40, 50.0, 60,
    ]  # fmt: skip
    assert office.desk.compare(form).differences == ()


def test_an_older_month_that_says_what_holds_by_now(office):
    """April 40, June 60, and May, late, 60 as well: on the last day of May it was 60."""
    item = office.items[0]
    office.desk.set(item, progress=40, as_of=APRIL)
    office.desk.set(item, progress=60, as_of=JUNE)
    form = office.desk.filled(month="2023-05")
    form.put(item, "形象进度", 60)
    office.desk.merge(office.desk.compare(form))
    assert figure(office.desk, item, "progress", MAY) == 60.0
    assert office.desk.value(item, "progress") == 60
    assert office.desk.compare(form).differences == ()


def test_two_late_reports_of_one_month_meet(office):
    item = office.items[0]
    office.desk.set(item, progress=60, as_of=JUNE)
    form = office.desk.filled(month="2023-05")
    form.put(item, "形象进度", 50)
    office.desk.set(item, by="王五", progress=55, as_of=MAY)
    found = office.desk.compare(form)
    assert told(found) == {(item, "progress"): ("冲突", 50.0)}
    assert (found.differences[0].base, found.differences[0].ours) == (None, 55)


def test_what_is_new_in_a_month_begins_empty(office):
    item = office.items[0]
    office.desk.set(item, remark="四月：征地", as_of=APRIL)
    form = office.desk.filled(month="2023-05")
    assert form.cell(item, "本月").value is None
    assert office.desk.compare(form).differences == ()  # empty changes nothing
    form.put(item, "本月", "五月：开工")
    office.desk.merge(office.desk.compare(form))
    assert figure(office.desk, item, "remark", APRIL) == "四月：征地"
    assert figure(office.desk, item, "remark", MAY) == "五月：开工"


def test_matters_of_a_report_are_as_they_are_told_last(office):
    item = office.items[0]
    office.desk.matter("M-00000001", item)
    form = office.desk.filled(month="2023-05")
    form.put("M-00000001", "办理状态", "已办结", form.matters)
    office.desk.merge(office.desk.compare(form))
    assert office.desk.value("M-00000001", "state", "matters") == "已办结"


def test_a_report_whose_identity_is_lost_belongs_to_no_month(office):
    form = office.desk.filled(month="2023-05")
    form.put(office.items[0], "形象进度", 45)
    del form.book["表单标识"]
    found = office.desk.compare(form)
    assert found.reporting == ()
    assert {each.as_of for each in office.desk.merge(found)} == {None}


@pytest.mark.parametrize("month", ["2023-13", "2023", "2023-5", "二〇二三年五月", "1066-05"])
def test_months_that_are_none(office, month):
    with pytest.raises(DataError, match="不是月份"):
        office.desk.form(month=month)


def test_the_last_day_of_a_month():
    assert last_day("2024-02") == date(2024, 2, 29)
    assert month_words("2023-05") == "2023年5月"
    assert month_words("") == ""
