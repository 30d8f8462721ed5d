"""Harmless stand-ins for what ends, hangs or floods outside software; run in a child alone."""

import ctypes
import os
import platform
import socket
import stat
import struct
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from threading import Thread

from geo.errors import DataError, MissingColumnError
from geo.sandbox.codec import encode
from geo.sandbox.parcel import send

if sys.platform != "win32":
    import fcntl
    import resource

TGKILL = {"x86_64": 234, "aarch64": 131}.get(platform.machine(), -1)


class NoException(BaseException):
    """What some libraries raise: `except Exception` does not see it."""


def echo(value):
    return value


def size(path):
    return path.name, path.stat().st_size


def where():
    return os.getpid(), os.getcwd(), tempfile.gettempdir(), sorted(os.environ)


def leave_file():
    Path("left").write_text("left")
    return sorted(each.name for each in Path().iterdir())


def listed():
    return sorted(each.name for each in Path().iterdir())


def refuse():
    raise MissingColumnError("表 甲 缺少列 乙；请补上")


def fail():
    raise ZeroDivisionError("of the stand-in's own")


def fail_below_exception():
    raise NoException("as a library written in another language may")


def out_of_memory():
    raise MemoryError


def die():
    os._exit(7)


def sleep(seconds):
    time.sleep(seconds)


def spin(seconds):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        pass


def allocate(megabytes):
    held = [bytearray(2**20) for _ in range(megabytes)]
    time.sleep(0.5)
    return len(held)


def flood(megabytes):
    return b"0" * (megabytes * 2**20)


def print_much():
    sys.stdout.write("nobody's parcel" * 100)
    os.write(1, b"nor this")
    return "answered"


def steps(tell):
    for each in range(4):
        tell(f"第 {each + 1} 步", each / 4)
        time.sleep(0.3)
    return "done"


def read_text(path):
    return Path(path).read_text("utf-8", "replace")[:40]


def write_at(path):
    Path(path).write_text("written")


def connect(port):
    with socket.create_connection(("127.0.0.1", port), timeout=2) as made:
        return made.getpeername()


def run_program():
    return subprocess.run(
        [sys.executable, "-c", "print(1)"], check=True, capture_output=True
    ).stdout


def signal_parent(number):
    os.kill(os.getppid(), number)


def data_error_of_length(letters):
    raise DataError("长" * letters)


def _pipe():
    """The pipe to the parent, as what has taken a child over would find it."""
    for number in range(3, 20):
        try:
            mode = os.fstat(number).st_mode
        except OSError:
            continue
        if stat.S_ISFIFO(mode) and _writable(number):
            return os.fdopen(os.dup(number), "wb", buffering=0)
    raise LookupError("no pipe")


def _writable(number):
    return bool(fcntl.fcntl(number, fcntl.F_GETFL) & os.O_WRONLY)


def answer_twice():
    """Answer, and then once more, as if to the next question."""

    def later():
        time.sleep(0.3)
        with _pipe() as pipe:
            send(pipe, b"d", encode(["0" * 16, "STALE"]))

    Thread(target=later).start()
    return "first"


def tell_much(megabytes):
    with _pipe() as pipe:
        send(pipe, b"t", encode({"words": "长" * megabytes * 2**20, "share": 0.5}))
    time.sleep(5)


def tell_often(times):
    with _pipe() as pipe:
        for _ in range(times):
            send(pipe, b"t", encode({"words": "", "share": float("nan")}))
    time.sleep(5)


def nest(lists):
    """Answer with JSON of many lists."""
    text = b'{"sizes":[],"tree":[' + b",".join([b"[]"] * lists) + b"]}"
    with _pipe() as pipe:
        pipe.write(struct.pack(">cQ", b"d", len(text)) + text)
    time.sleep(5)


def overwrite(path):
    with Path(path).open("r+b") as file:
        file.write(b"OVERWRITTEN")


def link_and_overwrite(path):
    Path("mine").hardlink_to(path)
    Path("mine").write_bytes(b"OVERWRITTEN")


def close_mode(path):
    Path(path).chmod(0)


def set_time(path):
    os.utime(path, (0, 0))


def limit_of_parent():

    resource.prlimit(os.getppid(), resource.RLIMIT_NOFILE, (5, 5))


def nice_parent():
    os.setpriority(os.PRIO_PROCESS, os.getppid(), 5)


def thread_signal_to_parent(number):
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.syscall(TGKILL, os.getppid(), os.getppid(), number):
        raise PermissionError(ctypes.get_errno())


def abort_quietly():
    """What C does at its end: a signal to itself."""
    libc = ctypes.CDLL(None, use_errno=True)
    return libc.syscall(TGKILL, os.getpid(), os.getpid(), 0)
