"""`planmap ledger`: as somebody at a console uses it."""

import json
import subprocess
import sys

import pytest
import shapely

from planmap.__main__ import main

WHO = ("--by", "张三", "--why", "现场核实")
BOX = shapely.box(115.90, 28.62, 115.91, 28.63)
GRID = {
    "R-N": ("甲路", "LINESTRING (115.899 28.63, 115.911 28.63)"),
    "R-S": ("乙路", "LINESTRING (115.899 28.62, 115.911 28.62)"),
    "R-E": ("丙路", "LINESTRING (115.91 28.619, 115.91 28.631)"),
    "R-W": ("丁路", "LINESTRING (115.90 28.619, 115.90 28.631)"),
}
PLACED = ("--basis", "规划红线图", "--accuracy", "60", "--by", "李四", "--document", "〔2026〕1号")


@pytest.fixture
def ledger(tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("PLANMAP_STORE", str(tmp_path / "own" / "ledger.sqlite"))

    def run(*words):
        code = main(["ledger", *words])
        said = capsys.readouterr()
        assert code == 0, said.err
        return said.out

    return run


@pytest.fixture
def refused(ledger, capsys):  # noqa: ARG001 - its store
    def run(*words):
        assert main(["ledger", *words]) == 2
        said = capsys.readouterr()
        assert said.out == ""
        assert said.err.count("\n") == 1
        return said.err

    return run


def told(text):
    return json.loads(text)


def grid(ledger):
    for item, (name, wkt) in GRID.items():
        words = ("--set", f"名称={name}", "走向等级=C", "--wkt", wkt, *PLACED)
        ledger("place", item, "--table", "roads", *words)


def shown(ledger, item):
    values = told(ledger("show", item, "--json"))["values"]
    return {field: each["value"] for field, each in values.items()}


def test_a_value_is_set_and_shown_with_its_origin(ledger):
    made = told(ledger("set", "P5-1-01", "状态=在建", "形象进度=30", *WHO, "--json"))
    assert (made["change"], made["by"], made["why"]) == (1, "张三", "现场核实")
    assert {each["title"]: each["after"] for each in made["fields"]} == {
        "状态": "在建",
        "形象进度": 30,
    }
    status = told(ledger("show", "P5-1-01", "--json"))["values"]["status"]
    assert (status["value"], status["change"], status["by"]) == ("在建", 1, "张三")
    assert "状态：在建（改动 1，张三" in ledger("show", "P5-1-01")
    assert "备注：未填报" in ledger("show", "P5-1-01")


def test_nothing_behind_the_sign_empties_a_field(ledger):
    ledger("set", "P5-1-01", "备注=待核", *WHO)
    ledger("set", "P5-1-01", "备注=", *WHO)
    assert shown(ledger, "P5-1-01")["remark"] is None


def test_four_roads_bound_an_area(ledger):
    grid(ledger)
    sides = ("甲路以南", "乙路以北", "丙路以西", "丁路以东")
    made = told(ledger("place", "P8-2-01", "--bounded-by", *sides, *PLACED, "--json"))
    shape = shapely.from_wkt(shown(ledger, "P8-2-01")["geometry"])
    assert shape.symmetric_difference(BOX).area < 1e-7 * BOX.area + 1e-9
    assert made["placement"]["gaps"] == []
    assert made["document"] == "〔2026〕1号"
    assert shown(ledger, "P8-2-01")["basis"].startswith("规划红线图；城南体育公园：")


def test_a_road_runs_between_two_others(ledger):
    grid(ledger)
    ledger("place", "P5-1-01", "--road", "甲路", "--from", "丁路", "--to", "丙路", *PLACED)
    shape = shapely.from_wkt(shown(ledger, "P5-1-01")["geometry"])
    ends = sorted(round(x, 5) for x, _ in (shape.coords[0], shape.coords[-1]))
    assert ends == [115.90, 115.91]


def test_a_road_of_the_plan_that_was_placed_bounds_others(ledger):
    for item in ("R-N", "R-E", "R-W"):
        name, wkt = GRID[item]
        words = ("--set", f"名称={name}", "走向等级=C", "--wkt", wkt, *PLACED)
        ledger("place", item, "--table", "roads", *words)
    ledger("place", "P5-1-01", "--wkt", GRID["R-S"][1], *PLACED)
    sides = ("甲路以南", "强五路以北", "丙路以西", "丁路以东")
    ledger("place", "P8-2-01", "--bounded-by", *sides, *PLACED)
    shape = shapely.from_wkt(shown(ledger, "P8-2-01")["geometry"])
    assert shape.symmetric_difference(BOX).area < 1e-7 * BOX.area + 1e-9


def test_a_file_of_coordinates(ledger, tmp_path):
    file = tmp_path / "界址点.csv"
    file.write_text("lon,lat\n115.9,28.62\n115.91,28.62\n115.91,28.63\n", "utf-8")
    ledger("place", "P8-2-01", "--coordinates", str(file), "--shape", "area", *PLACED)
    shape = shapely.from_wkt(shown(ledger, "P8-2-01")["geometry"])
    assert shape.area == pytest.approx(0.01 * 0.01 / 2, rel=1e-6)


def test_a_trial_writes_nothing(ledger):
    said = ledger("place", "P8-2-01", "--wkt", "POINT (115.9 28.62)", *PLACED, "--dry-run")
    assert said.startswith("位置：")
    assert ledger("history") == "没有改动\n"


def test_the_basis_stands_for_a_document_that_is_not_named(ledger):
    words = ("--basis", "竣工图 3 号", "--accuracy", "5", "--by", "李四")
    made = told(ledger("place", "P8-2-01", "--wkt", "POINT (115.9 28.62)", *words, "--json"))
    assert (made["document"], made["why"]) == ("见落图依据", "落图")


def test_history_undo_and_the_state_at_a_date(ledger):
    ledger("set", "P5-1-01", "状态=前期", *WHO)
    ledger("set", "P5-1-01", "状态=在建", *WHO)
    ledger("set", "P5-1-03", "状态=前期", "--by", "王五", "--why", "月报")
    undone = told(ledger("undo", "2", "--by", "李四", "--json"))
    assert (undone["kind"], undone["undoes"]) == ("undo", 2)
    assert shown(ledger, "P5-1-01")["status"] == "前期"
    assert [each["change"] for each in told(ledger("history", "P5-1-01", "--json"))] == [1, 2, 4]
    assert [each["change"] for each in told(ledger("history", "--by", "王五", "--json"))] == [3]
    assert [each["change"] for each in told(ledger("history", "--most", "1", "--json"))] == [4]
    assert told(ledger("at", "2020-01-01", "--json"))["values"] == []
    now = told(ledger("at", "2999-01-01", "--json"))["values"]
    assert {each["item"]: each["value"] for each in now} == {"P5-1-01": "前期", "P5-1-03": "前期"}
    assert "4  " in ledger("history")
    assert "状态：前期（改动 4，李四）" in ledger("at", "2999-01-01T00:00")


def test_review_where_the_installation_wants_it(ledger, refused, tmp_path, monkeypatch):
    file = tmp_path / "installation.toml"
    file.write_text('review = "other"\n', "utf-8")
    monkeypatch.setenv("PLANMAP_INSTALLATION", str(file))
    assert told(ledger("set", "P5-1-01", "状态=在建", *WHO, "--json"))["review"] == "草稿"
    assert "须由他人审核" in refused("review", "1", "--accept", "--by", "张三")
    assert "须写明意见" in refused("review", "1", "--send-back", " ", "--by", "赵六")
    sent = told(ledger("review", "1", "--send-back", "请附开工令", "--by", "赵六", "--json"))
    assert (sent["review"], sent["word"]) == ("退回", "请附开工令")
    assert shown(ledger, "P5-1-01")["status"] is None
    ledger("set", "P5-1-01", "状态=前期", *WHO)
    assert [each["change"] for each in told(ledger("history", "--drafts", "--json"))] == [3]
    assert "通过：赵六" in ledger("review", "3", "--accept", "--by", "赵六")


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (("set", "P5-1-01", "形象进度=300", *WHO), "不在 0–100 之间"),
        (("set", "P5-1-01", "状态=快了", *WHO), "状态"),
        (("set", "P5-1-01", "状态", *WHO), "应写作 字段=值"),
        (("set", "P5-1-01", "工期=3", *WHO), "没有字段“工期”"),
        (("set", "P5-1-01", "状态=在建", "状态=前期", *WHO), "给出了两次"),
        (("set", "P5-1-01", "专栏=专栏8", *WHO), "规划原文"),
        (("set", "P5-1-0l", "状态=在建", *WHO), "相近的有 P5-1-01；"),
        (("set", "R-9", "名称=某路", "--table", "roads", *WHO), "还缺"),
        (("place", "P8-2-01", "--road", "没有的路", *PLACED), "参考线中没有道路"),
        (("place", "P8-2-01", "--wkt", "POINT (0 0)", *PLACED), "超出经度"),
        (("place", "P8-2-01", *PLACED), "没有说明落在哪里"),
        (("undo", "9", "--by", "张三"), "没有编号为 9 的改动"),
        (("at", "去年"), "无法识别"),
        (("history", "--most", "0"), "不小于 1"),
        (("show", "R-9", "--table", "roads"), "没有编号为“R-9”"),
        (("show", "P5-1-01", "--store", "mysql://u@h/d"), "不支持 mysql"),
    ],
)
def test_what_is_refused_is_one_line(refused, words, line):
    assert line in refused(*words)


