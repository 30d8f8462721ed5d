"""What goes wrong in one part is said there, in words."""

import errno

import pytest
import streamlit as st

from geo.errors import DataError
from views.error_boundary import guarded

SAID = [
    (DataError("没有分区“甲”"), "导入：没有分区“甲”"),
    (
        OSError(errno.ENOSPC, "No space left on device", "/tmp/layer-x/a.gpkg"),
        "导入：“a.gpkg”无法读写：磁盘已满；请清理磁盘，或换一个有空间的位置",
    ),
    (MemoryError(), "导入：服务器内存不足；请减少内容，或稍后再试"),
    (KeyError("x"), "导入出错，已写入服务器日志；请刷新页面重试，若仍出错请联系管理员。"),
]


@pytest.mark.parametrize(("error", "words"), SAID)
def test_each_kind_of_error_has_its_sentence(monkeypatch, error, words):
    said = []
    monkeypatch.setattr(st, "error", said.append)
    with guarded("导入"):
        raise error
    assert said == [words]
