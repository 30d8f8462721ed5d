"""Forms that LibreOffice opened and saved: everything comes back, whatever it writes otherwise."""

import os
import shutil
import subprocess

import pytest

from tests.geo.forms.office import Filled, told

SOFFICE = shutil.which("soffice")


@pytest.fixture(scope="module")
def saved_by_libreoffice(tmp_path_factory):
    """Open a workbook in LibreOffice, let it work out its formulas, save it."""
    if SOFFICE is None:
        if os.environ.get("CI"):
            pytest.fail("no LibreOffice on this machine: apt-get install libreoffice-calc-nogui")
        pytest.skip("no LibreOffice on this machine: apt-get install libreoffice-calc-nogui")
    folder = tmp_path_factory.mktemp("libreoffice")

    def run(path, ending, out):
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        words = [SOFFICE, profile, "--headless", "--convert-to", ending, "--outdir", out, path]
        subprocess.run(words, check=True, capture_output=True, timeout=120)
        return out / f"{path.stem}.{ending}"

    def saved(content, *, through=()):
        path = folder / "sent.xlsx"
        path.write_bytes(content)
        for number, ending in enumerate((*through, "xlsx")):
            path = run(path, ending, folder / str(number))
        return path.read_bytes()

    return saved


def filled_in(office):
    """A form as an office fills it in: everything at once."""
    desk, items = office.desk, office.items
    desk.set(items[0], progress=30, total_unsplit=12000, remark="=不是公式")
    desk.set(items[1], planned_start="2021-03-01", status="前期")
    form = desk.filled()
    form.put(items[0], "形象进度", "=20+25")
    form.put(items[0], "总投资", "1.5亿元")
    form.put(items[1], "计划完工", "2023年5月")
    form.put(items[1], "状态", "在建")
    form.put(items[2], "形象进度", 0.6).number_format = "0%"
    form.put(items[2], "备注", "第一行\n第二行")
    form.put(items[3], "累计完成", "３,５００")
    form.put("新增1", "所属项目", items[3], form.matters)
    form.put("新增1", "类型", "需协调事项", form.matters)
    form.put("新增1", "内容", "管线迁改", form.matters)
    form.sheet.cell(form.cell(items[3], "编号").row, 40).value = "资金尚未下达"
    form.sheet.column_dimensions["E"].hidden = True
    form.sheet.insert_rows(7)  # between the rows of the unit
    return form


def expected(items):
    return {
        (items[0], "progress"): ("改动", 45.0),
        (items[0], "total_unsplit"): ("改动", 15000.0),
        (items[1], "planned_finish"): ("改动", "2023-05-31"),
        (items[1], "status"): ("改动", "在建"),
        (items[2], "progress"): ("改动", 60.0),
        (items[2], "remark"): ("改动", "第一行\n第二行"),
        (items[3], "done_unsplit"): ("改动", 3500.0),
    }


def of_items(found):
    return {key: value for key, value in told(found).items() if not key[0].startswith("M-")}


def test_untouched_it_comes_back_without_a_difference(office, saved_by_libreoffice):
    item = office.items[0]
    office.desk.set(
        item, status="在建", progress=12.5, planned_start="2021-03-01", total_unsplit=0.1,
        remark="=1+1 _x0041_\n+2", goal_2021="'引号",
    )  # fmt: skip
    office.desk.matter("M-00000001", item, due="2023-12-31")
    found = office.desk.compare(saved_by_libreoffice(office.desk.form()))
    assert found.identity.unit == "区甲局"
    assert (found.differences, found.beside, found.odd_rows, found.notes) == ((), (), (), ())


@pytest.mark.parametrize("through", [(), ("ods",)])
def test_filled_in_it_comes_back_whole(office, saved_by_libreoffice, through):
    form = filled_in(office)
    found = office.desk.compare(saved_by_libreoffice(form.content(), through=through))
    assert of_items(found) == expected(office.items)
    progress = next(each for each in found.differences if each.field == "progress")
    assert "来自公式" in progress.note
    assert "资金尚未下达" in [each.text for each in found.beside]
    assert {each.theirs for each in found.differences if each.is_new} == {
        office.items[3], "需协调事项", "管线迁改",
    }  # fmt: skip
    made = office.desk.merge(found)
    assert len({each.item for each in made}) == len(made) == 5  # four items and a new matter
    assert of_items(office.desk.compare(saved_by_libreoffice(form.content()))) == {}


def test_it_is_still_locked_listed_and_hidden_after_libreoffice(office, saved_by_libreoffice):
    form = Filled(saved_by_libreoffice(office.desk.form()))
    assert form.sheet.protection.sheet
    assert form.cell(office.items[0], "编号").protection.locked
    status = form.cell(office.items[0], "状态").column_letter
    assert not form.sheet.column_dimensions[status].protection.locked  # of a cell never written
    assert form.book["表单标识"].sheet_state != "visible"
    assert any(each.type == "list" for each in form.sheet.data_validations.dataValidation)
