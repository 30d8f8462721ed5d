"""How many services of a kind lie within reach of each estate."""

import numpy as np
from pandas import Series

from views.circles import work
from views.circles.answer import Answer


def counts(answer: Answer) -> Series:
    """Services of the chosen kind within reach of each demand point, by its id."""
    settings = answer.settings
    key = (settings.question, settings.ways, settings.supply)
    return work.part("overlaps", key, lambda: _counts(answer))


def _counts(answer: Answer) -> Series:
    if answer.rule is None:
        return Series(dtype=int)
    reach_m = float(answer.rule["radius_m"])
    pairs = answer.model.pairs(answer.demand_m, answer.services(), reach_m)
    found = np.bincount(pairs.point, minlength=len(answer.demand_m))
    return Series(found, index=answer.demand_m.index.astype(str))
