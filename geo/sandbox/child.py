"""The child's side: confined, warmed, then one piece of work after the other until its input ends.

Its input and output carry parcels (`geo.sandbox.parcel`); what libraries print goes nowhere.
"""

import importlib
import json
import os
import shutil
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from threading import Lock, Thread
from typing import Any, BinaryIO

_ROOT = Path(__file__).parents[2]
_TICK_S = 0.25
_PACKAGES = ("geo.", "layers.", "sheets.")
"""Whose classes the parent may send."""

READY, ASK, TOLD, DONE, REFUSED, FAILED = b"r", b"a", b"t", b"d", b"e", b"x"
"""Letters of parcels: the child is there; work; how far; the answer; no, and why; unforeseen."""


def main() -> None:
    """Serve until the input ends."""
    pipes = _own_pipes()
    about = json.loads(sys.argv[1])
    from geo.exit_with_parent import while_silent  # noqa: PLC0415 - nothing heavy is read before

    with while_silent(pipes[0].fileno()):  # work comes when it is said that the child is there
        parcel = _settled(about)
    from geo.sandbox.parcel import send  # noqa: PLC0415

    send(pipes[1], READY, parcel)
    _serve(pipes, Path(about["work"]))


def _settled(about: dict[str, Any]) -> Any:  # noqa: ANN401 - parcels
    """Raise the walls, import what the work needs; return which walls stand."""
    folder, sent = Path(about["work"]), Path(about["sent"])
    os.chdir(folder)
    tempfile.tempdir = str(folder)
    sys.dont_write_bytecode = True
    from geo.sandbox.confine import confine  # noqa: PLC0415 - nothing is read before

    held = confine(folder, [*_readable(about["readable"]), sent], [_ROOT])
    for module in about["preload"]:
        importlib.import_module(module)
    from geo.sandbox.codec import encode  # noqa: PLC0415 - reads numpy, after the walls stand

    return encode([held.files, held.network])


def _own_pipes() -> tuple[BinaryIO, BinaryIO]:
    """Take the pipes away from everybody else: a library that prints would break a parcel."""
    asked = os.fdopen(os.dup(0), "rb", buffering=1 << 16)
    told = os.fdopen(os.dup(1), "wb", buffering=1 << 16)
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)
    return asked, told


def _readable(packages: list[str]) -> list[Path]:
    """Python, its packages, those of this project that the work needs; clocks and processors."""
    places = [sys.prefix, sys.base_prefix, sys.exec_prefix, *filter(None, sys.path)]
    among_others = (_ROOT / "numpy").is_dir()  # installed beside what it needs
    kept = [Path(place) for place in places if among_others or Path(place).resolve() != _ROOT]
    system = ("/usr/lib", "/usr/lib64", "/usr/local/lib", "/usr/share/zoneinfo", "/lib", "/lib64")
    files = ("/etc/ld.so.cache", "/etc/localtime", "/dev/null", "/dev/urandom", "/proc/self")
    machine = ("/proc/cpuinfo", "/proc/meminfo", "/sys/devices/system/cpu", "/sys/fs/cgroup")
    own = [_ROOT / name for name in packages]
    return [*kept, *own, *map(Path, (*system, *files, *machine))]


def _serve(pipes: tuple[BinaryIO, BinaryIO], folder: Path) -> None:
    from geo.sandbox.parcel import ANYTHING, receive  # noqa: PLC0415 - see `main`

    asked, told = pipes
    while (parcel := receive(asked, lambda _: ANYTHING)) is not None:
        with _Lifeline(asked):
            kind, answer = _worked(parcel[1], told)
        from geo.sandbox.parcel import send  # noqa: PLC0415

        _empty(folder)  # before the answer: then the parent may lay down the next file
        send(told, kind, answer)
        del answer, parcel


def _worked(parcel: Any, told: BinaryIO) -> tuple[bytes, Any]:  # noqa: ANN401 - parcels
    """Do a piece of work; return the letter and what is answered, whatever happens.

    The mark of the question stands in its answer.
    """
    from geo.errors import PlanMapError  # noqa: PLC0415 - see `main`
    from geo.sandbox.codec import decode, encode  # noqa: PLC0415

    asked = decode(parcel, _Own())
    mark = asked["mark"]
    try:
        return DONE, encode([mark, _call(asked, told)])
    except PlanMapError as error:
        about = {"kind": type(error).__name__, "words": str(error)[:4_000]}
        layers = list(getattr(error, "layers", ()))[:1_000]
        return REFUSED, encode([mark, about | {"layers": layers}])
    except MemoryError:
        return FAILED, encode([mark, {"memory": True, "trace": ""}])
    except KeyboardInterrupt:
        raise
    except BaseException:  # also what a library raises that is no Exception: told, never lost
        return FAILED, encode([mark, {"memory": False, "trace": traceback.format_exc()[-8_000:]}])


def _call(asked: dict[str, Any], told: BinaryIO) -> Any:  # noqa: ANN401 - any work
    from geo.sandbox.confine import allow  # noqa: PLC0415 - see `main`

    module, _, name = asked["function"].partition(":")
    function: Callable[..., Any] = getattr(importlib.import_module(module), name)
    arguments = asked["arguments"]
    if asked["told"]:
        arguments[asked["told"]] = _teller(told)
    allow(*asked["bounds"])
    return function(**arguments)


def _teller(told: BinaryIO) -> Callable[[str, float], None]:
    """Return what a reader calls to say how far it is; no more often than anybody looks."""
    last = [0.0]

    def tell(words: str, share: float) -> None:
        from geo.sandbox.codec import encode  # noqa: PLC0415 - see `main`
        from geo.sandbox.parcel import send  # noqa: PLC0415

        now = time.monotonic()
        if now - last[0] > _TICK_S / 5:
            last[0] = now
            send(told, TOLD, encode({"words": words[:200], "share": float(share)}))

    return tell


def _empty(folder: Path) -> None:
    for each in folder.iterdir():
        if each.is_dir() and not each.is_symlink():
            shutil.rmtree(each, ignore_errors=True)
        else:
            with suppress(OSError):  # Windows keeps what is still open
                each.unlink()


class _Own(Mapping[str, type]):
    """Classes of our packages by name; a module is imported when one of its classes arrives."""

    def __getitem__(self, name: str) -> type:
        module, _, cls = name.partition(":")
        if not module.startswith(_PACKAGES):
            raise KeyError(name)
        found: object = sys.modules.get(module) or importlib.import_module(module)
        for part in cls.split("."):
            found = getattr(found, part)
        if not isinstance(found, type):
            raise KeyError(name)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


class _Lifeline:
    """While work is done: leave at once when the parent has gone. It sends nothing meanwhile."""

    def __init__(self, asked: BinaryIO) -> None:
        self._handle, self._lock, self._busy = asked.fileno(), Lock(), True

    def __enter__(self) -> None:
        Thread(target=self._watch, name="lifeline", daemon=True).start()

    def __exit__(self, *_: object) -> None:
        with self._lock:
            self._busy = False

    def _watch(self) -> None:
        from geo.exit_with_parent import ended  # noqa: PLC0415 - see `main`

        while True:
            time.sleep(_TICK_S)
            with self._lock:
                if not self._busy:
                    return
                if ended(self._handle):
                    os._exit(3)


if __name__ == "__main__":
    main()
