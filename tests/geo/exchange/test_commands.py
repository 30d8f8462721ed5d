"""The commands, as a person or a program gives them."""

import argparse
import json
import sqlite3
from contextlib import closing

import pytest

from geo.console import exit_code
from geo.data_folder import data_folder
from geo.exchange.backup_command import add_backup, add_restore
from geo.exchange.qgis_command import add_qgis
from geo.exchange.sync_command import add_sync

ITEM = "P5-1-01"
WHO = ("--by", "李四", "--why", "核对")


@pytest.fixture
def ask(capsys):
    """Ask a command in words about the store of an office; return code, output, complaint."""

    def asked(add, office, *words):
        parser = argparse.ArgumentParser()
        add(parser)
        store = ("--data", str(data_folder()), "--store", office.url)
        options = parser.parse_args([*map(str, words), *store])
        code = exit_code(lambda: options.run(options))
        out, err = capsys.readouterr()
        return code, out, err

    return asked


def test_a_file_goes_over_and_a_conflict_is_decided(ask, offices, tmp_path):
    inside, outside = offices
    inside.set(ITEM, status="在建", remark="开工")
    outside.set(ITEM, status="停缓建")
    file = tmp_path / "改动.json"
    code, out, _ = ask(add_sync, inside, "export", "-o", file)
    assert (code, "已导出 1 条改动" in out, "--since 1" in out) == (0, True, True)
    code, out, _ = ask(add_sync, outside, "merge", file, *WHO, "--json")
    told = json.loads(out)
    assert (code, told["written"], told["listed"], told["refused"]) == (1, 0, 1, [])
    (waits,) = told["waiting"]
    assert (waits["field"], waits["base"], waits["theirs"], waits["ours"], waits["by"]) == (
        "status", None, "在建", "停缓建", "内网"
    )  # fmt: skip
    code, out, _ = ask(add_sync, outside, "list")
    assert (code, out) == (
        1, "P5-1-01 状态：冲突；原为 （空），对方 在建，本库 停缓建（内网：现场核实）\n"
    )  # fmt: skip
    code, out, _ = ask(add_sync, outside, "decide", ITEM, "状态", "--take", "对方", *WHO)
    assert (code, "已裁定 1 处，采用对方" in out) == (0, True)
    assert outside.values()["projects", ITEM, "status"] == "在建"
    assert ask(add_sync, outside, "list")[:2] == (0, "没有待定的冲突\n")


def test_what_is_asked_wrongly_ends_with_a_line(ask, offices, tmp_path):
    inside, outside = offices
    inside.set(ITEM, status="在建")
    taken = tmp_path / "there.json"
    taken.write_text("{}", encoding="utf-8")
    for words, sign in [
        (("export", "-o", taken), "--force"),
        (("merge", taken, *WHO), "不是改动文件"),
        (("merge", tmp_path / "none.json", *WHO), "none.json"),
        (("decide", ITEM, "--take", "本库", *WHO), "没有待定的冲突"),
    ]:
        code, out, err = ask(add_sync, outside, *words)
        assert (code, out, sign in err, err.count("\n")) == (2, "", True, 1), words
    assert outside.ledger.version() == 0


def test_backup_and_restore(ask, offices, office, tmp_path):
    inside, new = offices[0], office("新机器")
    inside.set(ITEM, status="在建")
    file = tmp_path / "备份.sqlite"
    assert ask(add_backup, inside, file)[0] == 0
    assert "--force" in ask(add_backup, inside, file)[2]
    assert "已恢复 1 条改动" in ask(add_restore, new, file)[1]
    new.set(ITEM, status="完工")
    code, _, err = ask(add_restore, new, file)
    assert (code, "已有 2 条改动" in err) == (2, True)
    told = json.loads(ask(add_restore, new, file, "--force", "--json")[1])
    assert told["changes"] == 1
    assert tmp_path.joinpath(told["aside"]).is_file()
    assert new.values() == inside.values()


def test_a_copy_of_the_file_for_qgis_comes_back(ask, offices, tmp_path):
    inside, _ = offices
    path = tmp_path / "副本.gpkg"
    assert "已写出 190 个要素" in ask(add_qgis, inside, "export", "-o", path)[1]
    path.chmod(0o600)
    with closing(sqlite3.connect(path)) as file:
        change = 'UPDATE "规划项目_未落图" SET "备注" = ?, "状态" = ? WHERE "编号" = ?'
        file.execute(change, ("已征地", "在建", ITEM))
        file.commit()
    inside.set(ITEM, status="停缓建")
    code, out, _ = ask(add_qgis, inside, "merge", path)
    assert (code, out.splitlines()) == (
        1,
        [
            "P5-1-01 状态：冲突；原为 （空），对方 在建，本库 停缓建",
            "P5-1-01 备注：仅对方改动；原为 （空），对方 已征地，本库 （空）",
        ],
    )
    code, out, _ = ask(add_qgis, inside, "merge", path, "--accept", "all", *WHO, "--json")
    assert code == 1
    assert [each["field"] for each in json.loads(out)["left"]] == ["status"]
    assert inside.values()["projects", ITEM, "remark"] == "已征地"
    code = ask(add_qgis, inside, "merge", path, "--accept", f"{ITEM}.状态", *WHO)[0]
    assert (code, inside.values()["projects", ITEM, "status"]) == (0, "在建")
    assert "没有编号" in ask(add_qgis, inside, "merge", path, "--accept", "P9", *WHO)[2]


def test_ones_own_verdict_in_a_file_is_refused_as_the_installation_says(
    ask, office, tmp_path, monkeypatch
):
    said = tmp_path / "installation.toml"
    said.write_text('review = "other"\n', encoding="utf-8")
    monkeypatch.setenv("PLANMAP_INSTALLATION", str(said))
    inside, outside = office("内网", reviewed=True), office("外网", reviewed=True)
    made = inside.set(ITEM, status="在建")
    inside.ledger.review(made.seq, "通过", inside.act("属实"))
    file = tmp_path / "改动.json"
    ask(add_sync, inside, "export", "-o", file)
    uid = json.loads(file.read_text("utf-8"))["reviews"][0]["uid"]
    code, out, _ = ask(add_sync, outside, "merge", file, *WHO)
    assert (code, f"不能并入 {ITEM}（{uid}）：" in out, "须由他人审核" in out) == (1, True, True)
    assert outside.ledger.history()[0].review == "草稿"
