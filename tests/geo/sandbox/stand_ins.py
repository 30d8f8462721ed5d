"""Harmless stand-ins for what ends, hangs or floods outside software; run in a child alone."""

import os
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from geo.errors import DataError, MissingColumnError


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
