"""Entries of a ledger written down by hand, and the plan as published."""

from datetime import UTC, date, datetime

import pytest
from pandas import DataFrame

from geo.data_folder import SHIPPED
from geo.monitoring.series import FigureSeries
from geo.plan_data import load_plan

COLUMNS = ["item", "field", "value", "seq", "by", "at", "recorded", "as_of", "review"]


def entries(*told, after=0):
    """Entries as the ledger gives them: item, field, value, day it belongs to, day heard."""
    rows = []
    for seq, (item, field, value, day, *heard) in enumerate(told, start=after + 1):
        when = datetime.fromisoformat(f"{heard[0] if heard else day}T04:00").replace(tzinfo=UTC)
        rows.append((item, field, value, seq, "张三", when, when, date.fromisoformat(day), ""))
    return DataFrame(rows, columns=COLUMNS, dtype=object)


def series(*told):
    """A series of such entries."""
    return FigureSeries.of(entries(*told))


@pytest.fixture(scope="session")
def plan():
    return load_plan(SHIPPED)
