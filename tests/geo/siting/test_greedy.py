"""Greedy choices and exchanges on tables small enough to see."""

import numpy as np
import pytest
from scipy import sparse

from geo.siting import greedy as module
from geo.siting.greedy import greedy, improve


def diagonal(*gains):
    """Each column serves a row of its own."""
    return sparse.csc_array(np.diag(np.array(gains, dtype=float)))


def test_what_adds_most_comes_first_and_of_equal_ones_the_first():
    assert greedy(diagonal(3, 5, 4, 5), 3).tolist() == [1, 3, 2]


def test_what_counts_is_what_is_added_to_those_before():
    """Beside the second column, of 13, the first adds 1 of its 10 and the third all of its 5."""
    table = sparse.csc_array(np.array([[6.0, 5, 0], [4, 4, 0], [0, 0, 5], [0, 4, 0]]))
    assert greedy(table, 1).tolist() == [1]
    assert greedy(table, 2).tolist() == [1, 2]
    assert greedy(table, 3).tolist() == [1, 2, 0]


def test_no_more_columns_than_there_are_or_than_help():
    assert greedy(diagonal(3, 5), 7).tolist() == [1, 0]
    same = sparse.csc_array(np.array([[2.0, 2.0, 1.0]]))
    assert greedy(same, 3).tolist() == [0]
    nothing = greedy(sparse.csc_array((3, 2)), 2)
    assert (nothing.tolist(), nothing.dtype.kind) == ([], "i")


@pytest.mark.parametrize(("large", "found"), [(1e13, [0]), (1e11, [0, 1])])
def test_what_a_rounding_may_take_is_nothing(large, found):
    """A millionth of a millionth: 10 and 0.1, where 1 is to be had."""
    assert greedy(diagonal(large, 1), 2).tolist() == found


def test_one_exchange_after_another(monkeypatch):
    """Each drops the first that is worth less than what is left out."""
    table, start = diagonal(1, 1, 5, 5), np.array([0, 1])
    assert improve(table, start).tolist() == [2, 3]
    assert start.tolist() == [0, 1]
    monkeypatch.setattr(module, "MAX_SWAPS", 1)
    assert improve(table, start).tolist() == [1, 2]


def test_a_later_one_may_be_the_one_to_go():
    assert improve(diagonal(1, 1, 5, 5), np.array([2, 0])).tolist() == [2, 3]


@pytest.mark.parametrize(("more", "found"), [(1, [0]), (100, [1])])
def test_no_exchange_for_a_rounding(more, found):
    """A millionth of a millionth of 1e13 is 10."""
    assert improve(diagonal(1e13, 1e13 + more), np.array([0])).tolist() == found
