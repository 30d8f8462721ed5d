"""附件 at the page: with the act or not at all; in history and on the card; withdrawn."""

from datetime import UTC, datetime

import pytest

from geo.errors import DataError
from geo.exchange.attachment_check import CheckedAttachment
from geo.exchange.attachments import keep, listed
from views.access import Role
from views.ledger import acts, carried_acts

ITEM = "P5-1-01"
PAPER = b"%PDF-1.4\ntrailer\n%%EOF\n"
PDF = CheckedAttachment("application/pdf", positioned=False)
HOSTILE = "<img src=x onerror=alert(1)>"


@pytest.fixture
def written(opened, office):
    """An entry with an attachment, as the box leaves it."""
    office.write("P8-1-02", {"status": "前期"})

    def enter(title="开工令"):
        page = opened().press("card-enter").fill(ITEM, status="在建", why="月度调度")
        kept = keep(office.ledger, (title, PAPER), PDF, datetime.now(UTC))
        page.test.session_state[f"attach-kept-projects-{ITEM}"] = [kept]
        return page.run().press("entry-save")

    return enter


def test_it_is_written_with_the_change_and_shown_in_history_and_on_the_card(written, office):
    page = written()
    found = listed(office.ledger)[0]
    assert (found.title, found.by, found.change) == (
        "开工令", "王晓明", office.ledger.change(2).uid,
    )  # fmt: skip
    page.choose("panel", "留痕")
    link = f'href="/attachment/{found.uid}" target="_blank" rel="noopener">开工令</a>（PDF，1 KB，'
    assert page.html.count(link) == 2


def test_withdrawn_with_a_reason_it_leaves_the_card_and_stays_in_the_history(written, office):
    page = written().choose("panel", "留痕")
    uid = listed(office.ledger)[0].uid
    page.press(f"withdraw-{uid}").press("withdraw-sure")
    assert "请填写" in page.words
    page.test.text_input(key="attach-withdraw-why").input("传错了")
    page.run().press("withdraw-sure")
    assert "<s>开工令</s>" in page.html
    assert "传错了" in page.html
    assert f"/attachment/{uid}" not in page.html
    assert f"withdraw-{uid}" not in page.keys


def test_its_title_is_no_markup(written):
    page = written(HOSTILE).choose("panel", "留痕")
    assert "<img src=x" not in page.html
    assert "&lt;img src=x" in page.html


def test_who_is_no_administrator_withdraws_his_own_alone_and_takes_no_file_in(
    written, office, monkeypatch
):
    written()
    uid = listed(office.ledger)[0].uid
    monkeypatch.setattr("views.access.role", lambda: Role.EDITOR)
    office.call("李芳")
    with pytest.raises(DataError, match="只能由本人或管理员撤下"):
        acts.withdraw_file(uid, "不要")
    for act in (
        lambda: carried_acts.take_in(None, "并入"),
        lambda: carried_acts.decide_conflicts([], [], "裁定"),
    ):
        with pytest.raises(DataError, match="这里需要“管理”"):
            act()
    office.call("王晓明")
    assert acts.withdraw_file(uid, "传错").withdrawn.why == "传错"
