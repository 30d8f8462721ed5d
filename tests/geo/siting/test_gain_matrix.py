"""Tables of gains: the best of each row, rows and columns that are alike."""

import numpy as np
import pytest
from scipy import sparse

from geo.siting.gain_matrix import column_of, first_of_equal_columns, merge_rows, raise_to, served

DENSE = np.array([[5.0, 0, 7], [0, 0, 2], [3, 4, 0]])
TABLE = sparse.csc_array(DENSE)


@pytest.mark.parametrize(
    ("chosen", "best"),
    [([], [0, 0, 0]), ([0], [5, 0, 3]), ([0, 1], [5, 0, 4]), ([2, 1, 0], [7, 2, 4])],
)
def test_each_row_has_the_largest_gain_of_the_chosen(chosen, best):
    assert served(TABLE, np.array(chosen, dtype=int)).tolist() == best


def test_rows_and_columns_need_not_be_as_many():
    assert served(TABLE[:, [2]], np.array([0])).tolist() == [7, 2, 0]
    assert served(TABLE[[0, 2], :].tocsc(), np.array([0])).tolist() == [5, 3]


def test_raising_never_lowers():
    best = np.array([6.0, 1, 1])
    raise_to(best, TABLE, 0)
    assert best.tolist() == [6, 1, 3]
    raise_to(best, TABLE, 2)
    assert best.tolist() == [7, 2, 3]


def test_every_cell_knows_its_column():
    assert column_of(TABLE).tolist() == [0, 0, 1, 2, 2]
    assert column_of(sparse.csc_array((3, 2))).tolist() == []


def test_rows_that_other_columns_serve_too_stay_apart():
    """As many columns, but others; in any order of the cells within a row."""
    dense = np.array([[2, 0, 2], [0, 3, 3], [4, 0, 4], [5, 0, 0]], dtype=float)
    merged = merge_rows(sparse.csc_array(dense)).toarray().tolist()
    assert merged == [[6, 0, 6], [0, 3, 3], [5, 0, 0]]
    shuffled = sparse.csr_array(([2.0, 2.0, 4.0, 4.0], [2, 0, 0, 2], [0, 2, 4]), shape=(2, 3))
    assert merge_rows(shuffled.tocsc()).toarray().tolist() == [[6, 0, 6]]
    assert merge_rows(sparse.csc_array((3, 2))).shape == (0, 2)


def test_columns_of_the_same_rows_in_any_order_of_their_cells():
    cells = ([1.0, 2.0, 2.0, 1.0, 9.0], [0, 2, 2, 0, 0], [0, 2, 4, 5])
    table = sparse.csc_array(cells, shape=(3, 3))
    assert first_of_equal_columns(table, np.array([0, 1, 2])).tolist() == [0, 2]
    assert first_of_equal_columns(table, np.array([2, 1, 0])).tolist() == [1, 2]
    assert first_of_equal_columns(sparse.csc_array((3, 2)), np.arange(2)).tolist() == []
