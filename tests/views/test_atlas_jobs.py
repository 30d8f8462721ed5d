"""Places at the press are of those that draw; what is finished is its owner's until fetched."""

import os
from threading import Event
from time import monotonic, sleep
from types import SimpleNamespace

import pytest

from geo import temporary_folders
from geo.errors import DataError
from sheets.atlas import job as job_module
from sheets.atlas.binding import Bound
from sheets.atlas.job import AtlasProgress
from views import atlas_held, atlas_jobs
from views.sessions import janitor, registry
from views.sessions.streamlit_sessions import Seen


class Press:
    """An `AtlasJob` without children: it is drawn when the test says so."""

    made = []

    def __init__(self, atlas, folder):
        if atlas.style.file_format == "full":
            raise OSError(28, "No space left on device", str(folder))
        self.atlas, self.folder, self.stopped = atlas, folder, False
        self.drawn, self.trouble, self.looked = Event(), None, 0
        (folder / "pages").mkdir(parents=True, exist_ok=True)
        Press.made.append(self)

    def start(self):
        (self.folder / "pages/1").write_bytes(b"page")

    def progress(self):
        self.looked += 1
        if self.trouble:
            raise self.trouble
        return AtlasProgress(int(self.drawn.is_set()), 1, (), ())

    def finish(self, out, _binder):
        if self.atlas.style.file_format == "svg":
            raise DataError("没有一幅图绘成；请看各幅的原因")
        out.write_bytes(b"book")
        return Bound(out, 1, ())

    def stop(self):
        self.stopped = True


