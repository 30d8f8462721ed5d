"""Temporary folders: gone with their block, their process, or at the next start."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from geo import temporary_folders

ROOT = Path(__file__).parents[2]
MAKES = (
    "from geo import temporary_folders as folders; (folders.make('atlas') / 'a').touch(); "
    "print('made', flush=True); "
)


@pytest.fixture
def base(tmp_path, monkeypatch):
    """A system's folder of its own."""
    temporary_folders.remove_all()
    monkeypatch.setattr(temporary_folders.tempfile, "tempdir", str(tmp_path))
    yield tmp_path
    temporary_folders.remove_all()


def started(base, code):
    child = subprocess.Popen(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env=os.environ | {"TMPDIR": str(base), "TEMP": str(base), "TMP": str(base)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert child.stdout.readline().strip() == b"made"
    return child


def ended(child):
    child.stdin.close()
    child.stdout.close()
    return child.wait(60)


def test_a_folder_goes_with_its_block_and_all_with_the_process(base):
    with temporary_folders.folder("upload") as path:
        (path / "a").write_text("sent", "utf-8")
        assert path.name.startswith("upload-")
        assert base in path.parents
    assert not path.exists()
    kept = temporary_folders.make("atlas")
    assert kept.is_dir()
    temporary_folders.remove_all()
    assert list(base.iterdir()) == []


def test_a_process_that_ends_takes_its_folders_along(base):
    assert ended(started(base, MAKES)) == 0
    assert list(base.iterdir()) == []


def test_what_a_killed_process_left_is_swept_and_what_a_living_one_has_is_not(base):
    dead, living = (started(base, MAKES + "input()") for _ in range(2))
    dead.kill()
    ended(dead)
    for name in ("somebody-else", "planmap-files-x", "planmap-1-abc", "planmap-7-0123456789abc"):
        (base / name).mkdir()
    own = temporary_folders.make("mine")
    assert sum(path.is_dir() for path in base.iterdir()) == 7
    assert temporary_folders.sweep() == 1
    left = {path.name.rsplit("-", 1)[0] for path in base.iterdir() if path.is_dir()}
    others = {"somebody", "planmap-files", "planmap-1", "planmap-7"}
    assert left == others | {f"planmap-{living.pid}", f"planmap-{os.getpid()}"}
    assert own.is_dir()
    ended(living)


def test_the_number_of_a_dead_process_born_anew_does_not_save_its_folder(base):
    left = base / f"planmap-{os.getpid()}-0123456789ab"
    left.mkdir()
    left.with_name(left.name + ".lock").touch()
    assert temporary_folders.sweep() == 1
    assert list(base.iterdir()) == []


def test_a_link_and_a_lock_whose_folder_is_being_made_are_left_alone(base, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "kept").touch()
    (base / "planmap-1-00000000000a").symlink_to(elsewhere)
    young = base / "planmap-2-00000000000b.lock"
    young.touch()
    old = base / "planmap-3-00000000000c.lock"
    old.touch()
    os.utime(old, (0, 0))
    assert temporary_folders.sweep() == 0
    assert (elsewhere / "kept").exists()
    assert sorted(path.name for path in base.iterdir()) == [
        "planmap-1-00000000000a",
        "planmap-2-00000000000b.lock",
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGTERM to catch")
def test_a_command_that_is_told_to_end_leaves_nothing(base):
    code = "from geo.console import begin; begin(); " + MAKES + "import time; time.sleep(60)"
    child = started(base, code)
    child.terminate()
    assert ended(child) == 128 + signal.SIGTERM
    assert list(base.iterdir()) == []
