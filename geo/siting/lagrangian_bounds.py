"""Bound the best gain, and drop candidates that cannot be part of it.

Lagrangian relaxation of "each demand is served once": a price for every row; a column is worth
what its gains pass the prices by, and the k most worthy columns plus all prices bound every
choice. A column that, forced in, brings the bound below a gain already found is in no best
choice. Subgradient steps look for the prices that bound best. Narula, S., Ogbu, U. and
Samuelsson, H. (1977): An algorithm for the p-median problem. Operations Research 25, 709-713.
"""

from typing import NamedTuple

import numpy as np
from scipy import sparse

from geo.progress import Progress
from geo.siting.gain_matrix import column_of, served

STEPS = 800
"""Steps at most; the bound hardly moves after them."""

WORK = 1_000_000_000
"""Cells looked at, at most: about 5 s; large tables get fewer steps."""

LENGTH = 2.0
"""Length of the first steps, as a share of what would close the gap were it one price alone."""

PATIENCE = 20
"""Steps without a better bound after which they become half as long."""

SLACK = 1e-9
"""Share of the gain that rounding may take."""


class Narrowed(NamedTuple):
    """The best columns known, a bound no choice can pass, and the columns still in question."""

    chosen: np.ndarray
    bound: float
    open: np.ndarray


class _Cells(NamedTuple):
    row: np.ndarray
    column: np.ndarray
    gain: np.ndarray

    def of(self, columns: np.ndarray) -> "_Cells":
        """Keep the cells of the columns marked."""
        kept = columns[self.column]
        return self if kept.all() else _Cells(*(part[kept] for part in self))


def narrow(table: sparse.csc_array, k: int, chosen: np.ndarray, progress: Progress) -> Narrowed:
    """Bound what `k` columns can gain, from a good choice that is known.

    Parameters
    ----------
    table
        (rows, columns) gains > 0.
    k
        Columns to choose, at most the number there is.
    chosen
        Columns of the choice known, such as from `greedy`.
    progress
        Told of the steps.
    """
    search, work = _Search(table, k, chosen), 0
    for step in range(STEPS):
        work += len(search.cells.row)
        if not search.step() or work > WORK:
            break
        progress(f"缩小候选范围: 剩 {int(search.open.sum())} 个", 0.1 + 0.3 * step / STEPS)
    return Narrowed(search.chosen, max(search.bound, search.worth), np.flatnonzero(search.open))


class _Search:
    """Prices on their way to the best bound."""

    def __init__(self, table: sparse.csc_array, k: int, chosen: np.ndarray) -> None:
        self.table, self.k, self.chosen = table, k, chosen
        self.prices = served(table, chosen)
        self.worth = float(self.prices.sum())
        self.cells = _Cells(table.indices, column_of(table), table.data)
        self.open = np.ones(table.shape[1], dtype=bool)
        self.bound, self.best, self.length, self.stalled = np.inf, self.prices, LENGTH, 0

    def step(self) -> bool:
        """Take one step; False when there is nothing left to find."""
        worths = self._worths()
        top = np.argpartition(-worths, self.k - 1)[: self.k]
        bound = float(self.prices.sum() + worths[top].sum())
        self._learn(top, bound)
        self._close(bound - worths[top].min() + worths, top)
        if self.stalled >= PATIENCE:
            self.prices, self.length, self.stalled = self.best, self.length / 2, 0
            return True
        lack = 1.0 - np.bincount(self._used(top), minlength=len(self.prices))
        lack[(self.prices <= 0) & (lack > 0)] = 0.0
        size = float(lack @ lack)
        if size == 0 or self.bound <= self.worth * (1 + SLACK):
            return False
        move = self.length * (bound - self.worth) / size
        self.prices = np.maximum(self.prices - move * lack, 0.0)
        return True

    def _worths(self) -> np.ndarray:
        over = np.maximum(self.cells.gain - self.prices[self.cells.row], 0.0)
        worths = np.bincount(self.cells.column, over, minlength=len(self.open))
        return np.where(self.open, worths, -np.inf)

    def _learn(self, top: np.ndarray, bound: float) -> None:
        worth = float(served(self.table, top).sum())
        if worth > self.worth:
            self.worth, self.chosen = worth, top
        self.stalled += 1
        if bound < self.bound:
            self.bound, self.best, self.stalled = bound, self.prices, 0

    def _close(self, bounds: np.ndarray, top: np.ndarray) -> None:
        keep = bounds >= self.worth * (1 - SLACK)
        keep[top] = True
        self.open &= keep
        if self.open[self.cells.column].mean() < 0.7:
            self.cells = self.cells.of(self.open)

    def _used(self, top: np.ndarray) -> np.ndarray:
        """Rows that each of the columns would serve at the present prices, with repeats."""
        part = self.table[:, top]
        return part.indices[part.data > self.prices[part.indices]]
