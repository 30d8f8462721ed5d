"""Bounds hold, and no candidate of a best choice is dropped."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy import sparse

from geo.siting.gains import first_of_equal_columns, merge_rows, served
from geo.siting.greedy import greedy, improve
from geo.siting.narrowing import narrow
from geo.siting.watch import SILENT, Watch

TABLES = arrays(float, st.tuples(st.integers(1, 6), st.integers(1, 7)), elements=st.integers(0, 9))


def best_choices(dense, k):
    """(most gained, columns that some best choice holds)."""
    choices = list(combinations(range(dense.shape[1]), k))
    worths = [dense[:, columns].max(axis=1).sum() for columns in map(list, choices)]
    most = max(worths)
    held = {n for choice, worth in zip(choices, worths, strict=True) if worth == most
            for n in choice}  # fmt: skip
    return most, held


@given(TABLES, st.data())
@settings(max_examples=150)
def test_no_best_choice_is_lost_and_no_bound_is_passed(dense, data):
    k = data.draw(st.integers(1, dense.shape[1]))
    table = sparse.csc_array(dense)
    start = greedy(table, k)
    if not len(start):
        return
    found = narrow(table, k, start, SILENT)
    most, held = best_choices(dense, k)
    worth = served(table, found.chosen).sum()
    assert worth <= most <= found.bound + 1e-6
    assert held <= set(found.open.tolist())
    assert len(found.chosen) <= k


def test_a_stopped_watch_leaves_the_choice_known_with_a_bound():
    """At prices 1, 1, 0, 0 the columns are worth 0, 0, 1, 1: no two gain more than 2 + 1 + 1."""
    table = sparse.csc_array(np.eye(4))
    found = narrow(table, 2, np.array([0, 1]), Watch(cancelled=lambda: True))
    assert served(table, found.chosen).sum() == 2
    assert found.bound == 4
    assert found.open.tolist() == [0, 1, 2, 3]


def test_steps_are_told():
    shares = []
    dense = np.random.default_rng(5).integers(0, 50, (40, 30)).astype(float)
    table = sparse.csc_array(dense)
    narrow(table, 3, greedy(table, 3), Watch(lambda share, _: shares.append(share)))
    assert shares == sorted(shares)
    assert 0.1 <= shares[0] <= shares[-1] <= 0.4


def test_exchanges_mend_what_greedy_missed():
    dense = np.array([[1, 1, 0], [1, 1, 0], [1, 0, 1], [1, 0, 1], [0, 1, 0], [0, 0, 1]])
    table = sparse.csc_array(dense.astype(float))
    assert greedy(table, 2).tolist() == [0, 1]
    assert sorted(improve(table, np.array([0, 1]))) == [1, 2]


def test_rows_of_the_same_columns_add_up():
    dense = np.array([[2, 2, 0], [0, 0, 0], [3, 3, 0], [0, 0, 4]], dtype=float)
    assert merge_rows(sparse.csc_array(dense)).toarray().tolist() == [[5, 5, 0], [0, 0, 4]]


@pytest.mark.parametrize(("order", "kept"), [([0, 1, 2, 3], [0, 2]), ([3, 2, 1, 0], [1, 2])])
def test_of_equal_columns_the_first_in_order_stays(order, kept):
    dense = np.array([[1, 1, 0, 0], [1, 1, 1, 0]], dtype=float)
    table = sparse.csc_array(dense)
    assert first_of_equal_columns(table, np.array(order)).tolist() == kept
