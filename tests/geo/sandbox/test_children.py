"""Work in a child: its answers, its bounds, its end; what stays of it."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from threading import Thread

import psutil
import pytest

from geo.errors import DataError, MissingColumnError
from geo.sandbox.asking import Sent
from geo.sandbox.pool import MOST_KEPT
from geo.sandbox.progress import ProgressListener


def test_the_answer_comes_back(run):
    assert run("echo", value={"甲": [1, 2.5, None, True]}) == {"甲": [1, 2.5, None, True]}


def test_a_file_lies_in_the_childs_own_folder_under_its_name(run):
    sent = Sent(b"12345", "C:\\temp\\地块.geojson")
    assert run("size", files={"path": sent}) == ("地块.geojson", 5)


@pytest.mark.parametrize("name", ["../../etc/甲.csv", "甲\n乙.csv", "a" * 300 + ".csv", "..", ""])
def test_names_that_lead_elsewhere_or_no_system_takes_are_tamed(run, name):
    found, size = run("size", files={"path": Sent(b"1", name)})
    assert (size, os.sep in found, len(found.encode()) <= 140) == (1, False, True)


def test_a_file_on_disk_is_not_changed_and_a_missing_one_is_named(run, tmp_path):
    (tmp_path / "甲.csv").write_bytes(b"123")
    assert run("size", files={"path": Sent(tmp_path / "甲.csv", "甲.csv")}) == ("甲.csv", 3)
    assert (tmp_path / "甲.csv").read_bytes() == b"123"
    with pytest.raises(DataError, match="找不到文件 乙.csv"):
        run("size", files={"path": Sent(tmp_path / "乙.csv", "乙.csv")})


def test_a_refusal_keeps_its_words_and_its_class(run):
    with pytest.raises(MissingColumnError, match="^表 甲 缺少列 乙；请补上$"):
        run("refuse")


@pytest.mark.parametrize("name", ["fail", "fail_below_exception"])
def test_what_nobody_foresaw_is_one_sentence_without_its_inside(run, name, caplog):
    with pytest.raises(DataError, match="甲.zip 无法读取：.*请重新导出") as caught:
        run(name)
    assert "Error" not in str(caught.value)
    assert "stand_ins" in caplog.text  # the log has it whole


def test_a_dead_child_is_one_sentence_and_the_next_work_is_done(run):
    with pytest.raises(DataError, match="甲.zip 处理中断：.*请用 QGIS"):
        run("die")
    assert run("echo", value=1) == 1


def test_wall_time_is_bounded(run):
    began = time.monotonic()
    with pytest.raises(DataError, match="甲.zip 处理超过上限（处理器 120 秒或总时长 1 秒）"):
        run("sleep", seconds=60, wall_s=1)
    assert time.monotonic() - began < 50


def test_processor_time_is_bounded(run):
    with pytest.raises(DataError, match="处理超过上限|处理中断"):
        run("spin", seconds=60, cpu_s=1, wall_s=50)


@pytest.mark.parametrize("name", ["allocate", "out_of_memory"])
def test_memory_is_bounded(run, name):
    given = {"megabytes": 600} if name == "allocate" else {}
    with pytest.raises(DataError, match="甲.zip 处理所需内存超过上限"):
        run(name, memory_mb=200, **given)


def test_what_is_handed_back_is_bounded(run):
    with pytest.raises(DataError, match="甲.zip 读出的内容超过上限"):
        run("flood", megabytes=5, answer_mb=2)
    assert len(run("flood", megabytes=1, answer_mb=2)) == 2**20


def test_what_libraries_print_breaks_nothing(run):
    assert run("print_much") == "answered"


def test_progress_is_told(run):
    heard = []
    watch = ProgressListener(lambda share, words: heard.append((share, words)))
    assert run("steps", told="tell", watch=watch) == "done"
    assert {words for _, words in heard} >= {"第 3 步", "第 4 步"}


def test_who_stops_listening_ends_the_work(run, pool):
    class Stopped(BaseException):
        pass

    def stop(_share, _words):
        raise Stopped

    with pytest.raises(Stopped):
        run("sleep", seconds=60, watch=ProgressListener(stop))
    assert not pool._busy


def test_one_owner_keeps_a_child_and_no_other_gets_it(run):
    mine = [run("where", owner="我")[0] for _ in range(2)]
    assert mine[0] == mine[1]
    assert run("where", owner="他")[0] != mine[0]
    assert run("where")[0] != run("where")[0]


def test_a_child_that_failed_does_no_more_work(run):
    first = run("where", owner="我")[0]
    with pytest.raises(DataError):
        run("fail", owner="我")
    assert run("where", owner="我")[0] != first


def test_nothing_lies_in_the_folder_from_one_work_to_the_next(run):
    assert run("leave_file", owner="我") == ["left"]
    assert run("listed", owner="我") == []


def test_folders_go_with_their_children(run, pool):
    folder = Path(run("where", owner="我")[1])
    assert folder.is_dir()
    pool.release("我")
    assert not folder.exists()


@pytest.mark.parametrize("owner", ["我", ""])
def test_a_child_whose_folder_was_cleared_away_gets_no_work(run, pool, owner):
    """As a system clears /tmp while a server is idle: of a kept child, and of one ahead."""
    if owner:
        run("where", owner=owner)
        waiting = pool._kept[0].child
    else:
        pool._start_fresh()
        waiting = pool._fresh[0]
    shutil.rmtree(waiting.folder)
    sent = Sent(b"123", "甲.csv")
    assert run("size", files={"path": sent}, owner=owner) == ("甲.csv", 3)
    assert not waiting.alive


def test_the_environment_of_a_child_holds_no_secrets(run, monkeypatch):
    monkeypatch.setenv("PLANMAP_SECRET", "密")
    monkeypatch.setenv("https_proxy", "http://127.0.0.1:9")
    names = run("where")[3]
    assert not {"PLANMAP_SECRET", "https_proxy", "HTTPS_PROXY"} & set(names)


@pytest.mark.parametrize("after_s", [0.0, 0.1], ids=["as the child starts", "at work"])
def test_owners_who_leave_end_their_work(run, pool, after_s):
    ended = []

    def wait():
        try:
            run("sleep", seconds=60, owner="我")
        except DataError as error:
            ended.append(str(error))

    thread = Thread(target=wait)
    thread.start()
    while not pool._busy:
        time.sleep(0.001)
    time.sleep(after_s)
    pool.release("我")
    thread.join(60)
    assert ended
    assert not pool.pids() or all(child.alive for child in pool._fresh)


def test_two_work_at_once_and_the_third_waits_its_turn(run, pool):
    heard, ended = [], []
    threads = [
        Thread(target=lambda name=name: ended.append(run("sleep", seconds=1.5, owner=name)))
        for name in ("甲", "乙")
    ]
    for thread in threads:
        thread.start()
    while len(pool._busy) < 2:
        time.sleep(0.01)
    run(
        "echo",
        value=1,
        owner="丙",
        watch=ProgressListener(lambda _share, words: heard.append(words)),
    )
    for thread in threads:
        thread.join()
    assert "排队等候，前面还有 1 件……" in heard
    assert len(ended) == 2


_PARENT = """
import sys
sys.path[:0] = [{root!r}, {here!r}]
from geo.sandbox.asking import Task
from geo.sandbox.pool import Pool
from geo.sandbox.process import Kit
pool = Pool(Kit(("geo",), ()))
pool.warm()
while not pool.pids():
    pass
