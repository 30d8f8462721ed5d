"""Greedy choice, and its improvement by exchanging one site at a time.

Greedy is within 1 - 1/e of the best gain: Nemhauser, G., Wolsey, L. and Fisher, M. (1978): An
analysis of approximations for maximizing submodular set functions. Mathematical Programming 14.
"""

import numpy as np
from scipy import sparse

from geo.siting.gain_matrix import column_of, raise_to, served

MAX_SWAPS = 50
"""Exchanges at most; each one gains, few are ever needed."""

RELATIVE = 1e-12
"""Share of the gain below which a difference is rounding."""


def greedy(table: sparse.csc_array, k: int) -> np.ndarray:
    """Columns in order of what each adds, the largest first; fewer than `k` when nothing is left.

    Of equal ones the first column is taken.
    """
    columns = column_of(table)
    best, chosen = np.zeros(table.shape[0]), list[int]()
    for _ in range(min(k, table.shape[1])):
        added = _added(table, columns, best)
        column = int(added.argmax())
        if added[column] <= RELATIVE * best.sum():
            break
        chosen.append(column)
        raise_to(best, table, column)
    return np.array(chosen, dtype=np.intp)


def improve(table: sparse.csc_array, chosen: np.ndarray) -> np.ndarray:
    """Exchange one chosen column for another as long as that gains."""
    columns = column_of(table)
    for _ in range(MAX_SWAPS):
        better = _exchanged(table, columns, chosen)
        if better is None:
            break
        chosen = better
    return chosen


def _exchanged(
    table: sparse.csc_array, columns: np.ndarray, chosen: np.ndarray
) -> np.ndarray | None:
    worth = served(table, chosen).sum()
    for slot in range(len(chosen)):
        others = served(table, np.delete(chosen, slot))
        added = _added(table, columns, others)
        column = int(added.argmax())
        if others.sum() + added[column] > worth * (1 + RELATIVE):
            return np.append(np.delete(chosen, slot), column)
    return None


def _added(table: sparse.csc_array, columns: np.ndarray, best: np.ndarray) -> np.ndarray:
    """(columns,) what each column would add to the rows' best gains."""
    more = np.maximum(table.data - best[table.indices], 0.0)
    return np.bincount(columns, more, minlength=table.shape[1])
