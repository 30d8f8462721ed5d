"""What a child cannot do, whatever runs in it. Each wall is tried with something harmless."""

import platform
import signal
import socket
import sys
from contextlib import suppress
from threading import Thread

import pytest

from geo.errors import DataError
from geo.sandbox.confine import Confinement
from geo.sandbox.process import ROOT, Child

LINUX = sys.platform.startswith("linux") and platform.machine() in ("x86_64", "aarch64")
pytestmark = [
    pytest.mark.skipif(not LINUX, reason="these walls are of Linux on x86-64 and arm64"),
    pytest.mark.usefixtures("walls"),
]


def test_files_of_the_server_cannot_be_read(run, tmp_path):
    secret = tmp_path / "别人的上传.csv"
    secret.write_text("密", "utf-8")
    with pytest.raises(DataError):
        run("read_text", path=str(secret))
    with pytest.raises(DataError):
        run("read_text", path="/etc/passwd")


def test_data_and_settings_of_the_app_cannot_be_read(run):
    with pytest.raises(DataError):
        run("read_text", path=str(ROOT / "data" / "projects.csv"))
    assert run("read_text", path=str(ROOT / "geo" / "errors.py")).startswith('"""')


def test_nothing_is_written_outside_its_folder(run, tmp_path):
    with pytest.raises(DataError):
        run("write_at", path=str(tmp_path / "甲"))
    assert list(tmp_path.iterdir()) == []


def test_no_address_is_asked(run):
    heard = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(1.5)

        def listen():
            with suppress(TimeoutError):
                heard.append(server.accept())

        thread = Thread(target=listen)
        thread.start()
        with pytest.raises(DataError):
            run("connect", port=server.getsockname()[1])
        thread.join()
    assert heard == []


def test_no_other_program_is_run(run):
    with pytest.raises(DataError):
        run("run_program")


def test_no_other_process_is_signalled(run):
    before = signal.signal(signal.SIGUSR1, lambda *_: pytest.fail("the parent was signalled"))
    try:
        with pytest.raises(DataError):
            run("signal_parent", number=int(signal.SIGUSR1))
    finally:
        signal.signal(signal.SIGUSR1, before)


def test_a_child_says_which_walls_stand(pool):
    child = Child(pool.kit)
    try:
        assert child.ready()
        assert child.held == Confinement(files=True, network=True)
    finally:
        child.end()
