"""A ledger with something in every table that is only added to."""

from datetime import UTC, datetime

import pytest

from geo.exchange.attachment_check import CheckedAttachment
from geo.exchange.attachments import attach
from geo.ledger import ACCEPTED, Act, Edit, Ledger
from tools import ledger_outsider as outsider

NOON = datetime(2026, 3, 1, 4, 0, tzinfo=UTC)
ACT = Act("张三", NOON, "核实")


@pytest.fixture
def write():
    """Write a remark into a ledger."""

    def written(ledger, value, at=NOON):
        return ledger.write(Edit("projects", "P1", {"remark": value}, ACT._replace(at=at)), {})

    return written


@pytest.fixture
def filled(write):
    """Open a ledger at a URL: two changes, a review, an attachment, something carried, decided."""
    opened = []

    def made(url):
        ledger = Ledger(url, reviewed=True)
        opened.append(ledger)
        write(ledger, "一")
        write(ledger, "二")
        ledger.review(2, ACCEPTED, ACT)
        attach(ledger, ("projects", "P1", 0), ("图", b"%PDF"), CheckedAttachment("a", False), ACT)
        outsider.written(ledger, outsider.carried(1), outsider.decided(1))
        return ledger

    yield made
    for each in opened:
        each.close()
