"""How much the columns of a Parquet file take once read: what is stored once may stand in all rows.

Long texts and blocks of bytes are kept in a list and named by number; times, decimals and lists
become an object each.
"""

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from geo.errors import DataError
from geo.importing.model import Ask

_PLAIN = (
    pa.types.is_integer, pa.types.is_floating, pa.types.is_boolean, pa.types.is_timestamp,
    pa.types.is_string, pa.types.is_large_string,
)  # fmt: skip
"""Types of columns that stay arrays of numbers, or bytes in a row."""

_MOST_GROUPS = 1_000
"""Row groups: usual ones hold some 100,000 rows; each costs as much as a file of its own."""


def check_unfolding(path: Path, ask: Ask, shapes: Collection[str]) -> pa.Table:
    """Hold what a file, its columns of `shapes` among it, unfolds to against the limits.

    Returns
    -------
    Table
        Its columns of text and of bytes, each value kept once.

    Raises
    ------
    DataError
        If it is more than allowed.
    """
    about = pq.read_metadata(path)
    ask.limits.check(ask.name, rows=about.num_rows, columns=about.num_columns)
    if about.num_row_groups > _MOST_GROUPS:
        raise DataError(
            f"{ask.name} 分成 {about.num_row_groups:,} 个行组，上限 {_MOST_GROUPS:,} 个；"
            "请用默认的行组大小重新导出"
        )
    groups = [about.row_group(group) for group in range(about.num_row_groups)]
    chunks = [group.column(at) for group in groups for at in range(about.num_columns)]
    ask.limits.check(ask.name, bytes=sum(chunk.total_uncompressed_size for chunk in chunks))
    ask.limits.check(ask.name, cells=sum(chunk.num_values for chunk in chunks))
    ask.limits.check(ask.name, sheet_cells=_objects(pq.read_schema(path), chunks, shapes))
    texts = {chunk.path_in_schema for chunk in chunks if chunk.physical_type == "BYTE_ARRAY"}
    blocks = _blocks(about, groups)
    ask.limits.check(ask.name, bytes=blocks)
    table = _texts(path, sorted(texts))
    leaves = (leaf for column in table.columns for part in column.chunks for leaf in _leaves(part))
    ask.limits.check(ask.name, bytes=blocks + sum(map(_size, leaves)))
    return table


def _objects(
    schema: pa.Schema, chunks: Sequence[pq.ColumnChunkMetaData], shapes: Collection[str]
) -> int:
    """Return how many values become an object each."""
    plain = {field.name for field in schema if any(fits(field.type) for fits in _PLAIN)}
    plain |= {"", *shapes}
    return sum(
        chunk.num_values
        for chunk in chunks
        if chunk.path_in_schema not in plain and chunk.path_in_schema.split(".")[0] not in plain
    )


def _blocks(about: pq.FileMetaData, groups: Sequence[pq.RowGroupMetaData]) -> int:
    """Bytes of columns of which every value has as many."""
    columns = [about.schema.column(at) for at in range(about.num_columns)]
    return sum(
        max(0, column.length) * group.column(at).num_values
        for group in groups
        for at, column in enumerate(columns)
        if column.physical_type == "FIXED_LEN_BYTE_ARRAY"
    )


def _texts(path: Path, names: list[str]) -> pa.Table:
    if not names:
        return pa.table({})
    with pq.ParquetFile(path, read_dictionary=names) as file:
        return file.read(columns=names)


def _leaves(column: pa.Array) -> Iterator[pa.Array]:
    """Yield the columns of values in a column of lists or of records."""
    waiting = [column]
    while waiting:
        part = waiting.pop()
        if pa.types.is_struct(part.type):
            waiting.extend(part.flatten())
        elif pa.types.is_map(part.type):
            waiting.extend((part.keys, part.items))
        elif pa.types.is_nested(part.type):
            waiting.append(part.flatten())
        else:
            yield part


def _size(leaf: pa.Array) -> int:
    if not pa.types.is_dictionary(leaf.type):
        return int(leaf.nbytes)
    lengths = pc.take(pc.binary_length(leaf.dictionary), leaf.indices)
    return int(pc.sum(pc.cast(lengths, pa.int64())).as_py() or 0)
