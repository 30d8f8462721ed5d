"""Bounds hold, and no candidate of a best choice is dropped."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy import sparse

from geo.progress import silent
from geo.siting import lagrangian_bounds
from geo.siting.gain_matrix import first_of_equal_columns, merge_rows, served
from geo.siting.greedy import greedy, improve
from geo.siting.lagrangian_bounds import narrow

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
    found = narrow(table, k, start, silent)
    most, held = best_choices(dense, k)
    worth = served(table, found.chosen).sum()
    assert worth <= most <= found.bound + 1e-6
    assert held <= set(found.open.tolist())
    assert len(found.chosen) <= k


def test_the_first_step_leaves_the_choice_known_with_a_bound(monkeypatch):
    """At prices 1, 1, 0, 0 the columns are worth 0, 0, 1, 1: no two gain more than 2 + 1 + 1."""
    table = sparse.csc_array(np.eye(4))
    monkeypatch.setattr(lagrangian_bounds, "WORK", 0)
    found = narrow(table, 2, np.array([0, 1]), silent)
    assert served(table, found.chosen).sum() == 2
    assert found.bound == 4
    assert found.open.tolist() == [0, 1, 2, 3]


def test_what_no_best_choice_holds_is_dropped_and_the_bound_is_met():
    """Of 18, 16 and 16 one is to be chosen."""
    table = sparse.csc_array(np.array([[9.0, 8, 0], [9, 0, 8], [0, 8, 8]]))
    found = narrow(table, 1, np.array([0]), silent)
    assert (found.chosen.tolist(), found.open.tolist()) == ([0], [0])
    assert found.bound == pytest.approx(18)


@pytest.mark.parametrize("start", [[0, 1], [1, 2]])
def test_a_better_choice_that_is_met_on_the_way_is_kept(start):
    """Each column serves a row of its own: 10 and 9 are the best two."""
    found = narrow(sparse.csc_array(np.diag([10.0, 9, 1])), 2, np.array(start), silent)
    assert found.chosen.tolist() == [0, 1]
    assert found.bound == pytest.approx(19)


def test_a_bound_that_no_price_can_lower():
    """Six rows, each served by two of four columns: halves of all would serve them all."""
    pairs = [(0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3)]
    dense = np.array([[float(column in pair) for column in range(4)] for pair in pairs])
    told = []
    table = sparse.csc_array(dense)
    found = narrow(table, 2, np.array([0, 1]), lambda *words: told.append(words))
    assert found.bound == pytest.approx(6)
    assert found.open.tolist() == [0, 1, 2, 3]
    assert len(told) == 800
    assert told[0] == ("缩小候选范围: 剩 4 个", 0.1)
    assert told[-1][1] == pytest.approx(0.4 - 0.3 / 800)


def test_of_many_columns_few_stay_in_question():
    """Columns worth 40, 39 and so on, each also a share of a row that all serve."""
    dense = np.vstack([np.diag(np.arange(40.0, 0, -1)), np.full(40, 3.0)])
    table = sparse.csc_array(dense)
    found = narrow(table, 4, greedy(table, 4), silent)
    assert found.bound == pytest.approx(40 + 39 + 38 + 37 + 3)
    assert {0, 1, 2, 3} <= set(found.open.tolist()) <= set(range(7))


def test_steps_are_told():
    shares = []
    dense = np.random.default_rng(5).integers(0, 50, (40, 30)).astype(float)
    table = sparse.csc_array(dense)
    narrow(table, 3, greedy(table, 3), lambda _, share: shares.append(share))
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
