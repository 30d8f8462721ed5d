"""A filter of system calls: no sockets, no other programs, no hold on other processes (Linux).

Numbers are those of the kernel's tables of x86-64 and of arm64; on other processors there is no
filter, and the ban of sockets rests on the settings of the libraries.
"""

import ctypes
import errno
import os
import platform
import struct
from typing import NamedTuple

_PR_SET_SECCOMP, _MODE_FILTER = 22, 2
_LOAD, _EQUAL, _AT_LEAST, _SET, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_ALLOW, _FAIL, _KILL = 0x7FFF0000, 0x00050000, 0x80000000
_NUMBER, _ARCHITECTURE, _FIRST_ARGUMENT = 0, 4, 16
_THREAD = 0x00010000
"""Flag of clone that makes a thread, not a process."""


class _Calls(NamedTuple):
    """Numbers of one processor: its mark, calls that are refused, and those that are looked at.

    Looked at are clone, clone3, tgkill and prlimit64; calls from `highest` on are of another table.
    """

    mark: int
    refused: tuple[int, ...]
    clone: int
    clone3: int
    tgkill: int
    prlimit: int
    highest: int


_TABLES = {
    # socket, connect, bind, listen, accept, sendto, sendmsg, fork, vfork, execve, kill, tkill,
    # ptrace, mount, umount2, pivot_root, reboot, init_module, delete_module, unshare, setns, bpf,
    # accept4, sendmmsg, finit_module, process_vm_readv, process_vm_writev, execveat, userfaultfd,
    # perf_event_open, keyctl, pidfd_send_signal, io_uring_setup, pidfd_open, pidfd_getfd;
    # setpriority, sched_setaffinity, sched_setscheduler, sched_setparam, sched_setattr, ioprio_set,
    # rt_sigqueueinfo, rt_tgsigqueueinfo, shmget, shmat, semget, msgget;
    # (chmod,) fchmod, fchmodat, fchmodat2, (chown, lchown,) fchown, fchownat, (utime, utimes,
    # futimesat,) utimensat, setxattr, lsetxattr, fsetxattr, removexattr and its two kin
    "x86_64": _Calls(
        0xC000003E,
        (41, 42, 49, 50, 43, 44, 46, 57, 58, 59, 62, 200, 101, 165, 166, 155, 169, 175, 176, 272,
         308, 321, 288, 307, 313, 310, 311, 322, 323, 298, 250, 424, 425, 434, 438,
         141, 203, 144, 142, 314, 251, 129, 297, 29, 30, 64, 68,
         90, 91, 268, 452, 92, 94, 93, 260, 132, 235, 261, 280, 188, 189, 190, 197, 198, 199),
        56, 435, 234, 302, 0x40000000,
    ),
    "aarch64": _Calls(
        0xC00000B7,
        (198, 203, 200, 201, 202, 206, 211, 221, 129, 130, 117, 40, 39, 41, 142, 105, 106, 97, 268,
         280, 242, 269, 273, 270, 271, 281, 282, 241, 219, 424, 425, 434, 438,
         140, 122, 119, 118, 274, 30, 138, 240, 194, 196, 190, 186,
         52, 53, 452, 55, 54, 88, 5, 6, 7, 14, 15, 16),
        220, 435, 131, 261, 0xFFFFFFFF,
    ),
}  # fmt: skip


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_void_p))


def restrict(libc: ctypes.CDLL) -> bool:
    """Put the filter on this thread and all it starts; False where there is none to put.

    `PR_SET_NO_NEW_PRIVS` must be set before.
    """
    calls = _TABLES.get(platform.machine())
    if calls is None or struct.calcsize("P") != 8:
        return False
    code = program(calls.mark, calls)
    held = ctypes.create_string_buffer(code, len(code))
    about = _Program(len(code) // 8, ctypes.cast(held, ctypes.c_void_p))
    return bool(libc.prctl(_PR_SET_SECCOMP, _MODE_FILTER, ctypes.byref(about), 0, 0) == 0)


def program(mark: int, calls: _Calls) -> bytes:
    """Return the filter as the kernel takes it, eight bytes a step."""
    refuse = _step(_RETURN, _FAIL | errno.EPERM)
    steps = [
        _step(_LOAD, _ARCHITECTURE),
        _step(_EQUAL, mark, 1, 0),
        _step(_RETURN, _KILL),
        _step(_LOAD, _NUMBER),
        _step(_AT_LEAST, calls.highest, 0, 1),  # calls of another table of the same processor
        refuse,
        _step(_EQUAL, calls.clone3, 0, 1),
        _step(_RETURN, _FAIL | errno.ENOSYS),  # its flags lie in memory: clone is asked instead
    ]
    for number in calls.refused:
        steps += [_step(_EQUAL, number, 0, 1), refuse]
    allow = _step(_RETURN, _ALLOW)
    for number, which, wanted in (
        (calls.clone, _SET, _THREAD),  # threads, no processes
        (calls.tgkill, _EQUAL, os.getpid()),  # itself, as abort does
        (calls.prlimit, _EQUAL, 0),  # its own limits
    ):
        steps += [
            _step(_EQUAL, number, 0, 4),
            _step(_LOAD, _FIRST_ARGUMENT),
            _step(which, wanted, 1, 0),
            refuse,
            allow,
        ]
    return b"".join([*steps, allow])


def _step(code: int, value: int, on_true: int = 0, on_false: int = 0) -> bytes:
    return struct.pack("=HBBI", code, on_true, on_false, value)