print(*pool.pids(), flush=True)
pool.call(Task("stand_ins:sleep", {{"seconds": 60}}, "甲", {{}}), {{}}, owner="")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is of POSIX systems")
def test_children_die_with_a_parent_that_is_killed():
    here = Path(__file__).parent
    source = _PARENT.format(root=str(here.parents[2]), here=str(here))
    with subprocess.Popen([sys.executable, "-c", source], stdout=subprocess.PIPE) as parent:
        pids = [int(each) for each in parent.stdout.readline().split()]
        time.sleep(0.5)
        children = psutil.Process(parent.pid).children()
        parent.send_signal(signal.SIGKILL)
        parent.wait()
        gone, alive = psutil.wait_procs(children, timeout=60)
    assert {each.pid for each in children} >= set(pids)
    assert not alive
    assert gone


def test_a_child_that_refused_does_more_work(run):
    first = run("where", owner="我")[0]
    with pytest.raises(MissingColumnError):
        run("refuse", owner="我")
    assert run("where", owner="我")[0] == first


def test_few_children_are_kept_whoever_asks(run, pool):
    for number in range(MOST_KEPT + 3):
        run("echo", value=number, owner=f"owner {number}")
    assert len(pool.owners()) == MOST_KEPT
    assert pool.owners() == {f"owner {number}" for number in (3, 4)}
