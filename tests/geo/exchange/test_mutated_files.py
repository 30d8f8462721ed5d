"""One word after the other of a file of thirty changes told otherwise: refused, or as the page."""

import copy
import json
import re
import shutil
from itertools import count

import pytest

from geo.errors import DataError
from geo.exchange.carried_attachments import check_contents
from geo.exchange.change_text import parsed, written
from tests.geo.exchange.full_file import PLACE, fill, require_sound

OTHERS = [
    None, "", " ", "在建", "\u0000", "a\u0085b", 7, -1, 1e300, 10**30, True, [], {}, "长" * 4001,
    "<script>", "POINT (1 2)", "CIRCULARSTRING (0 0, 1 1, 2 0)", "roads", "zones", "P5-1-02",
    "edit", "undo", "return", "merge", "通过", "退回", "草稿", "f" * 32, "0" * 64, "内网", "审核人",
    "2026-02-30T00:00:00.000000Z", "9999-12-31T23:59:59.999999Z",
]  # fmt: skip
"""What is put in the place of a word."""

LISTS = ("changes", "reviews", "decisions", "attachments")
ROOMS = count()


@pytest.fixture
def inside(office):
    return office("内网", reviewed=True)


@pytest.fixture
def there(office):
    """A store that has something of its own."""
    made = office("外网", reviewed=True)
    made.set("P5-1-03", status="停缓建")
    made.set("P5-4-01", **{**PLACE, "accuracy_m": 50.0})
    made.set("P5-1-09", remark="外网")
    made.ledger.close()
    return made


def places(told, path=()):
    """Every word of a file, by where it stands."""
    if isinstance(told, dict | list):
        for key, each in told.items() if isinstance(told, dict) else enumerate(told):
            yield (*path, key)
            yield from places(each, (*path, key))


def changed(told, path, change):
    made = copy.deepcopy(told)
    at = made
    for key in path[:-1]:
        at = at[key]
    change(at, path[-1])
    return made


def put(other):
    return lambda at, key: at.__setitem__(key, other)


def rename(at, key):
    at[f"{key}x"] = at.pop(key)


def mutations(told, stride):
    """Every `stride`th of the files with one word replaced, left out, renamed or doubled."""
    number = count()
    for path in places(told):
        ways = {**{str(other): put(other) for other in OTHERS}, "gone": lambda at, key: at.pop(key)}
        if isinstance(path[-1], int):
            ways["twice"] = lambda at, key: at.append(at[key])
        else:
            ways["renamed"] = rename
        for name, change in ways.items():
            if next(number) % stride == 0:
                yield (*path, name), changed(told, path, change)


def attempt(office, there, room, told, others_only=True):
    """Take a file into a copy of a store; return what was refused, and the store."""
    try:
        file = check_contents(parsed(json.dumps(told).encode(), "改动.json"), "改动.json")
    except DataError as error:
        return str(error), None
    room = room / str(next(ROOMS))
    room.mkdir()
    shutil.copyfile(there.ledger.database.file, room / "外网.sqlite")
    copy_of = office("外网", reviewed=True, room=room)
    before = copy_of.ledger.version()
    try:
        return copy_of.take(file, others_only=others_only), copy_of
    except DataError as error:
        assert copy_of.ledger.version() == before
        return str(error), None


@pytest.fixture
def told(inside):
    return json.loads(written(fill(inside)))


def test_what_cannot_be_read_says_where_in_chinese(told):
    refused = 0
    for path, made in mutations(told, 61):
        try:
            parsed(json.dumps(made).encode(), "改动.json")
        except DataError as error:
            refused += 1
            words = str(error)
        else:
            continue
        part, number = path[:2]
        if part in LISTS and isinstance(number, int) and path[2:3] != ("uid",):
            where = f"第 {number + 1} 条", str(told[part][number]["uid"])
            assert any(each in words for each in where), (path, words)
        else:
            assert re.search("[一-鿿]", words), path
    assert refused > 200


def test_what_can_be_read_is_refused_or_as_the_page_would_write_it(office, there, tmp_path, told):
    assert len(told["changes"]) == 30
    tried = 0
    for path, made in mutations(told, 211):
        taken, store = attempt(office, there, tmp_path, made)
        if store is None:
            assert re.search("[一-鿿]", taken), path
            continue
        tried += 1
        for each in taken.refused:
            assert re.search("[一-鿿]", each.words), (path, each)
            assert each.uid, path
        try:
            require_sound(store, others_only=True)
        except (AssertionError, DataError) as error:
            raise AssertionError(f"{path}: {taken}\n{error}") from error
        finally:
            store.ledger.close()
    assert tried > 30
