"""Put small faults into the geometry, one at a time, and count those that the tests notice.

Outside CI; on two cores a module takes from half a minute to a few. In the environment of the
tests:

    pip install mutmut==3.8.1
    python -m tools.mutation                         # all of MODULES, smallest first
    python -m tools.mutation geo/network/pace.py     # some of them

A copy of the project is worked on. Each fault that was not noticed is printed as a difference, at
the end a table. mutmut changes the bodies of functions; figures that stand by themselves in a
module (a limit, a table) are changed by `tools.mutation_figures`.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from shutil import copy2
from typing import NamedTuple

from tools.mutation_modules import MODULES

ROOT = Path(__file__).resolve().parent.parent
PINNED = "3.8.1"
"""Version of mutmut that the figures were measured with."""

_SETTINGS = """\
[mutmut]
source_paths={package}
also_copy=
    {others}
only_mutate={module}
pytest_add_cli_args_test_selection=
    {tests}
pytest_add_cli_args=
    -n0
    -p
    no:unraisableexception
use_git_change_detection=false
process_isolation=forkserver
forkserver_warmup=collect
"""
"""Tests that read a file leave threads behind, which a fork lacks: each run is forked from a
process that has collected the tests and run none; `-n0`: it runs them itself. Without the plugin
that ends every run of pytest by looking through all memory ten times, it takes a third as long."""

LATE, WELL = (36, 24, -24), (0, 33, None)
"""How tests end that run out of time, and those that notice nothing (33: none was run)."""

_PACKAGES = ("geo", "layers", "sheets", "views", "tools", "data", "static")


class Outcome(NamedTuple):
    """Faults of a module by name: all, those that ran out of time, those that nobody noticed."""

    made: list[str]
    endless: list[str]
    unnoticed: list[str]


def main(arguments: list[str] | None = None) -> None:
    """Run as a command."""
    parser = argparse.ArgumentParser(description="Count the faults that the tests notice.")
    parser.add_argument("modules", nargs="*", metavar="MODULE", default=list(MODULES))
    parser.add_argument("--jobs", type=int, default=2, help="faults at once")
    asked = parser.parse_args(arguments)
    unknown = [module for module in asked.modules if module not in MODULES]
    if unknown:
        parser.error(f"no tests are named for {', '.join(unknown)}; add them to MODULES")
    if _installed() != PINNED:
        parser.error(f"needs mutmut {PINNED}, found {_installed()}: pip install mutmut=={PINNED}")
    rows = [_row(module, _tried(module, asked.jobs)) for module in asked.modules]
    print("\n| module | faults | noticed | of them by time | unnoticed |\n|---|---|---|---|---|")
    print(*rows, sep="\n")


def _installed() -> str:
    try:
        return version("mutmut")
    except PackageNotFoundError:
        return "none"


def _tried(module: str, jobs: int) -> Outcome:
    """Try the faults of a module, and print those that were not noticed."""
    with tempfile.TemporaryDirectory() as place:
        room = Path(place)
        copied(room)
        _settle(room, module)
        _mutmut(room, "run", "--max-children", str(jobs))
        found = _outcome(room, module)
        for name in found.unnoticed:
            print(_difference(_mutmut(room, "show", name)), flush=True)
    return found


def _row(module: str, found: Outcome) -> str:
    made, missed = len(found.made), len(found.unnoticed)
    share = f"{made - missed} ({(made - missed) / max(made, 1):.0%})"
    return f"| {module} | {made} | {share} | {len(found.endless)} | {missed} |"


def copied(room: Path) -> None:
    """Copy the project, changes that are not committed with it, into an empty folder."""
    listed = ("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    names = subprocess.run(listed, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    for name in filter(None, names.split("\0")):
        source, target = ROOT / name, room / name
        if source.is_file() and not name.startswith(("docs/", "findings/")):
            target.parent.mkdir(parents=True, exist_ok=True)
            copy2(source, target)


def _settle(room: Path, module: str) -> None:
    package = module.partition("/")[0]
    settings = _SETTINGS.format(
        package=package,
        others="\n    ".join(name for name in _PACKAGES if name != package),
        module=module,
        tests="\n    ".join(MODULES[module]),
    )
    (room / "setup.cfg").write_text(settings, encoding="utf-8")


def _mutmut(room: Path, *words: str) -> str:
    command = [sys.executable, "-m", "mutmut", *words]
    done = subprocess.run(command, cwd=room, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"mutmut {words[0]} failed:\n{(done.stdout + done.stderr)[-4000:]}")
    return done.stdout


def _outcome(room: Path, module: str) -> Outcome:
    """Read how the tests ended with each fault."""
    path = room / "mutants" / f"{module}.meta"
    ended = json.loads(path.read_text(encoding="utf-8"))["exit_code_by_key"]
    late, well = ([name for name, code in ended.items() if code in codes] for codes in (LATE, WELL))
    return Outcome(list(ended), late, well)


def _difference(shown: str) -> str:
    """Return what a fault changes: its name and the lines that differ."""
    lines = shown.splitlines()
    told = [
        line for line in lines if line.startswith(("-", "+")) and line[:3] not in ("---", "+++")
    ]
    return "\n".join([*lines[:1], *told])


if __name__ == "__main__":
    main()
