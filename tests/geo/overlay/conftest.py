"""The shipped plan, and a ledger of its own for each test that asks for one."""

from datetime import UTC, datetime

import pytest

from geo.data_folder import SHIPPED
from geo.ledger import Act
from geo.plan_data import load_plan
from geo.store import open_store


@pytest.fixture(scope="session")
def plan():
    return load_plan(SHIPPED)


@pytest.fixture
def store(tmp_path):
    made = open_store(SHIPPED, {"PLANMAP_STORE": f"sqlite:///{tmp_path / 'ledger.sqlite'}"})
    yield made
    made.ledger.close()


@pytest.fixture
def act():
    return Act("张三", datetime(2026, 3, 4, 5, 6, tzinfo=UTC), "会议确定", "纪要12号")
