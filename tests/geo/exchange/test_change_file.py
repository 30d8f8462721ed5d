"""A file of changes as text, and what is none."""

import json
from dataclasses import replace

import pytest

from geo.errors import DataError
from geo.exchange.change_file import ChangeFile
from geo.exchange.change_text import parsed, written
from geo.exchange.exporting import export
from geo.guarded import reading
from geo.guarded.commands import SILENTLY

ITEM = "P5-1-01"


@pytest.fixture
def content(offices):
    inside, outside = offices
    inside.set(ITEM, status="在建", remark="“引号”\n<b>")
    outside.take(inside.file())
    outside.ledger.undo(1, outside.act("填错"))
    return written(export(outside.ledger, outside.act().at))


def test_a_child_reads_what_was_written(content):
    told = reading.changes(reading.Sent(content, "改动.json"), SILENTLY)
    assert isinstance(told, ChangeFile)
    assert told == parsed(content, "改动.json")
    assert [each.kind for each in told.changes] == ["edit", "undo"]
    assert told.changes[1].undoes == told.changes[0].uid
    assert [each.base for each in told.changes[1].fields] == [told.changes[0].uid] * 2


def test_a_store_without_changes_makes_an_empty_file(offices):
    told = offices[0].file()
    assert (told.changes, told.reviews, told.decisions, told.until) == ((), (), (), 0)
    assert offices[1].take(told).written == 0
    assert not offices[0].ledger.database.file.exists()


def changed(content, change):
    told = json.loads(content)
    change(told)
    return json.dumps(told).encode()


def first(name, value):
    return lambda told: told["changes"][0].update({name: value})


@pytest.mark.parametrize(
    "change",
    [
        first("uid", "../../etc"),
        first("at", "2026-13-45T00:00:00.000000Z"),
        first("at", "gestern"),
        first("by", ""),
        first("why", "长" * 5000),
        first("kind", "delete"),
        first("fields", []),
        first("fields", [{"field": "status", "before": None, "after": {"a": 1}}]),
        first("fields", [{"field": "status", "before": None, "after": [1]}]),
        lambda told: told.pop("plan"),
        lambda told: told.update(format="other"),
        lambda told: told.update(changes={}),
    ],
)
def test_what_is_no_file_of_changes_is_refused_with_its_place(content, change):
    with pytest.raises(DataError, match=r"改动.json 不是改动文件，或已损坏"):
        parsed(changed(content, change), "改动.json")


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe", b"[" * 100_000, b"null", b"{}", b"PK\x03\x04"]
)
def test_what_is_no_json_is_refused(content):
    with pytest.raises(DataError, match="不是改动文件"):
        reading.changes(reading.Sent(content, "a.json"), SILENTLY)


def test_a_newer_format_says_so(content):
    with pytest.raises(DataError, match="更新的程序版本"):
        parsed(changed(content, lambda told: told.update(version=3)), "a.json")


def test_the_format_before_is_read(content):
    def before(told):
        told.update(version=1)
        for each in told["changes"]:
            del each["as_of"]

    told = parsed(changed(content, before), "a.json").changes
    assert told == tuple(replace(each, as_of=None) for each in parsed(content, "a.json").changes)
