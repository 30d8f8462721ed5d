"""Verdicts in a file of changes: from whom, on what, and with the change that sends back."""

import dataclasses

import pytest

from geo.ledger import ACCEPTED, RETURNED
from tests.geo.exchange.full_file import REVIEWER, mutated, require_sound

ITEM, OTHER = "P5-1-01", "P5-1-03"


def told(taken):
    return [(each.uid, each.item) for each in taken.refused]


@pytest.fixture
def judged(office):
    """A store that judges, another one, and a file with a change accepted and one sent back."""
    inside = office("内网", reviewed=True)
    good, bad = inside.set(ITEM, status="在建"), inside.set(OTHER, status="完工")
    inside.ledger.review(good.seq, ACCEPTED, inside.act("属实")._replace(by=REVIEWER))
    inside.ledger.review(bad.seq, RETURNED, inside.act("请附文件")._replace(by=REVIEWER))
    return inside.file(), office("外网", reviewed=True)


def test_verdicts_are_taken_as_they_were_given(judged):
    file, outside = judged
    taken = outside.take(file, others_only=True)
    assert (taken.written, taken.reviews, taken.refused) == (3, 2, ())
    assert [each.review for each in outside.ledger.history()] == ["通过", "退回", ""]
    require_sound(outside, others_only=True)


def test_ones_own_verdict_is_refused_where_others_judge(judged):
    file, outside = judged
    own = mutated(file, "reviews", 0, by="内网")
    taken = outside.take(own, others_only=True)
    assert told(taken) == [(file.reviews[0].uid, ITEM)]
    assert file.changes[0].uid in taken.refused[0].words
    assert "须由他人审核" in taken.refused[0].words
    assert outside.ledger.history()[0].review == "草稿"
    assert outside.take(own, others_only=False).reviews == 1


def test_ones_own_sending_back_is_refused_with_its_change(judged):
    file, outside = judged
    own = mutated(mutated(file, "reviews", 1, by="内网"), "changes", 2, by="内网")
    taken = outside.take(own, others_only=True)
    assert told(taken) == [(file.changes[2].uid, OTHER), (file.reviews[1].uid, OTHER)]
    assert outside.values()["projects", OTHER, "status"] == "完工"


def test_a_verdict_comes_with_the_change_that_sends_back_and_the_reverse(judged):
    file, outside = judged
    alone = dataclasses.replace(file, changes=file.changes[:2])
    taken = outside.take(alone)
    assert told(taken) == [(file.reviews[1].uid, OTHER)]
    assert "没有撤回它的改动" in taken.refused[0].words
    bare = dataclasses.replace(file, reviews=file.reviews[:1])
    taken = outside.take(bare)
    assert told(taken) == [(file.changes[2].uid, OTHER)]
    for values in ({"verdict": "通过"}, {"by": "第三人"}):
        taken = outside.take(mutated(file, "reviews", 1, **values))
        assert (file.changes[2].uid, OTHER) in told(taken)
        assert outside.values()["projects", OTHER, "status"] == "完工"
        if "by" in values:
            assert outside.ledger.history()[1].review == "通过"


def test_another_verdict_than_ours_is_told(judged):
    file, outside = judged
    outside.take(dataclasses.replace(file, changes=file.changes[:2], reviews=()))
    outside.ledger.review(2, ACCEPTED, outside.act("属实")._replace(by="第三人"))
    taken = outside.take(file)
    assert told(taken) == [(file.changes[2].uid, OTHER), (file.reviews[1].uid, OTHER)]
    assert "已由 第三人 审核（通过）" in taken.refused[0].words
    assert outside.values()["projects", OTHER, "status"] == "完工"
    again = mutated(file, "reviews", 0, word="别的")
    assert (file.reviews[0].uid, ITEM) in told(outside.take(again))


def test_a_verdict_on_what_is_not_here_is_told(judged):
    file, outside = judged
    taken = outside.take(dataclasses.replace(file, changes=(), reviews=file.reviews[:1]))
    assert [each.uid for each in taken.refused] == [file.reviews[0].uid]
    assert "未到" in taken.refused[0].words
