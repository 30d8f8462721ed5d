"""Who, why and by which document: what no history can hold is refused before it is written."""

import pytest

from geo.errors import DataError
from geo.ledger import Edit

EDIT = Edit("projects", "P5-1-01", {"status": "在建"}, None)


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"by": "张三\n李四"}, "填写人含有控制字符"),
        ({"by": "甲" * 201}, "填写人超过 200 个字"),
        ({"why": "核实\x1b[2J"}, "理由含有控制字符"),
        ({"why": "核\udcff"}, "理由含有控制字符或残缺的字"),
        ({"why": "核" * 2_001}, "理由超过 2,000 个字"),
        ({"document": "\u202e纪要"}, "依据文件含有控制字符"),
        ({"document": "纪要\x00"}, "依据文件含有控制字符"),
    ],
)
def test_an_act_that_cannot_stand_in_a_history_is_not_written(store, act, told, words):
    with pytest.raises(DataError, match=words):
        store.write(EDIT._replace(act=act._replace(**told)))
    assert store.ledger.version() == 0


def test_nothing_is_taken_back_by_such_an_act(store, act):
    made = store.write(EDIT._replace(act=act))
    with pytest.raises(DataError, match="理由"):
        store.undo(made.seq, act._replace(why="误\x07"))
    assert [each.kind for each in store.ledger.history()] == ["edit"]


def test_a_reason_of_several_lines_is_written(store, act):
    made = store.write(EDIT._replace(act=act._replace(why="一、核实\n二、会议")))
    assert made.why == "一、核实\n二、会议"
