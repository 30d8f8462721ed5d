"""The page 台账 with a ledger of the test's own."""

from datetime import UTC, date, datetime

import pytest
from streamlit.testing.v1 import AppTest

from geo.ledger import Act, Edit, Ledger
from views.edition import STORE


def page():
    from views.monitoring import page  # noqa: PLC0415 - runs in a script of its own

    page.show()


@pytest.fixture
def opened():
    def start(**query):
        test = AppTest.from_function(page, default_timeout=60)
        for name, value in query.items():
            test.query_params[name] = value
        return test.run()

    return start


@pytest.fixture
def write(tmp_path, monkeypatch):
    """Write in a ledger of the test's own; the figures belong to a day of 2025."""
    ledger = Ledger(f"sqlite:///{tmp_path / 'ledger.sqlite'}")
    monkeypatch.setattr(STORE, "ledger", ledger)
    act = Act("张三", datetime(2025, 7, 4, tzinfo=UTC), "月报", as_of=date(2025, 6, 30))

    def written(item, **values):
        return STORE.write(Edit("projects", item, values, act))

    yield written
    ledger.close()
