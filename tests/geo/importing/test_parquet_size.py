"""What a Parquet file takes once read, against the limits, by hand."""

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from geo.errors import DataError
from geo.importing import parquet_size
from geo.importing.limits import ReadingLimits
from geo.importing.parquet_size import check_unfolding


@pytest.fixture
def check(tmp_path, ask):
    def written(shapes=(), rows=None, limits=None, **columns):
        path = tmp_path / "a.parquet"
        pq.write_table(pa.table(columns), path, row_group_size=rows)
        return check_unfolding(path, ask(limits=limits or ReadingLimits()), shapes)

    return written


def refused(check, words, **more):
    with pytest.raises(DataError, match=words):
        check(**more)


def test_columns_of_text_and_bytes_come_back_each_value_once(check):
    table = check(n=[1, 2, 3], t=["甲", "甲", None], b=[b"x", b"x", b"y"])
    assert table.column_names == ["b", "t"]
    assert table["t"].to_pylist() == ["甲", "甲", None]
    assert check(n=[1, 2]).column_names == []


def test_rows_columns_and_values_are_bounded(check):
    columns = {"a": [1, 2, 3], "b": [1, 2, 3]}
    check(limits=ReadingLimits(max_rows=3, max_columns=2, max_cells=6), **columns)
    refused(check, "来文 超过 2 行", limits=ReadingLimits(max_rows=2), **columns)
    refused(check, "来文 有 2 列", limits=ReadingLimits(max_columns=1), **columns)
    refused(check, "来文 有 6 个单元格，上限 5 个", limits=ReadingLimits(max_cells=5), **columns)


def test_row_groups_are_bounded(check, monkeypatch):
    monkeypatch.setattr(parquet_size, "_MOST_GROUPS", 2)
    check(rows=2, a=[1, 2, 3, 4])
    words = "来文 分成 3 个行组，上限 2 个；请用默认的行组大小重新导出"
    refused(check, words, rows=2, a=[1, 2, 3, 4, 5])


def test_texts_count_as_often_as_they_stand(check):
    """Ten times three bytes of "甲" and five of "hello": 80 bytes, and none for what is missing."""
    column = ["甲"] * 10 + ["hello"] * 10 + [None] * 10
    small = {"use": column}
    table = check(**small)
    leaves = [leaf for part in table["use"].chunks for leaf in parquet_size._leaves(part)]
    assert sum(map(parquet_size._size, leaves)) == 80


@pytest.mark.parametrize(
    ("column", "sizes"),
    [
        (pa.array([["a", "bc"], ["def"]]), [6]),
        (pa.array([{"x": "a", "y": "bc"}]), [1, 2]),
        (pa.array([[("k", "vv")]], pa.map_(pa.string(), pa.string())), [1, 2]),
        (pa.array([[{"x": ["abc"]}]]), [3]),
    ],
)
def test_texts_in_lists_and_records_count(column, sizes):
    leaves = [leaf.dictionary_encode() for leaf in parquet_size._leaves(column)]
    assert sorted(map(parquet_size._size, leaves)) == sizes


def test_blocks_of_bytes_count_in_every_row(tmp_path):
    blocks = pa.array([b"12345"] * 4, pa.binary(5))
    path = tmp_path / "b.parquet"
    pq.write_table(pa.table({"a": blocks, "n": [1] * 4}), path, row_group_size=3)
    about = pq.read_metadata(path)
    groups = [about.row_group(at) for at in range(about.num_row_groups)]
    assert parquet_size._blocks(about, groups) == 20


@pytest.mark.parametrize(
    ("column", "objects"),
    [
        (pa.array([1, 2]), 0),
        (pa.array([1.5, 2]), 0),
        (pa.array([True, False]), 0),
        (pa.array(["a", "b"]), 0),
        (pa.array(["a", "b"], pa.large_string()), 0),
        (pa.array([0, 1], pa.timestamp("ms")), 0),
        (pa.array([0, 1], pa.date32()), 2),
        (pa.array([0, 1], pa.time32("s")), 2),
        (pa.array([b"a", b"b"]), 2),
        (pa.array([["a"], ["b", "c"]]), 3),
    ],
)
def test_values_that_become_objects(check, column, objects):
    check(limits=ReadingLimits(max_sheet_cells=objects), a=column)
    if objects:
        words = f"来文 有 {objects} 个单元格，上限 {objects - 1} 个"
        refused(check, words, limits=ReadingLimits(max_sheet_cells=objects - 1), a=column)


def test_columns_of_shapes_are_no_objects(check):
    none = ReadingLimits(max_sheet_cells=0)
    check(shapes=["a"], limits=none, a=[b"x", b"y"])
    check(shapes=["a"], limits=none, a=[[1.5], [2.5]])
    refused(check, "来文 有 2 个单元格", shapes=["b"], limits=none, a=[b"x", b"y"])