def test_an_accuracy_that_the_roads_cannot_give_is_refused(ledger, refused):
    grid(ledger)
    words = ("--basis", "图", "--accuracy", "1", "--by", "李四")
    line = refused("place", "P5-1-01", "--road", "甲路", "--from", "丁路", "--to", "丙路", *words)
    assert "请填不小于 60 的数" in line


def test_by_a_process_of_its_own(tmp_path):
    words = ["ledger", "set", "P5-1-01", "状态=在建", *WHO, "--store", str(tmp_path / "l.sqlite")]
    for code, line in ((0, "（空） → 在建"), (2, "没有改动")):
        run = subprocess.run(
            [sys.executable, "-m", "planmap", *words], capture_output=True, text=True, check=False
        )
        assert run.returncode == code
        assert line in run.stdout + run.stderr


def test_changes_are_carried_backed_up_and_restored(ledger, refused, tmp_path):
    ledger("set", "P5-1-01", "状态=在建", *WHO)
    carried, kept = str(tmp_path / "改动.json"), str(tmp_path / "备份.sqlite")
    assert told(ledger("sync", "export", "-o", carried, "--json"))["changes"] == 1
    assert told(ledger("backup", kept, "--json"))["changes"] == 1
    elsewhere = ("--store", str(tmp_path / "内网" / "ledger.sqlite"))
    taken = told(ledger("sync", "merge", carried, *WHO, *elsewhere, "--json"))
    assert (taken["written"], taken["waiting"]) == (1, [])
    ledger("set", "P5-1-01", "状态=完工", *WHO)
    assert "改动" in refused("restore", kept)
    ledger("restore", kept, "--force")
    assert shown(ledger, "P5-1-01")["status"] == "在建"


