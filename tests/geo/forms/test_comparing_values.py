"""Cells of a filled form read in the ways that people and programs write them."""

from tests.geo.forms.office import told


def test_cells_that_cannot_be_read_say_where_and_what_to_do(office):
    item = office.items[0]
    form = office.desk.filled()
    form.put(item, "状态", "快完了")
    form.put(item, "实际开工", "年初")
    form.put(item, "形象进度", 130)
    found = office.desk.compare(form)
    assert {field: verdict for (_, field), (verdict, _) in told(found).items()} == {
        "status": "读不懂", "actual_start": "读不懂", "progress": "读不懂",
    }  # fmt: skip
    assert all("；" in each.wrong and each.cell for each in found.differences)


def test_dates_as_text_and_sums_in_both_units(office):
    item = office.items[0]
    office.desk.set(item, planned_start="2021-03-01", total_unsplit=12000)
    form = office.desk.filled()
    form.put(item, "计划开工", "2021.3.1")  # the same day
    form.put(item, "计划完工", "2023年5月")
    form.put(item, "总投资", "1.2亿元")  # the same sum
    form.put(item, "累计完成", "8,000万")
    found = office.desk.compare(form)
    assert told(found) == {
        (item, "planned_finish"): ("改动", "2023-05-31"),
        (item, "done_unsplit"): ("改动", 8000.0),
    }


def test_a_header_in_another_unit(office):
    first, second = office.items[:2]
    office.desk.set(first, total_unsplit=12000)
    form = office.desk.filled()
    form.put(second, "总投资", 0.5)
    form.cell(first, "总投资").parent.cell(
        4, form.cell(first, "总投资").column
    ).value = "总投资（亿元）"
    found = office.desk.compare(form)
    assert told(found) == {(second, "total_unsplit"): ("改动", 5000.0)}
    assert "5 000" in found.differences[0].note


def test_a_sum_that_may_be_in_yuan_is_pointed_out(office):
    item = office.items[0]
    office.desk.set(item, total_unsplit=12000)
    form = office.desk.filled()
    form.put(item, "总投资", 120000000)
    assert "是否以元计" in office.desk.compare(form).differences[0].note


def test_formulas_are_never_run(office):
    item = office.items[0]
    form = office.desk.filled()
    form.put(item, "形象进度", "=30+40")  # saved without a value
    found = office.desk.compare(form)
    assert told(found) == {(item, "progress"): ("读不懂", None)}
    assert "没有算好的值" in found.differences[0].wrong


def test_a_share_that_the_sheet_shows_as_percentage(office):
    item = office.items[0]
    form = office.desk.filled()
    form.put(item, "形象进度", 1).number_format = "0%"
    assert told(office.desk.compare(form)) == {(item, "progress"): ("改动", 100.0)}


def test_merged_cells_are_pointed_out(office):
    first, second = office.items[:2]
    form = office.desk.filled()
    cell = form.put(first, "状态", "在建")
    form.sheet.merge_cells(f"{cell.coordinate}:{form.cell(second, '状态').coordinate}")
    found = office.desk.compare(form)
    assert told(found) == {
        (first, "status"): ("改动", "在建"), (second, "status"): ("改动", "在建"),
    }  # fmt: skip
    assert all("合并" in each.note for each in found.differences)