@pytest.fixture
def be(monkeypatch, tmp_path):
    """Be a session."""
    Press.made = []
    temporary_folders.remove_all()
    monkeypatch.setattr(temporary_folders.tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(job_module, "AtlasJob", Press)
    monkeypatch.setattr(atlas_held, "TICK_S", 0.002)

    def somebody(name):
        monkeypatch.setattr(registry, "owner", lambda: name)

    yield somebody
    for owner in atlas_jobs.owners():
        atlas_jobs.release(owner)
    temporary_folders.remove_all()


def begin(kind="pdf"):
    atlas_jobs.start(SimpleNamespace(style=SimpleNamespace(file_format=kind)))
    return Press.made[-1]


def waited(condition):
    end = monotonic() + 60
    while not condition() and monotonic() < end:
        sleep(0.002)
    return condition()


def finished(press):
    """Let it be drawn; nobody looks, the server binds."""
    press.drawn.set()
    held = atlas_jobs.mine()
    assert waited(lambda: not held.running)
    return held


def test_a_closed_tab_holds_no_place(be):
    for name in "ab":
        be(name)
        begin()
    be("c")
    with pytest.raises(DataError, match="正在绘制其他 2 本图册；其中一本绘成后即可开始"):
        begin()
    assert atlas_jobs.mine() is None
    be("a")
    assert finished(Press.made[0]).content() == b"book"
    assert Press.made[0].stopped
    be("c")
    begin()


def test_a_session_that_has_gone_ends_its_work_and_frees_its_place(be):
    for name in "ab":
        be(name)
        begin()
    folder = atlas_jobs.mine().folder
    janitor.go_round(Seen(frozenset("a"), frozenset()), 0.0)
    assert [each.stopped for each in Press.made] == [False, True]
    assert not folder.exists()
    be("c")
    begin()


def test_looking_takes_nothing_from_anybody(be):
    be("a")
    held = finished(begin())
    for number in range(300):
        be(f"looks {number}")
        assert atlas_jobs.mine() is None
        atlas_jobs.require_place()
    for number in range(20):
        be(f"draws {number}")
        finished(begin())
    be("a")
    assert atlas_jobs.mine() is held
    assert held.content() == b"book"


def test_a_lost_connection_puts_the_work_off_and_a_press_goes_on(be):
    be("a")
    press = begin()
    lost = Seen(frozenset(), frozenset("a"))
    janitor.go_round(lost, 1_000.0)
    janitor.go_round(lost, 1_000.0 + atlas_jobs.LOST_S)
    assert not press.stopped
    janitor.go_round(lost, 1_001.0 + atlas_jobs.LOST_S)
    assert press.stopped
    held = atlas_jobs.mine()
    assert (held.running, held.note) == (False, atlas_jobs.PAUSED)
    assert (held.folder / "pages/1").exists(), "what is drawn is kept"
    again = begin()
    assert again.folder == press.folder
    assert finished(again).note == ""


def test_what_is_finished_goes_at_its_time_and_sooner_when_fetched(be):
    be("a")
    held = finished(begin())
    now = monotonic()
    atlas_jobs.tend(now + atlas_held.KEPT_S - 60)
    assert held.bound is not None
    held.content()
    atlas_jobs.tend(now + atlas_held.KEPT_FETCHED_S - 60)
    assert held.content() == b"book"
    atlas_jobs.tend(now + atlas_held.KEPT_FETCHED_S + 60)
    assert (held.bound, held.note) == (None, atlas_held.EXPIRED)
    assert not held.folder.exists()
    with pytest.raises(DataError, match="已过保留时间"):
        held.content()
    assert finished(begin()).unfetched, "another one, which was not fetched"
    assert held.content() == b"book"


def test_a_file_that_vanished_is_said(be):
    be("a")
    held = finished(begin())
    temporary_folders.remove(held.folder)
    for _ in range(2):
        with pytest.raises(DataError, match="^图册文件已不在服务器的临时目录；请重新绘制$"):
            held.content()
    assert (held.bound, held.note) == (None, atlas_held.VANISHED)


@pytest.mark.parametrize("whole", [False, True])
def test_a_press_draws_anew_where_the_folder_was_taken_away(be, whole):
    be("a")
    held = finished(begin())
    gone = held.folder
    temporary_folders.remove(gone.parent if whole else gone)
    assert finished(begin()).content() == b"book"
    assert held.note == ""
    assert held.folder.parent.stat().st_mode & 0o077 == 0 or os.name == "nt"
    assert held.folder != gone


@pytest.mark.parametrize(
    ("trouble", "words"),
    [
        (OSError(28, "No space left on device", "/tmp/x"), "磁盘可能已满"),
        (DataError("没有一幅图绘成"), "图册未绘成：没有一幅图绘成"),
        (KeyError("unforeseen"), "已写入服务器日志"),
    ],
)
def test_whatever_goes_wrong_is_said_and_frees_the_place(be, trouble, words):
    be("a")
    press = begin()
    press.trouble = trouble
    held = atlas_jobs.mine()
    assert waited(lambda: not held.running)
    assert words in held.note
    assert "/tmp" not in held.note
    assert press.stopped


def test_what_cannot_be_bound_or_begun_is_said(be):
    be("a")
    assert "没有一幅图绘成" in finished(begin("svg")).note
    with pytest.raises(DataError, match="磁盘可能已满"):
        begin("full")
    assert not atlas_jobs.mine().running


def test_a_stop_while_it_is_bound_leaves_no_file_to_fetch(be, monkeypatch):
    entered, go_on = Event(), Event()

    def slow(_press, out, _binder):
        entered.set()
        go_on.wait(10)
        out.write_bytes(b"old")
        return Bound(out, 1, ())

    be("a")
    monkeypatch.setattr(Press, "finish", slow)
    begin().drawn.set()
    assert entered.wait(10)
    held = atlas_jobs.mine()
    held.stop()
    monkeypatch.undo()
    monkeypatch.setattr(registry, "owner", lambda: "a")
    monkeypatch.setattr(job_module, "AtlasJob", Press)
    finished(begin())
    go_on.set()
    sleep(0.05)
    assert held.content() == b"book"


def test_the_disk_is_bounded_for_new_ones_and_nobody_loses_his(be, monkeypatch):
    be("a")
    held = finished(begin())
    monkeypatch.setattr(atlas_jobs, "MOST_BYTES", 7)
    be("b")
    with pytest.raises(DataError, match="请先下载已绘成的图册"):
        begin()
    assert held.content() == b"book"
