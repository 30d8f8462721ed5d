"""A session at a machine of one's own, with a ledger of its own."""

import pytest

from geo.data_folder import SHIPPED
from geo.store import open_store
from views import cache, edition, own_name
from views.ledger import acts, clash_choice
from views.placing import proposal


@pytest.fixture
def ledger(session, tmp_path, monkeypatch):  # noqa: ARG001
    """The store that the page writes to, with 王晓明 at the page."""
    monkeypatch.setattr("views.own_machine.is_own", lambda: True)
    monkeypatch.setattr(own_name, "given", lambda: "王晓明")
    store = open_store(SHIPPED, {"PLANMAP_STORE": f"sqlite:///{tmp_path / 'ledger.sqlite'}"})
    for module in (cache, edition, proposal, acts, clash_choice):
        monkeypatch.setattr(module, "STORE", store)
    yield store
    if store.ledger:
        store.ledger.close()
