"""`planmap ledger form`, `merge`: as somebody at a console uses it."""

import json

import pytest
from openpyxl import load_workbook

from planmap.__main__ import main

ITEM, OTHER = "P5-1-01", "P5-1-02"
WHO = ("--by", "张三", "--why", "分工")


@pytest.fixture
def run(tmp_path, capsys, monkeypatch):
    """Run a verb of the ledger; give exit code, what it said, and what it said was wrong."""
    monkeypatch.setenv("PLANMAP_STORE", str(tmp_path / "own" / "ledger.sqlite"))

    def run(*words):
        code = main(["ledger", *map(str, words)])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


@pytest.fixture
def form(run, tmp_path):
    """A form of a unit on disk, with a function that fills cells in by header and item."""
    for item in (ITEM, OTHER):
        run("set", item, "责任单位=区甲局", "形象进度=30", *WHO)
    path = tmp_path / "甲局.xlsx"

    def made(*words):
        assert run("form", "--unit", "区甲局", *words, "-o", path)[0] == 0

        def fill(item, title, value):
            book = load_workbook(path)
            sheet = book["填报"]
            column = next(each.column for each in sheet[4] if str(each.value).startswith(title))
            row = next(each.row for each in sheet["A"] if each.value == item)
            sheet.cell(row, column).value = value
            book.save(path)

        return path, fill

    return made


def test_a_form_goes_out_and_comes_back(run, form):
    path, fill = form()
    fill(ITEM, "形象进度", 45)
    fill(OTHER, "计划完工", "2023年5月")
    code, said, _ = run("merge", path)
    assert code == 1
    assert "改动  填报!E" in said
    assert "强五路（P5-1-01）形象进度：原为 30%，台账 30%，表中 45%" in said
    assert "2023年5月 没有写日" in said
    code, said, _ = run("merge", path, "--accept", "--by", "李四")
    assert code == 0
    assert said.count("已采纳") == 2
    change = json.loads(run("history", ITEM, "--json")[1])[-1]
    assert (change["by"], change["why"], change["document"], change["kind"]) == (
        "李四", "区甲局 台账", "甲局.xlsx", "merge",
    )  # fmt: skip
    code, said, _ = run("merge", path, "--accept", "--by", "李四")
    assert code == 0
    assert "待定 0 处" in said


def test_the_answer_for_programs(run, form):
    path, fill = form("--month", "2023-05")
    fill(ITEM, "形象进度", 45)
    told = json.loads(run("merge", path, "--json")[1])
    assert told["form"] == "区甲局 2023年5月月报"
    assert [(each["item"], each["field"], each["theirs"]) for each in told["left"]] == [
        (ITEM, "progress", 45.0)
    ]
    assert sorted(told["reporting"]) == [ITEM, OTHER]
    done = json.loads(run("merge", path, "--accept", "--by", "李四", "--json")[1])
    assert (len(done["accepted"]), done["left"]) == (1, [])
    assert len(done["changes"]) == 3  # a report of each item; 30, entered today, stays as it is
    assert json.loads(run("merge", path, "--json")[1])["reporting"] == []


def test_a_report_without_anything_new_is_taken_too(run, form):
    path, _ = form("--month", "2023-05")
    assert run("merge", path)[0] == 1  # it waits to be told that it came
    code, said, _ = run("merge", path, "--accept", "--by", "李四")
    assert (code, "已记为本月已报" in said) == (0, True)
    assert run("merge", path)[0] == 0


def test_what_clashes_or_is_emptied_has_to_be_named(run, form):
    path, fill = form()
    fill(ITEM, "形象进度", None)
    fill(OTHER, "形象进度", 45)
    run("set", OTHER, "形象进度=40", *WHO)
    code, said, _ = run("merge", path, "--accept", "--by", "李四")
    assert code == 1
    assert "已采纳" not in said
    assert "清空" in said
    assert "冲突" in said
    taken = ("--accept", ITEM, "--accept", f"{OTHER}.形象进度", "--by", "李四")
    assert run("merge", path, *taken)[0] == 0
    values = json.loads(run("show", OTHER, "--json")[1])["values"]
    assert values["progress"]["value"] == 45


def test_every_unit_and_the_whole(run, form, tmp_path):
    form()
    run("set", "P5-1-03", "责任单位=区乙局", *WHO)
    code, said, _ = run("form", "--all", tmp_path / "发", "--month", "2023-05")
    assert code == 0
    assert sorted(each.name for each in (tmp_path / "发").iterdir()) == [
        "区乙局 2023年5月月报.xlsx", "区甲局 2023年5月月报.xlsx",
    ]  # fmt: skip
    assert said.count("已写出") == 2
    assert run("form", "--whole", "-o", tmp_path / "全.xlsx")[0] == 0


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("form", "--unit", "无名局", "-o", "a.xlsx"), "没有责任单位或配合单位为“无名局”"),
        (("form", "--unit", "区甲局"), "-o"),
        (("form", "--whole", "-o", "a.xls"), "请写成 .xlsx"),
        (("form", "--whole", "-o", "a.xlsx", "--month", "2023年5月"), "不是月份"),
        (("form", "-o", "a.xlsx"), "--unit"),
        (("merge", "没有.xlsx"), "找不到文件"),
    ],
)
def test_what_is_refused_ends_with_one_line(run, words, told, capsys):
    try:
        code, out, said = run(*words)
    except SystemExit as ended:  # words that the command line itself refuses
        code, (out, said) = ended.code, capsys.readouterr()
    assert (code, out) == (2, "")
    assert told in said
    assert said.count("\n") == 1


def test_a_word_that_names_no_difference(run, form):
    path, fill = form()
    fill(ITEM, "形象进度", 45)
    code, out, said = run("merge", path, "--accept", "P9-9-99", "--by", "李四")
    assert (code, out) == (2, "")
    assert "没有“P9-9-99”的差异" in said


def test_who_has_to_be_told(run, form):
    path, fill = form()
    fill(ITEM, "形象进度", 45)
    code, _, said = run("merge", path, "--accept")
    assert code == 2
    assert "填写人不能为空" in said