def test_what_waits_for_a_review_is_listed_by_name(ledger, refused, tmp_path, monkeypatch):
    file = tmp_path / "installation.toml"
    file.write_text("review = true\n", "utf-8")
    monkeypatch.setenv("PLANMAP_INSTALLATION", str(file))
    assert ledger("review") == "没有待审的改动\n"
    ledger("set", "P5-1-01", "状态=在建", *WHO)
    ledger("set", "P5-1-01", "备注=桩基", *WHO)
    ledger("undo", "1", "--by", "张三")
    assert "强五路（P5-1-01）" in ledger("review")
    assert [each["change"] for each in told(ledger("review", "--json"))] == [2]
    assert [each["change"] for each in told(ledger("history", "--drafts", "--json"))] == [2]
    assert "草稿，已由改动 3 撤回" in ledger("history")
    assert "请写明 --accept" in refused("review", "2", "--by", "赵六")
    assert "审核人" in refused("review", "2", "--accept")
    assert "哪一次改动" in refused("review", "--accept", "--by", "赵六")


def test_a_road_that_was_added_and_taken_back_is_told_by_its_name(ledger):
    words = (
        "--set",
        "名称=新甲路",
        "走向等级=C",
        "--wkt",
        "LINESTRING (115.91 28.62, 115.92 28.62)",
    )
    ledger("place", "add-1", "--table", "roads", *words, *PLACED)
    ledger("undo", "1", "--by", "张三")
    assert "新甲路（add-1）" in ledger("history")
    assert {each["name"] for each in told(ledger("history", "--json"))} == {"新甲路"}
