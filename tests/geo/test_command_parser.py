"""What is wrong with a command line is one Chinese line."""

import argparse

import pytest

from geo.command_parser import CommandParser


def refusing(words):
    raise argparse.ArgumentTypeError(f"“{words}”应写作 字段=值")


@pytest.fixture
def parser():
    made = CommandParser(prog="planmap ledger")
    made.add_argument("item")
    made.add_argument("--by", required=True)
    made.add_argument("--accuracy", type=float)
    made.add_argument("--pair", type=refusing)
    made.add_argument("--table", choices=("projects", "roads"))
    made.add_argument("--roads", nargs="+")
    made.add_argument("--corner", nargs=2)
    made.add_argument("--json", action="store_true")
    ways = made.add_mutually_exclusive_group(required=True)
    ways.add_argument("--wkt")
    ways.add_argument("--file")
    return made


GOOD = ["P1", "--by", "张三", "--wkt", "POINT (0 0)"]


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (["--by", "张三", "--wkt", "x"], "还缺：item"),
        (["P1", "--wkt", "x"], "还缺：--by"),
        (["P1", "--by", "张三"], "下列选项须给出一个：--wkt --file"),
        ([*GOOD, "--nothing"], "不认识：--nothing"),
        ([*GOOD, "--file", "x"], "--file 不能与 --wkt 同时用"),
        ([*GOOD, "--accuracy", "five"], "--accuracy 应为数字，现为 'five'"),
        ([*GOOD, "--accuracy"], "--accuracy 后面要有一个值"),
        ([*GOOD, "--roads"], "--roads 后面至少要有一个值"),
        ([*GOOD, "--corner", "A"], "--corner 后面要有 2 个值"),
        ([*GOOD, "--json=1"], "--json 后面不要值，现有 '1'"),
        ([*GOOD, "--pair", "状态"], "--pair：“状态”应写作 字段=值"),
    ],
)
def test_one_line_says_what_is_wrong(parser, capsys, words, line):
    with pytest.raises(SystemExit) as ended:
        parser.parse_args(words)
    assert ended.value.code == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == f"错误：{line}；用法：planmap ledger --help\n"


def test_a_choice_that_is_not_offered_is_named_with_those_that_are(parser, capsys):
    with pytest.raises(SystemExit):
        parser.parse_args([*GOOD, "--table", "zones"])
    said = capsys.readouterr().err
    assert said.startswith("错误：--table 不能是 'zones'")
    assert "projects" in said
    assert "roads" in said
    assert said.count("\n") == 1


def test_what_is_right_passes(parser):
    assert parser.parse_args([*GOOD, "--accuracy", "5"]).accuracy == 5
