"""Words of a change: what can be written can be carried, what cannot is not written."""

import pytest

from geo.errors import DataError
from geo.ledger import Edit

ITEM = "P5-1-01"


def test_what_can_be_written_can_be_carried(offices):
    inside, outside = offices
    longest = Edit("projects", ITEM, {"status": "在建"}, inside.act("长" * 2000)._replace(
        by="名" * 200, document="文" * 2000))  # fmt: skip
    inside.store.write(longest)
    assert outside.take(inside.file()).written == 1
    for change in (
        {"by": "名" * 201}, {"by": "a\nb"}, {"by": "\x07"}, {"by": " "}, {"by": "\udc80"},
        {"why": "长" * 2001}, {"why": "a\rb"}, {"why": "\udc80"}, {"why": ""},
        {"document": "文" * 2001}, {"document": "\x00"},
    ):  # fmt: skip
        edit = longest._replace(values={"status": "完工"}, act=longest.act._replace(**change))
        with pytest.raises(DataError, match="填写人|理由|依据文件"):
            inside.store.write(edit)
        with pytest.raises(DataError):
            inside.store.undo(1, edit.act)
    with pytest.raises(DataError):
        inside.store.write(longest._replace(values={"remark": "\udc80"}))
    assert len(inside.ledger.history()) == 1
