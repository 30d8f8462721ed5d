"""What is written stays, follows what was there, and can be taken back."""

from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text

from geo.errors import DataError
from geo.ledger import ACCEPTED, RETURNED, Act, ConflictError, Edit, Ledger, UnchangedError

NOON = datetime(2026, 3, 1, 4, 0, tzinfo=UTC)
ITEM = ("projects", "P5-1-01")


def act(by="张三", minutes=0, why="现场核实", document="会议纪要〔2026〕3号"):
    return Act(by, NOON + timedelta(minutes=minutes), why, document)


def edit(values, by="张三", minutes=0, seen=None):
    return Edit(*ITEM, values, act(by, minutes), seen)


@pytest.fixture
def ledger(store_url):
    made = Ledger(store_url)
    yield made
    made.close()


@pytest.fixture
def reviewed(store_url):
    made = Ledger(store_url, reviewed=True)
    yield made
    made.close()


def values(ledger, at=None):
    state = ledger.state("projects", at)
    return dict(zip(zip(state["item"], state["field"], strict=True), state["value"], strict=True))


def test_reading_makes_no_file(ledger):
    assert ledger.version() == 0
    assert ledger.state("projects").empty
    assert ledger.history() == []
    if ledger.database.file:
        assert not ledger.database.file.parent.exists()


def test_a_change_says_everything(ledger):
    made = ledger.write(edit({"status": "在建", "progress": 30}), {"status": None})
    assert (made.seq, made.table, made.item, made.by) == (1, *ITEM, "张三")
    assert (made.at, made.why, made.document) == (NOON, "现场核实", "会议纪要〔2026〕3号")
    assert (made.kind, made.undoes, made.review) == ("edit", None, "")
    assert [tuple(each) for each in made.fields] == [
        ("progress", None, 30, 0),
        ("status", None, "在建", 0),
    ]
    assert ledger.change(1) == made


def test_the_first_change_of_a_field_keeps_what_was_published(ledger):
    made = ledger.write(edit({"basis": "竣工图"}), {"basis": "未落图"})
    assert made.fields[0].before == "未落图"


def test_values_come_back_as_they_were(ledger):
    given = {"a": "“引号”\n<b>", "b": 0.1, "c": 7, "d": "7", "e": ""}
    ledger.write(edit(given), {"d": 7, "e": "x"})
    assert {field: value for (_, field), value in values(ledger).items()} == given


def test_what_holds_already_is_not_written(ledger):
    ledger.write(edit({"status": "在建"}), {})
    made = ledger.write(edit({"status": "在建", "progress": 1}), {})
    assert [each.field for each in made.fields] == ["progress"]
    with pytest.raises(UnchangedError, match="P5-1-01"):
        ledger.write(edit({"status": "在建"}), {})
    assert ledger.version() == 2


def test_two_people_on_one_field_meet_a_conflict(ledger):
    seen = ledger.write(edit({"status": "前期"}), {}).seq
    theirs = ledger.write(edit({"status": "在建"}, "李四", 1, {"status": seen}), {})
    with pytest.raises(ConflictError) as met:
        ledger.write(edit({"status": "停缓建"}, "王五", 2, {"status": seen}), {})
    (conflict,) = met.value.conflicts
    assert conflict == ("status", "停缓建", "在建", "李四", NOON + timedelta(minutes=1), theirs.seq)
    assert values(ledger)[ITEM[1], "status"] == "在建"


def test_two_people_on_two_fields_do_not(ledger):
    ledger.write(edit({"status": "前期"}, seen={}), {})
    ledger.write(edit({"progress": 5}, "李四", seen={}), {})
    assert len(values(ledger)) == 2


def test_the_same_value_from_two_people_is_no_conflict(ledger):
    ledger.write(edit({"status": "在建", "progress": 5}, seen={}), {})
    made = ledger.write(edit({"status": "在建", "remark": "已开工"}, "李四", seen={}), {})
    assert [each.field for each in made.fields] == ["remark"]


def test_several_edits_are_written_together_or_not_at_all(ledger):
    good, bad = edit({"status": "在建"}), edit({"status": "完工"}, seen={})
    with pytest.raises(ConflictError):
        ledger.write_all([good, bad], lambda _edit: {})
    assert ledger.version() == 0
    assert ledger.history() == []


def test_undo_and_redo(ledger):
    ledger.write(edit({"status": "前期"}), {})
    done = ledger.write(edit({"status": "在建", "progress": 3}, minutes=1), {})
    undone = ledger.undo(done.seq, act("李四", 2, "填错"))
    assert (undone.kind, undone.undoes, undone.by) == ("undo", done.seq, "李四")
    assert values(ledger) == {(ITEM[1], "status"): "前期", (ITEM[1], "progress"): None}
    ledger.undo(undone.seq, act("张三", 3, "没有填错"))
    assert values(ledger) == {(ITEM[1], "status"): "在建", (ITEM[1], "progress"): 3}
    assert len(ledger.history()) == 4


def test_undo_refuses_what_was_changed_since(ledger):
    first = ledger.write(edit({"status": "前期", "progress": 3}), {})
    ledger.write(edit({"status": "在建"}, "李四", 1), {})
    with pytest.raises(ConflictError) as met:
        ledger.undo(first.seq, act())
    assert [each.field for each in met.value.conflicts] == ["status"]
    with pytest.raises(DataError, match="没有编号为 99 的改动"):
        ledger.undo(99, act())


