"""Files are there whole or not at all, and a refusal of the system says what to do."""

import errno
import os

import pytest

from geo.atomic_file import require_writable, sweep_drafts, write_set, write_whole
from geo.disk_space import disk_words
from geo.errors import DataError


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_a_file_is_written_and_replaced(tmp_path):
    path = tmp_path / "图.pdf"
    write_whole(path, b"one")
    write_whole(path, lambda file: file.write(b"two"))
    assert path.read_bytes() == b"two"
    assert names(tmp_path) == ["图.pdf"]


def test_an_older_file_outlives_a_write_that_breaks_off(tmp_path, room):
    path = tmp_path / "图.pdf"
    write_whole(path, b"good")
    said = "无法写出“图.pdf”：超出系统允许的文件大小"
    with room(1000), pytest.raises(DataError, match=said):
        write_whole(path, b"x" * 5000)
    assert path.read_bytes() == b"good"
    assert names(tmp_path) == ["图.pdf"]


def test_a_set_is_written_whole_or_not_at_all(tmp_path, room):
    folder = tmp_path / "新" / "出"
    with room(1000), pytest.raises(DataError, match="b.csv"):
        write_set({folder / "a.csv": b"a", folder / "b.csv": b"x" * 5000})
    assert names(tmp_path) == []
    write_set({folder / "a.csv": b"old", folder / "c.csv": b"c"})
    with room(1000), pytest.raises(DataError, match="b.csv"):
        write_set({folder / "a.csv": b"new", folder / "b.csv": b"x" * 5000})
    assert (folder / "a.csv").read_bytes() == b"old"
    assert names(folder) == ["a.csv", "c.csv"]


REFUSED = {
    errno.ENOSPC: "磁盘已满；请清理磁盘",
    errno.EROFS: "只读；请换一个位置",
    errno.EACCES: "没有读写权限，或文件正被其他程序打开；请关闭",
    errno.EIO: f"系统错误 {errno.EIO}；请检查磁盘",
}


@pytest.mark.parametrize("number", REFUSED)
def test_what_the_system_refuses_is_said_in_words(tmp_path, monkeypatch, number):
    path = tmp_path / "图.pdf"
    write_whole(path, b"good")

    def refuse(*_):
        raise OSError(number, os.strerror(number))

    for step in ("fsync", "replace"):
        with monkeypatch.context() as patch:
            patch.setattr(os, step, refuse)
            with pytest.raises(DataError) as caught:
                write_whole(path, b"new")
        assert str(caught.value).startswith("无法写出“图.pdf”：")
        assert REFUSED[number] in str(caught.value)
        assert str(tmp_path) not in str(caught.value)
    assert path.read_bytes() == b"good"
    assert names(tmp_path) == ["图.pdf"]


def test_names_that_cannot_be(tmp_path):
    (tmp_path / "目录").mkdir()
    cases = {
        tmp_path / "目录": "是一个目录或设备",
        tmp_path / ("长" * 300): "名称过长",
        tmp_path / "没有" / "a.pdf": "不存在",
    }
    for path, words in cases.items():
        for attempt in (require_writable, lambda path: write_whole(path, b"")):
            with pytest.raises(DataError, match=words):
                attempt(path)
    assert names(tmp_path) == ["目录"]


def test_the_longest_name_that_the_system_takes_is_taken(tmp_path):
    path = tmp_path / ("x" * 255)
    require_writable(path)
    write_whole(path, b"1")
    assert path.read_bytes() == b"1"


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="/dev/full is there on Linux alone")
def test_a_device_is_not_replaced_by_a_file(tmp_path):
    (tmp_path / "满").symlink_to("/dev/full")
    with pytest.raises(DataError, match="目录或设备"):
        write_whole(tmp_path / "满", b"1")
    assert os.path.exists("/dev/full")


def test_a_link_keeps_pointing(tmp_path):
    (tmp_path / "真.pdf").write_bytes(b"old")
    (tmp_path / "链.pdf").symlink_to(tmp_path / "真.pdf")
    write_whole(tmp_path / "链.pdf", b"new")
    assert (tmp_path / "链.pdf").is_symlink()
    assert (tmp_path / "真.pdf").read_bytes() == b"new"


def test_drafts_of_processes_that_were_ended_are_swept(tmp_path):
    def stopped(file):
        file.write(b"half")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_whole(tmp_path / "a", stopped)
    assert names(tmp_path) == [], "a stop leaves nothing either"
    for name in (".17-ab.part", ".18-ab.part", "a.pdf"):
        (tmp_path / name).write_bytes(b"half")
    sweep_drafts(tmp_path, older_s=60)
    assert len(names(tmp_path)) == 3
    sweep_drafts(tmp_path, process=17)
    assert names(tmp_path) == [".18-ab.part", "a.pdf"]
    os.utime(tmp_path / ".18-ab.part", (0, 0))
    sweep_drafts(tmp_path, older_s=60)
    assert names(tmp_path) == ["a.pdf"]


def test_an_error_of_the_system_is_told_without_its_path():
    error = PermissionError(errno.EACCES, "Permission denied", "/srv/secret/分区.csv")
    assert disk_words(error) == (
        "“分区.csv”无法读写：没有读写权限，或文件正被其他程序打开；"
        "请关闭该程序、检查权限，或换一个位置"
    )
