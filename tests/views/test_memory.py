"""Results of a session's things: its own number, gone with it, shared where nothing is its own."""

import pytest

from geo.lifecircle.question import Own, OwnDemand, Question, Supply, Ways, is_own
from views.sessions import memory, registry

WORKED = []


@memory.remembered(most=3)
def doubled(text, _how=None):
    WORKED.append(text)
    return [text, text]


@memory.remembered(most=3, own=lambda text: text.startswith("own"))
def maybe(text):
    WORKED.append(text)
    return [text]


@pytest.fixture(autouse=True)
def worked():
    WORKED.clear()
    return WORKED


@pytest.fixture
def be(monkeypatch):
    def somebody(name):
        monkeypatch.setattr(registry, "owner", lambda: name)

    return somebody


def test_layers_of_others_do_not_push_out_mine(be):
    be("me")
    mine = doubled("a")
    for number in range(40):
        be(f"other {number}")
        doubled(str(number))
    be("me")
    assert doubled("a", _how="otherwise") is mine


def test_a_session_keeps_its_newest(be):
    be("me")
    kept = [doubled(text) for text in "abc"]
    assert doubled("a") is kept[0]
    doubled("d")
    assert doubled("a") is kept[0], "asked for last"
    assert doubled("b") is not kept[1]


def test_a_download_without_a_session_finds_what_its_session_made(be):
    be("me")
    mine = doubled("a")
    be("")
    assert doubled("a") is mine
    doubled("z")
    assert memory.owners() == {"me"}


def test_all_together_keep_within_the_bytes(be, monkeypatch):
    monkeypatch.setattr(memory, "MOST_BYTES", 7_000)
    be("small")
    small = doubled("s" * 500)
    be("large")
    doubled("a" * 1_000)
    doubled("b" * 1_000)
    newest = doubled("c" * 1_000)
    assert sum(memory._sizes.values()) <= 7_000
    assert doubled("c" * 1_000) is newest
    be("small")
    assert doubled("s" * 500) is small, "he has little"
    registry.note(frozenset({"small"}), frozenset({"large"}), 0.0)
    doubled("t" * 2_000)
    assert memory.owners() == {"small"}
    assert doubled("s" * 500) is small


def test_results_of_who_is_long_away_go_before_his_layers(be):
    be("me")
    doubled("a")
    registry.note(frozenset(), frozenset({"me"}), 0.0)
    memory.tend(memory.LOST_S)
    assert memory.owners() == {"me"}
    memory.tend(memory.LOST_S + 1)
    assert memory.owners() == set()


def test_what_is_nobodys_own_is_worked_out_once_for_all(be):
    for name in ("me", "other"):
        be(name)
        maybe("plan")
        maybe("own")
    assert WORKED == ["plan", "own", "own"]
    memory.release("me")
    be("me")
    maybe("plan")
    maybe("own")
    assert WORKED == ["plan", "own", "own", "own"]


def test_own_is_what_rests_on_anything_of_the_planners():
    plan = (1, Question("学位"), Ways(), Supply(plan=("p1",)))
    own = Own("token", "商铺")
    assert not is_own(*plan)
    assert not is_own(1, "")
    for mine in (
        Question("学位", edited="a,b"),
        Question("学位", demand=OwnDemand(own)),
        Ways(network="token"),
        Supply(scenario="{}"),
        OwnDemand(own),
        "token",
    ):
        assert is_own(*plan, mine), mine
