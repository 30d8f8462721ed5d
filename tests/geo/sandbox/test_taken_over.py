"""A child that is no longer ours: what it sends and touches hurts nobody."""

import platform
import signal
import sys
import time

import psutil
import pytest

from geo.errors import DataError
from geo.sandbox.asking import Sent
from geo.sandbox.ceiling import WorkEndedError

pytestmark = [
    pytest.mark.skipif(
        not sys.platform.startswith("linux") or platform.machine() not in ("x86_64", "aarch64"),
        reason="these walls are of Linux on x86-64 and arm64",
    ),
    pytest.mark.usefixtures("walls"),
]


def test_an_answer_to_another_question_is_none(run):
    assert run("answer_twice", owner="我") == "first"
    time.sleep(1.0)
    with pytest.raises(DataError, match="答非所问"):
        run("echo", value=7, owner="我")
    assert run("echo", value=7, owner="我") == 7


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("tell_much", {"megabytes": 1}),
        ("tell_often", {"times": 30_000}),
        ("nest", {"lists": 9_000_000}),
    ],
)
def test_floods_end_the_work_before_they_are_read(run, name, given):
    before = psutil.Process().memory_info().rss
    with pytest.raises(WorkEndedError) as caught:
        run(name, **given)
    assert caught.value.why == "answer"
    assert psutil.Process().memory_info().rss - before < 150 * 2**20


@pytest.mark.parametrize("name", ["overwrite", "link_and_overwrite"])
def test_a_file_given_by_its_path_is_never_written(run, tmp_path, name):
    path = tmp_path / "甲.csv"
    path.write_bytes(b"as it was")
    with pytest.raises(DataError):
        run(name, files={"path": Sent(path, "甲.csv")})
    assert path.read_bytes() == b"as it was"


@pytest.mark.parametrize("name", ["close_mode", "set_time"])
def test_modes_and_times_of_files_are_not_changed(run, tmp_path, name):
    path = tmp_path / "projects.csv"
    path.write_bytes(b"1")
    before = path.stat()
    with pytest.raises(DataError):
        run(name, path=str(path))
    assert (path.stat().st_mode, path.stat().st_mtime_ns) == (before.st_mode, before.st_mtime_ns)


@pytest.mark.parametrize("name", ["limit_of_parent", "nice_parent"])
def test_other_processes_keep_their_limits(run, name):
    me = psutil.Process()
    before = me.nice(), me.rlimit(psutil.RLIMIT_NOFILE)
    with pytest.raises(DataError):
        run(name)
    assert (me.nice(), me.rlimit(psutil.RLIMIT_NOFILE)) == before


def test_no_thread_of_another_process_is_signalled(run):
    before = signal.signal(signal.SIGUSR1, lambda *_: pytest.fail("the parent was signalled"))
    try:
        with pytest.raises(DataError):
            run("thread_signal_to_parent", number=int(signal.SIGUSR1))
    finally:
        signal.signal(signal.SIGUSR1, before)
    assert run("abort_quietly") == 0
