"""The made-up office of the tests, with items that units answer for."""

from types import SimpleNamespace

import pytest

from geo.data_folder import data_folder
from geo.store import PlanStore
from tests.geo.forms.office import Desk


@pytest.fixture(scope="session")
def plan():
    return PlanStore(data_folder()).published()


@pytest.fixture
def desk(tmp_path, plan):
    made = Desk(tmp_path, plan)
    yield made
    made.ledger.close()


@pytest.fixture
def office(desk):
    """The desk, with items that units answer for; `items` are those of the one unit."""
    return SimpleNamespace(desk=desk, items=desk.staffed())
