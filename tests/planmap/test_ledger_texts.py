"""`planmap ledger`: letters that no console shows are neither written nor printed."""

import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime

import pytest

from geo.ledger import Act, Edit, Ledger
from planmap.__main__ import main


@pytest.fixture
def url(tmp_path, monkeypatch):
    told = f"sqlite:///{tmp_path / 'ledger.sqlite'}"
    monkeypatch.setenv("PLANMAP_STORE", told)
    return told


def test_who_and_why_are_refused_in_one_line(url, capsys):  # noqa: ARG001 - its store
    assert main(["ledger", "set", "P5-1-01", "备注=甲", "--by", "乙\n丙", "--why", "核实"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == "错误：填写人含有控制字符或残缺的字；请重新输入\n"


def test_what_another_program_wrote_moves_no_cursor_and_feigns_no_line(url, capsys):
    book = Ledger(url)
    act = Act("甲", datetime(2026, 3, 4, tzinfo=UTC), "核实", "令")
    book.write(Edit("projects", "P5-1-01", {"remark": "甲"}, act), {})
    book.close()
    with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as file:
        told = file.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for (name,) in told:
            file.execute(f'DROP TRIGGER "{name}"')
        odd = ("甲\n9  乙", "核\x1b[2J实\n    理由：无", "令\x9b")
        file.execute("UPDATE changes SET author = ?, why = ?, document = ?", odd)
        file.execute("UPDATE changed_fields SET after = ?", (json.dumps("\x1b]0;x\x07"),))
        file.commit()
    for words in (("history",), ("show", "P5-1-01"), ("at", "2026-12-31")):
        assert main(["ledger", *words]) == 0
    said = capsys.readouterr().out
    assert {each for each in said if not each.isprintable()} == {"\n"}
    assert "  甲 9 乙  填报" in said
    assert "理由：核?[2J实 理由：无；依据文件：令?\n" in said
