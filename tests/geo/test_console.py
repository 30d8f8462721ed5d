"""What a command says of what is wrong, and how it ends."""

import pytest

from geo.console import WRONG, exit_code
from geo.errors import DataError


def test_work_that_is_done_ends_with_nothing():
    done = []
    assert exit_code(lambda: done.append(1)) == 0
    assert done == [1]


def test_what_is_wrong_is_said_in_one_line(capsys):
    def work():
        raise DataError("没有分区“甲”；请改名")

    assert exit_code(work) == WRONG
    assert capsys.readouterr().err == "错误：没有分区“甲”；请改名\n"


@pytest.mark.parametrize(
    ("said", "printed"),
    [
        ("a.gpkg 有多个图层；请指定图层", "（--layer）"),
        ("a.shp 没有注明坐标系；请指定坐标系", "（--system）"),
        ("a.gpkg 的路段已损坏；请由原来的线图层重新生成", "（planmap network import）"),
    ],
)
def test_a_command_names_the_switch_that_a_page_has_not(capsys, said, printed):
    def work():
        raise DataError(said)

    assert exit_code(work) == WRONG
    assert capsys.readouterr().err == f"错误：{said}{printed}\n"