def test_the_state_at_a_date_is_what_was_known_then(ledger):
    ledger.write(edit({"status": "前期"}), {})
    ledger.write(edit({"status": "在建"}, minutes=10), {})
    told = [values(ledger, NOON + timedelta(minutes=each)) for each in (-1, 0, 9, 10)]
    assert [each.get((ITEM[1], "status")) for each in told] == [None, "前期", "前期", "在建"]


def test_the_minutes_of_changes_each_once(ledger):
    assert ledger.minutes() == []
    for minutes, status in ((0, "前期"), (0, "在建"), (75, "完工"), (60 * 24, "投用")):
        ledger.write(edit({"status": status}, minutes=minutes), {"status": ""})
    first = act().at.replace(second=0, microsecond=0)
    assert ledger.minutes() == [first, first + timedelta(minutes=75), first + timedelta(days=1)]


def test_history_by_item_since_and_newest(ledger):
    for number in range(5):
        ledger.write(edit({"progress": number}), {})
    ledger.write(Edit("roads", "R1", {"name": "规划一路"}, act()), {})
    assert [each.seq for each in ledger.history("projects")] == [1, 2, 3, 4, 5]
    assert [each.seq for each in ledger.history(item="R1")] == [6]
    assert [each.seq for each in ledger.history(since=4)] == [5, 6]
    assert [each.seq for each in ledger.history(most=2)] == [5, 6]


@pytest.mark.parametrize(
    ("given", "word"),
    [
        (act(by=" "), "填写人"),
        (act(why=""), "理由"),
    ],
)
def test_who_and_why_are_required(ledger, given, word):
    with pytest.raises(DataError, match=word):
        ledger.write(Edit(*ITEM, {"status": "在建"}, given), {})


def test_a_time_without_zone_is_refused(ledger):
    with pytest.raises(DataError, match="时区"):
        ledger.write(Edit(*ITEM, {"status": "在建"}, Act("张三", datetime(2026, 1, 1), "a")), {})


def test_a_draft_takes_part_until_it_is_sent_back(reviewed):
    draft = reviewed.write(edit({"status": "在建"}), {"status": "前期"})
    assert draft.review == "草稿"
    assert values(reviewed) == {(ITEM[1], "status"): "在建"}
    judged = reviewed.review(draft.seq, RETURNED, act("赵六", 5, "请附开工令"))
    assert (judged.review, judged.reviewer, judged.word) == ("退回", "赵六", "请附开工令")
    assert values(reviewed) == {(ITEM[1], "status"): "前期"}
    back = reviewed.history()[-1]
    assert (back.kind, back.undoes, back.review) == ("return", draft.seq, "")
    assert reviewed.drafts() == []


def test_an_accepted_change_is_judged_once(reviewed):
    draft = reviewed.write(edit({"status": "在建"}), {})
    before = reviewed.version()
    assert reviewed.review(draft.seq, ACCEPTED, act("赵六", 5)).review == "通过"
    assert reviewed.version() > before
    assert list(reviewed.state("projects")["review"]) == ["通过"]
    with pytest.raises(DataError, match="已审核（通过）"):
        reviewed.review(draft.seq, RETURNED, act("赵六", 6))


def test_what_wants_no_review_is_not_reviewed(ledger):
    made = ledger.write(edit({"status": "在建"}), {})
    with pytest.raises(DataError, match="不需要审核"):
        ledger.review(made.seq, ACCEPTED, act())


def outside(ledger, statements):
    with ledger.database.writing() as connection:
        for statement in statements:
            connection.execute(text(statement))


_FIELDS = "INSERT INTO changed_fields (seq, field, of_table, item, before, after, base) VALUES "
_NUMBERED = (
    "INSERT INTO changes (seq, uid, of_table, item, author, made, recorded, why, kind, "
    "wants_review, fields_count) VALUES (3, 'x', 'projects', 'P5-1-01', '甲', "
    "'2026-03-01T04:00:00.000000Z', '2026-03-01T04:00:00.000000Z', '乙', 'edit', false, 1)"
)


@pytest.mark.parametrize(
    ("statements", "words"),
    [
        (["UPDATE changes SET author = '甲'"], "只增不改"),
        (["UPDATE changed_fields SET after = '1'"], "只增不改"),
        (["DELETE FROM changes"], "只增不改"),
        (["DELETE FROM changed_fields"], "只增不改"),
        ([f"{_FIELDS} (1, 'x', 'projects', 'P5-1-01', NULL, '1', 0)"], "已写定"),
        (
            [_NUMBERED, f"{_FIELDS} (3, 'status', 'projects', 'P5-1-01', NULL, '1', 0)"],
            "更新的改动",
        ),
        ([_NUMBERED, f"{_FIELDS} (3, 'status', 'projects', 'P5-1-01', '0', '1', 2)"], "不符"),
        ([_NUMBERED, f"{_FIELDS} (3, 'y', 'projects', 'P5-1-01', '1', '1', 0)"], "前后相同"),
    ],
)
def test_no_writer_goes_round_the_history(ledger, statements, words):
    ledger.write(edit({"status": "前期"}), {})
    ledger.write(edit({"status": "在建"}), {})
    with pytest.raises(DataError, match=words):
        outside(ledger, statements)
    assert [each.fields[0].after for each in ledger.history()] == ["前期", "在建"]


def test_a_store_of_a_newer_program_is_refused(ledger, store_url):
    ledger.write(edit({"status": "前期"}), {})
    with ledger.database.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with closing(Ledger(store_url)) as other, pytest.raises(DataError, match="更新的程序版本"):
        other.version()
