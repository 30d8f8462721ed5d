"""Whatever becomes of its children, an atlas comes to an end and names what it lacks."""

import gc
import os
from dataclasses import replace
from pathlib import Path

import pytest

from geo.errors import DataError
from sheets.atlas import job as jobs
from sheets.atlas.atlas_spec import make_atlas
from sheets.atlas.job import AtlasJob


@pytest.fixture(autouse=True)
def _quick_workers(monkeypatch):
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent))
    monkeypatch.setattr(jobs, "WORKER", "stand_in")
    monkeypatch.setattr(jobs, "TICK_S", 0.02)


def drawn(job):
    *_, last = job.watch()
    return last


@pytest.fixture
def titled(ask):
    """Make an atlas whose pages bear these titles."""
    page = make_atlas(ask("zones")).pages[0]

    def make(*titles):
        pages = [
            replace(page, title=title, number=f"分区-{number}")
            for number, title in enumerate(titles, start=1)
        ]
        return replace(make_atlas(ask("zones")), pages=tuple(pages))

    return make


@pytest.mark.parametrize("workers", [1, 2, 5])
def test_each_page_is_drawn_once(titled, tmp_path, workers):
    with AtlasJob(titled(*"abcdefg"), tmp_path, workers) as job:
        assert len(job._children) == workers
        last = drawn(job)
    assert (last.done, last.failed, last.current) == (7, (), ())


def test_a_page_that_kills_its_process_is_tried_twice_and_named(titled, tmp_path):
    with AtlasJob(titled("deadly", "b", "c"), tmp_path, 1) as job:
        last = drawn(job)
        assert job._tries == {0: 2}
    assert last.done == 2
    assert last.failed[0] == "分区-1 甲区：绘图进程意外结束（代码 1：struck by a page）"


def test_a_child_that_dies_is_replaced_and_its_page_drawn(titled, tmp_path):
    with AtlasJob(titled("deadly once", "b"), tmp_path, 1) as job:
        last = drawn(job)
        assert job._spawned == 2
    assert (last.done, last.failed) == (2, ())


def test_a_page_that_never_ends_is_given_up(titled, tmp_path, monkeypatch):
    monkeypatch.setattr(jobs, "PAGE_S", 0.4)
    with AtlasJob(titled("endless", "b"), tmp_path, 1) as job:
        last = drawn(job)
    assert last.done == 1
    assert "绘图进程意外结束" in last.failed[0]


def test_children_that_never_begin_are_given_up(titled, tmp_path, monkeypatch):
    monkeypatch.setattr(jobs, "WORKER", "sheets.atlas.nowhere")
    with AtlasJob(titled("a", "b"), tmp_path, 2) as job:
        last = drawn(job)
        with pytest.raises(DataError, match="没有一幅图绘成"):
            job.finish(tmp_path / "a.pdf")
    assert len(last.failed) == 2
    assert "nowhere" in last.failed[0]


def test_stop_ends_the_children_and_keeps_pages(titled, tmp_path):
    job = AtlasJob(titled("a", "endless"), tmp_path, 1)
    job.start()
    while job.progress().done < 1:
        pass
    assert job.progress().current == ("分区-2 甲区",)
    children = [child.process for child in job._children]
    job.stop()
    assert all(process.poll() is not None for process in children)
    assert not job.progress().finished
    assert job._children == [], "nothing starts again"
    assert [path.name for path in tmp_path.iterdir()] == ["pages"]
    assert AtlasJob(titled("a", "endless"), tmp_path, 1).progress().done == 1


def test_a_job_that_is_dropped_ends_its_children(titled, tmp_path):
    job = AtlasJob(titled("endless"), tmp_path, 1)
    job.start()
    process = job._children[0].process
    del job
    gc.collect()
    assert process.poll() is not None


def test_two_jobs_may_share_a_folder(titled, tmp_path):
    with (
        AtlasJob(titled("a", "b"), tmp_path, 1) as one,
        AtlasJob(titled("a", "c"), tmp_path) as two,
    ):
        assert drawn(one).done == 2
        assert drawn(two).done == 2


def test_wrong_ending_is_refused(titled, tmp_path):
    with AtlasJob(titled("a"), tmp_path, 1) as job:
        drawn(job)
        with pytest.raises(DataError, match="须为 .pdf"):
            job.finish(tmp_path / "a.zip")


FULL = """
import sys
from sheets.atlas.drawing_children import NO_ROOM
sys.stderr.buffer.write("无法写出“图册各页”：磁盘已满；请清理磁盘\\n".encode())
sys.exit(NO_ROOM)
"""


def test_a_full_disk_ends_the_atlas_with_one_sentence(titled, tmp_path, monkeypatch):
    """The folder of failures is gone: to note one must not need the disk."""
    other = tmp_path / "mods"
    other.mkdir()
    (other / "no_room.py").write_text(FULL, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(other))
    monkeypatch.setattr(jobs, "WORKER", "no_room")
    with AtlasJob(titled(*"abcde"), tmp_path / "atlas", 2) as job:
        job.store.failures.rmdir()
        last = drawn(job)
        assert job._spawned == 2
        assert job._children == []
        with pytest.raises(DataError) as caught:
            job.finish(tmp_path / "a.pdf")
    assert len(last.failed) == 5
    assert all(each.endswith("：无法写出“图册各页”：磁盘已满；请清理磁盘") for each in last.failed)
    assert str(caught.value) == "没有一幅图绘成：无法写出“图册各页”：磁盘已满；请清理磁盘"
    assert not (tmp_path / "a.pdf").exists()


def test_children_that_find_nothing_to_do_are_bounded(titled, tmp_path):
    """A claim without a name, as a full disk leaves it, is held by nobody and never let go."""
    with AtlasJob(titled("a", "b"), tmp_path, 1) as job:
        (job.store.claims / "0").write_bytes(b"")
        last = drawn(job)
        assert job._spawned <= 4
    assert last.done == 1
    assert len(last.failed) == 1


def test_drafts_of_an_ended_run_are_swept_from_a_kept_folder(titled, tmp_path):
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / ".9-ab.part").write_bytes(b"half")
    os.utime(pages / ".9-ab.part", (0, 0))
    AtlasJob(titled("a"), tmp_path, 1)
    assert list(pages.iterdir()) == []
