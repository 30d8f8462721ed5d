"""The page with an item chosen, on a ledger of its own."""

import pytest
from streamlit.testing.v1 import AppTest


@pytest.fixture
def opened(app, office, page_of):  # noqa: ARG001 - the page works on it
    """Open the page with an item chosen; give the page."""

    def start(item="P5-1-01", layer="roads", **query):
        return page_of(app(sel=f"{layer}:{item}", **query))

    return start


@pytest.fixture
def history(opened):
    """Open the page with the panel 留痕."""

    def start(item="P5-1-01", layer="roads"):
        return opened(item, layer).choose("panel", "留痕")

    return start


SECTION = """
from views.ledger import clash_dialog, done
from views.monitoring import indicators_panel
done.show()
clash_dialog.show()
indicators_panel.show()
"""


@pytest.fixture
def indicators(office, page_of):  # noqa: ARG001 - the section works on it
    """Open the section 指标 of the page 台账 alone, with an indicator chosen."""

    def start(item="Z2-01"):
        test = AppTest.from_string(SECTION, default_timeout=120)
        test.session_state["ledger-indicator"] = item
        return page_of(test).run()

    return start
