"""How many services of a kind lie within reach of each estate, and the zone of each."""

import numpy as np
from geopandas import GeoDataFrame
from pandas import Series

from geo.crs import to_lonlat
from geo.zoning import zone_of
from views import cache
from views.circles import work
from views.circles.answer import Answer
from views.circles.settings import OwnDemand, Question, Supply, Ways, is_own
from views.sessions.memory import remembered


def counts(answer: Answer) -> Series:
    """Services of the chosen kind within reach of each demand point, by its id."""
    settings = answer.settings
    return _counts(settings.question, settings.ways, settings.supply, answer)


@remembered(most=16, own=is_own)
def _counts(  # the question is the key
    question: Question,  # noqa: ARG001
    ways: Ways,
    supply: Supply,  # noqa: ARG001
    _answer: Answer,
) -> Series:
    if _answer.rule is None:
        return Series(dtype=int)
    reach_m = float(_answer.rule["radius_m"])
    pairs = work.model(ways).pairs(_answer.demand, _answer.services(), reach_m)
    found = np.bincount(pairs.point, minlength=len(_answer.demand))
    return Series(found, index=_answer.demand.index.astype(str))


@remembered(most=8, own=is_own)
def zones_of_demand(
    source: OwnDemand | None,  # noqa: ARG001 - the key
    _demand: GeoDataFrame,
) -> Series:
    """Zone id of each demand point, "" outside every zone, in the order of the zones."""
    zones = cache.plan().zones
    found = zone_of(to_lonlat(_demand), zones).fillna("").astype(str)
    found.index = found.index.astype(str)
    order = [zone for zone in zones.index if (found == zone).any()]
    return found.astype("category").cat.set_categories(order)
