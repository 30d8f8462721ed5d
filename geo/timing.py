"""Whether items keep their planned dates, on a day."""

from datetime import date

import numpy as np
import pandas as pd
from pandas import DataFrame, Series

from geo.schema.ledger import TIMINGS, UNREPORTED

(
    NOT_STARTED,
    NOT_FINISHED,
    FINISHED_LATE,
    FINISHED_IN_TIME,
    FINISHED,
    NOT_DUE,
    CANCELLED,
) = TIMINGS

OVERDUE = (NOT_STARTED, NOT_FINISHED)
"""Of items that should have begun, or ended, before the day and did not."""

_ENDED = ("完工", "投用")
_BEFORE_START = (UNREPORTED, "未启动", "前期")


def timings(items: DataFrame, day: date) -> Series:
    """Tell of (n,) items whether they keep their planned dates.

    Parameters
    ----------
    items
        Columns status, planned_start, planned_finish, actual_start, actual_finish: ISO dates, ""
        for none. May be empty.
    day
        The one on which it is asked; an item has until the end of its planned day.

    Returns
    -------
    Series
        (n,) words of `geo.schema.ledger.TIMINGS`, of the items' index. 未填报 where neither a
        planned date nor an end is known. An item has ended if its state says so, or its actual
        finish is not after the day; whether in time can be told where both finishing dates are
        known. One that is suspended is late like any other.
    """
    today, status = day.isoformat(), items["status"]
    start, finish = items["planned_start"], items["planned_finish"]
    begun, ended_on = items["actual_start"], items["actual_finish"]
    ended = status.isin(_ENDED) | ((ended_on != "") & (ended_on <= today))
    started = ended | ~status.isin(_BEFORE_START) | ((begun != "") & (begun <= today))
    both = (finish != "") & (ended_on != "")
    told = np.select(
        [
            status == "取消",
            ended & both & (ended_on > finish),
            ended & both,
            ended,
            (finish != "") & (finish < today),
            ~started & (start != "") & (start < today),
            (start != "") | (finish != ""),
        ],
        [CANCELLED, FINISHED_LATE, FINISHED_IN_TIME, FINISHED, NOT_FINISHED, NOT_STARTED, NOT_DUE],
        UNREPORTED,
    )
    return pd.Series(told, index=items.index, dtype="str")
