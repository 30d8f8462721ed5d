"""What a command says of what is wrong, and how it ends."""

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
