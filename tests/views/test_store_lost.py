"""A database that goes away for a while: the last state stays on the page, which says why."""

from datetime import UTC, datetime

import pytest
from streamlit.testing.v1 import AppTest

import views.edition
from geo.errors import DataError
from geo.ledger import Act, Edit, Ledger
from views.edition import STORE

PAGE = """
import streamlit as st
from views import cache, news
news.show()
st.write(cache.plan().projects.loc["P5-1-01", "status"])
st.text_input("备注", key="typed")
"""


@pytest.fixture
def written(postgresql_url, monkeypatch):
    """A ledger on PostgreSQL is the page's, and asked anew at once."""
    ledger = Ledger(postgresql_url)
    monkeypatch.setattr(STORE, "ledger", ledger)
    monkeypatch.setattr(views.edition, "_PATIENCE_S", 0.0)
    yield
    ledger.close()


@pytest.mark.usefixtures("written")
def test_a_lost_database_takes_neither_page_nor_typed_text(postgresql):
    act = Act("张三", datetime(2026, 3, 4, tzinfo=UTC), "会议确定")
    edit = Edit("projects", "P5-1-01", {"status": "在建"}, act)
    STORE.write(edit)
    test = AppTest.from_string(PAGE, default_timeout=60).run()
    assert test.markdown[0].value == "在建"
    assert not test.warning

    postgresql.stop()
    try:
        test.text_input[0].set_value("先办").run()
        assert test.markdown[0].value == "在建"
        assert "最近一次读到的台账" in test.warning[0].value
        assert test.text_input[0].value == "先办"
        with pytest.raises(DataError):
            STORE.write(edit._replace(values={"status": "完工"}))
    finally:
        postgresql.start()
    STORE.write(edit._replace(values={"status": "完工"}))
    test.run()
    assert test.markdown[0].value == "完工"
    assert not test.warning
    assert test.text_input[0].value == "先办"
