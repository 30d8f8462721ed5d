"""Landlock: which files a process may still open (Linux 5.13 and later).

Numbers are those of linux/landlock.h; the library of C has no functions for them.
"""

import ctypes
import os
from collections.abc import Sequence
from pathlib import Path

_CREATE, _ADD, _RESTRICT = 444, 445, 446
_VERSION, _PATH_BENEATH = 1, 1

_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_DIR = 1 << 0, 1 << 1, 1 << 2, 1 << 3
_REMOVE_DIR, _REMOVE_FILE, _MAKE_DIR, _MAKE_REG = 1 << 4, 1 << 5, 1 << 7, 1 << 8
_ALL_OF_1, _REFER, _TRUNCATE, _IOCTL = (1 << 13) - 1, 1 << 13, 1 << 14, 1 << 15
_NET = 0b11
"""Bind and connect of TCP, from version 4 on."""

_OF_FILES = _EXECUTE | _WRITE_FILE | _READ_FILE | _TRUNCATE | _IOCTL
_OWN = (
    _READ_FILE | _READ_DIR | _WRITE_FILE | _TRUNCATE
    | _REMOVE_DIR | _REMOVE_FILE | _MAKE_DIR | _MAKE_REG
)  # fmt: skip


class _Ruleset(ctypes.Structure):
    _fields_ = (("files", ctypes.c_uint64), ("network", ctypes.c_uint64))


class _Beneath(ctypes.Structure):
    _pack_ = 1
    _layout_ = "ms"
    _fields_ = (("allowed", ctypes.c_uint64), ("folder", ctypes.c_int32))


def restrict(
    libc: ctypes.CDLL, folder: Path, readable: Sequence[Path], listed: Sequence[Path]
) -> bool:
    """Let this thread and its children open nothing else; False where the system has no Landlock.

    `libc` is the library of C, with `errno`; of the folders tells `geo.sandbox.confine.confine`.
    """
    version = libc.syscall(_CREATE, None, 0, _VERSION)
    if version < 1:
        return False
    handled = _ALL_OF_1 | (_REFER if version >= 2 else 0)
    handled |= (_TRUNCATE if version >= 3 else 0) | (_IOCTL if version >= 5 else 0)
    about = _Ruleset(handled, _NET if version >= 4 else 0)
    size = ctypes.sizeof(about) if version >= 4 else 8
    rules = libc.syscall(_CREATE, ctypes.byref(about), size, 0)
    if rules < 0:
        return False
    try:
        _allow(libc, rules, folder, _OWN & handled)
        for path in readable:
            _allow(libc, rules, path, (_READ_FILE | _READ_DIR | _EXECUTE) & handled)
        for path in listed:
            _allow(libc, rules, path, _READ_DIR)
        return bool(libc.syscall(_RESTRICT, rules, 0) == 0)
    finally:
        os.close(rules)


def _allow(libc: ctypes.CDLL, rules: int, path: Path, allowed: int) -> None:
    """Allow a path; one that is not there needs no rule."""
    try:
        handle = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    try:
        kept = allowed if path.is_dir() else allowed & _OF_FILES
        rule = _Beneath(kept, handle)
        libc.syscall(_ADD, rules, _PATH_BENEATH, ctypes.byref(rule), 0)
    finally:
        os.close(handle)
