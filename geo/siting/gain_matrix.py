"""What each candidate gains for each demand, and what a set of them gains together.

Both objectives are one problem: of a table of gains >= 0, choose k columns so that the sum over
rows of the largest chosen gain is greatest. Covering gains the weight of whoever is in reach; the
p-median gains the metres of walking that are saved.
"""

from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy import sparse


class Gains(NamedTuple):
    """`table`: (rows, columns) csc, gains > 0; `sites`: candidate position of each column."""

    table: sparse.csc_array
    sites: np.ndarray


def served(table: sparse.csc_array, chosen: np.ndarray) -> np.ndarray:
    """(rows,) largest gain of each row among the chosen columns; 0 where none."""
    best = np.zeros(table.shape[0])
    for column in chosen:
        raise_to(best, table, column)
    return best


def raise_to(best: np.ndarray, table: sparse.csc_array, column: int) -> None:
    """Raise `best` in place to the gains of one column."""
    cells = slice(table.indptr[column], table.indptr[column + 1])
    rows = table.indices[cells]
    best[rows] = np.maximum(best[rows], table.data[cells])


def column_of(table: sparse.csc_array) -> np.ndarray:
    """(cells,) column of each stored cell."""
    return np.repeat(np.arange(table.shape[1]), np.diff(table.indptr))


def merge_rows(table: sparse.csc_array) -> sparse.csc_array:
    """Add up rows that the same columns serve; rows that none serves go.

    Right only for covering, where a row's gain is the same from every column that serves it.
    """
    rows = table.tocsr()
    rows.sort_indices()
    filled = np.flatnonzero(np.diff(rows.indptr))
    groups, kinds = pd.factorize(_patterns(rows)[filled])
    adder = sparse.csr_array(
        (np.ones(len(filled)), (groups, filled)), shape=(len(kinds), rows.shape[0])
    )
    return (adder @ rows).tocsc()


def first_of_equal_columns(table: sparse.csc_array, order: np.ndarray) -> np.ndarray:
    """Ascending columns: of those with the same rows, only the first in `order`.

    Right only for covering, as `merge_rows`. Columns without a cell go.
    """
    table.sort_indices()
    ordered = order[np.diff(table.indptr)[order] > 0]
    repeated = pd.Series(_patterns(table)[ordered], dtype=object).duplicated().to_numpy()
    return np.sort(ordered[~repeated])


def _patterns(table: sparse.csc_array | sparse.csr_array) -> np.ndarray:
    """(lines,) bytes of the cells' places: equal where two lines have the same ones."""
    ends = table.indptr
    lines = [table.indices[a:b].tobytes() for a, b in zip(ends[:-1], ends[1:], strict=True)]
    return np.array(lines, dtype=object)
