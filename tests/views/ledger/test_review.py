"""审核: what waits is counted and listed alike, judged by who may, or taken back by its author."""

import pytest

ITEM = "P5-1-01"
WORD = "history-word-"


@pytest.fixture
def reviewed(office):
    office.set("review = true\n")
    office.ledger.reviewed = True
    return office


def counted(page):
    """Counts behind the panel's name and behind 待审."""
    badges = "".join(each.body for each in page.test.get("html") if "::after" in each.body)
    places = ("panel button:nth-of-type(6)", "history-of button:nth-of-type(3)")
    return tuple(
        badges.partition(f'.st-key-{place}::after {{ content: "')[2].partition('"')[0]
        for place in places
    )


def test_drafts_wait_on_the_label_and_in_a_list(history, reviewed):
    reviewed.write(ITEM, {"status": "前期"})
    reviewed.write("P8-1-02", {"status": "在建"})
    page = history()
    labels = [each for group in page.test.get("button_group") for each in group.options]
    assert {"留痕", "待审"} <= set(labels)  # words that change would lose a press under way
    assert counted(page) == ("2", "2")
    page.choose("history-of", "待审")
    assert page.html.index("改动 1") < page.html.index("改动 2")
    assert "草稿，待审核" in page.html


def test_accepted(history, reviewed):
    reviewed.write(ITEM, {"status": "前期"})
    page = history().asked("accept", 1)
    judged = reviewed.ledger.change(1)
    assert (judged.review, judged.reviewer) == ("通过", "王晓明")
    assert "审核通过" in page.html
    assert not {"change-accept-1", "change-return-1"} & page.keys


def test_sent_back_with_a_word(history, reviewed):
    reviewed.write(ITEM, {"status": "前期"})
    page = history().asked("return", 1)
    assert "请先写明理由" in page.words
    page.test.text_input(key=f"{WORD}1").input("请附开工令")
    page.run().press("change-sure-1")
    assert reviewed.ledger.change(1).word == "请附开工令"
    assert reviewed.values() == {(ITEM, "status"): None}
    assert "请附开工令" in page.html


def test_what_its_author_took_back_waits_no_longer(history, reviewed):
    reviewed.write(ITEM, {"status": "前期"}, by="王晓明")
    reviewed.write("P8-1-02", {"status": "在建"})
    page = history().asked("undo", 1, "填错")
    assert "草稿，已由改动 3 撤回" in page.html
    page.choose("history-of", "待审")
    assert counted(page) == ("1", "1")
    assert page.html.count('class="pm-change"') == 1
    assert "改动 2" in page.html


def test_what_one_fills_in_here_is_a_draft(opened, reviewed):
    page = opened().press("card-enter").fill(ITEM, status="在建", why="月度调度")
    page.press("entry-save")
    assert reviewed.ledger.change(1).review == "草稿"


def test_others_have_to_review_where_it_is_so(history, office):
    office.set('review = "other"\n')
    office.ledger.reviewed = True
    office.write(ITEM, {"status": "前期"}, by="王晓明")
    office.write("P8-1-02", {"status": "前期"}, by="李芳")
    page = history()
    assert {"change-accept-1", "change-accept-2"} & page.keys == {"change-accept-2"}
