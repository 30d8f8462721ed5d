"""What GDAL warns of, in Chinese; shapes of binaries."""

import warnings

import numpy as np
import pyarrow as pa
import pytest
from shapely import Point, to_wkb

from geo.importing.gdal import heard, shapes_of, warned


def caught(*words):
    with heard() as told:
        for each in words:
            warnings.warn(each, stacklevel=1)
    return told


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Infinite RECURSION of blocks", "图块引用自身，只展开一次"),
        ("Invalid ring", "有内容无效，未能读出；请与来文单位核对"),
        ("Unsupported entity", "有不支持的内容，未能读出；请与来文单位核对"),
        ("no such thing", "读取程序有提示，可能有内容未能读出；请与来文单位核对"),
    ],
)
def test_warnings_are_told_in_chinese(words, told):
    (issue,) = warned(caught(words))
    assert (issue.key, issue.text, issue.count, len(issue.first)) == ("reader", told, 1, 0)


def test_warnings_of_one_kind_are_one_line():
    found = warned(caught("invalid a", "Unsupported b", "INVALID c"))
    assert [(issue.text[:5], issue.count) for issue in found] == [
        ("有内容无效", 2),
        ("有不支持的", 1),
    ]
    assert warned([]) == ()


def test_warnings_are_heard_within_the_block_alone():
    told = caught("within", "within")
    with warnings.catch_warnings(action="ignore"):
        warnings.warn("after", stacklevel=1)
    assert [str(warning.message) for warning in told] == ["within", "within"]


@pytest.mark.parametrize("kind", [pa.binary(), pa.large_binary()])
def test_binaries_become_shapes_and_what_is_broken_none(kind):
    column = pa.chunked_array([pa.array([to_wkb(Point(1, 2)), None, b"\x01\x02"], kind)])
    found = shapes_of(column)
    assert found.tolist() == [Point(1, 2), None, None]
    assert found.dtype == np.dtype(object)
