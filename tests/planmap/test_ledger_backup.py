"""`planmap ledger backup` and `restore`, asked wrongly: one line, exit code 2, nothing touched."""

import os
import subprocess
import sys

import pytest

from planmap.__main__ import VERBS, main

WHO = ("--by", "张三", "--why", "现场核实")


@pytest.fixture
def place(tmp_path, monkeypatch, capsys):
    """A folder with a ledger, its backup, a file that is none, and the ledger of another."""
    monkeypatch.setenv("PLANMAP_STORE", str(tmp_path / "ledger.sqlite"))
    assert main(["ledger", "set", "P5-1-01", "状态=在建", *WHO]) == 0
    assert main(["ledger", "backup", str(tmp_path / "备份.sqlite")]) == 0
    assert main(["ledger", "set", "P5-1-01", "状态=完工", *WHO]) == 0
    (tmp_path / "none.sqlite").write_text("no backup\n" * 1000)
    (tmp_path / "empty.sqlite").write_bytes(b"")
    (tmp_path / "folder").mkdir()
    capsys.readouterr()
    return tmp_path


def held(place):
    """What every file holds; what SQLite keeps beside the ledger comes and goes."""
    files = (each for each in place.rglob("*") if each.is_file())
    return {each.name: each.read_bytes() for each in files if not each.name.endswith("-shm")}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("backup", "ledger.sqlite"), "已有 ledger.sqlite"),
        (("backup", "ledger.sqlite", "--force"), "就是台账文件本身"),
        (("backup", "ledger.sqlite-wal", "--force"), "就是台账文件本身"),
        (("backup", "备份.sqlite"), "已有 备份.sqlite"),
        (("backup", "folder", "--force"), "folder"),
        (("backup", "missing/b.sqlite"), "不存在；请先建立"),
        (("restore", "备份.sqlite"), "台账里已有 2 条改动，没有恢复"),
        (("restore", "备份.sqlite", "--force", "--aside", "none.sqlite"), "已有 none.sqlite"),
        (("restore", "备份.sqlite", "--force", "--aside", "missing/a.sqlite"), "请先建立"),
        (("restore", "ledger.sqlite", "--force"), "就是台账文件本身"),
        (("restore", "none.sqlite", "--force"), "none.sqlite 不是台账备份"),
        (("restore", "empty.sqlite", "--force"), "empty.sqlite 不是台账备份"),
        (("restore", "folder", "--force"), "找不到备份文件 folder"),
        (("restore", "missing.sqlite", "--force"), "找不到备份文件 missing.sqlite"),
    ],
)
def test_what_would_lose_something_touches_nothing(place, monkeypatch, capsys, words, said):
    monkeypatch.chdir(place)
    before = held(place)
    assert main(["ledger", *words]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert said in err
    assert err.count("\n") == 1
    assert held(place) == before


@pytest.mark.skipif(sys.platform == "win32", reason="words are text there")
@pytest.mark.parametrize("verb", [*VERBS, "状态"])
def test_bytes_that_are_no_text_are_told_in_one_line(verb):
    words = [os.fsencode(each) for each in (sys.executable, "-m", "planmap", verb)]
    more = {"ledger": b"show", "network": b"import"}.get(verb, b"--force")
    asked = [*words, more, "项目".encode("gbk")]
    done = subprocess.run(asked, capture_output=True, check=False)
    said = done.stderr.decode()
    assert (done.returncode, done.stdout, said.count("\n")) == (2, b"", 1)
    assert said.startswith("错误：")
    assert verb not in VERBS or "不是 UTF-8 的字节" in said
