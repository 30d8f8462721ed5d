"""Few at a time, and a long one keeps nobody waiting for ever."""

from threading import Barrier, Event, Lock, Thread

import pytest

from views.run_queue import RunQueue

LONG_S = 30.0
"""Far longer than any of these waits; reached where one hangs."""


def test_no_more_than_the_places_work_at_once():
    turns, lock, inside, most = RunQueue(2, LONG_S), Lock(), [0], [0]
    start = Barrier(8)

    def work():
        start.wait(LONG_S)
        for _ in range(20):
            with turns.taken():
                with lock:
                    inside[0] += 1
                    most[0] = max(most[0], inside[0])
                with lock:
                    inside[0] -= 1

    threads = [Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(LONG_S)
    assert inside == [0]
    assert 1 <= most[0] <= 2


def test_a_long_one_does_not_hold_up_the_next():
    turns, ended = RunQueue(1, 0.01), Event()
    with turns.taken():  # all places are held until this block ends
        thread = Thread(target=lambda: _through(turns, ended))
        thread.start()
        assert ended.wait(LONG_S)
    thread.join(LONG_S)


def test_who_went_without_a_place_frees_none():
    turns = RunQueue(1, 0.01)
    with turns.taken():
        with turns.taken():
            pass
        assert turns._free._value == 0
    assert turns._free._value == 1


def test_a_place_is_freed_when_the_work_fails():
    turns = RunQueue(1, LONG_S)
    for _ in range(3):
        with pytest.raises(ValueError, match="spoiled"), turns.taken():
            raise ValueError("spoiled")
    assert turns._free._value == 1


def _through(turns, ended):
    with turns.taken():
        ended.set()


def test_who_rests_lets_others_have_the_place():
    queue, order = RunQueue(1, patience_s=5.0), []
    inside, went = Event(), Event()

    def other():
        inside.wait(5)
        with queue.taken():
            order.append("other")
            went.set()

    thread = Thread(target=other)
    thread.start()
    with queue.taken():
        order.append("first")
        inside.set()
        while not went.is_set():
            queue.rest(0.01)
        order.append("first again")
        assert not queue._free.acquire(blocking=False)
    thread.join(5)
    assert order == ["first", "other", "first again"]
    assert queue._free.acquire(blocking=False)


def test_who_holds_no_place_rests_and_takes_none():
    queue = RunQueue(1)
    queue.rest(0.0)
    assert queue._free.acquire(blocking=False)
