"""Change the figures that stand by themselves in modules, one at a time: what mutmut leaves out.

Limits, rims, steps and tables outside functions. Run as `python -m tools.mutation_figures`, or
with some of the modules of `tools.mutation.MODULES`; nothing has to be installed.
"""

import argparse
import ast
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tools.mutation import copied
from tools.mutation_modules import MODULES


class Figure(NamedTuple):
    """Where a number stands: line from 1, columns in bytes from 0; and what it is to become."""

    line: int
    begin: int
    end: int
    instead: str


def main(arguments: list[str] | None = None) -> None:
    """Run as a command."""
    parser = argparse.ArgumentParser(description="Count the changed figures that tests notice.")
    parser.add_argument("modules", nargs="*", metavar="MODULE", default=list(MODULES))
    asked = parser.parse_args(arguments)
    print("| module | figures | noticed |\n|---|---|---|")
    unnoticed: list[str] = []
    with tempfile.TemporaryDirectory() as place:
        copied(Path(place))
        for module in asked.modules:
            source = (Path(place) / module).read_bytes()
            figures = list(figures_of(source))
            missed = [each for each in figures if not _noticed(Path(place), module, source, each)]
            print(f"| {module} | {len(figures)} | {len(figures) - len(missed)} |", flush=True)
            unnoticed += [f"{module}:{each.line}: {_told(source, each)}" for each in missed]
    print("", *unnoticed, sep="\n")


def figures_of(source: bytes) -> Iterator[Figure]:
    """Yield the numbers outside functions, each to become a little larger."""
    waiting: list[ast.AST] = [ast.parse(source)]
    while waiting:
        node = waiting.pop(0)
        value = node.value if isinstance(node, ast.Constant) else None
        if isinstance(node, ast.Constant) and type(value) in (int, float):
            yield Figure(node.lineno, node.col_offset, node.end_col_offset or 0, _larger(value))
        body = isinstance(node, (ast.FunctionDef, ast.Lambda))
        waiting += [] if body else ast.iter_child_nodes(node)


def _larger(value: object) -> str:
    if isinstance(value, float):
        return repr(value * 1.1 or 1.0)
    return repr(value + 1 if isinstance(value, int) else value)


def _noticed(room: Path, module: str, source: bytes, figure: Figure) -> bool:
    """Run the tests of a module with one figure changed."""
    (room / module).write_bytes(changed(source, figure))
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-n0", "-p", "no:cacheprovider"]
    done = subprocess.run([*command, *MODULES[module]], cwd=room, capture_output=True, check=False)
    (room / module).write_bytes(source)
    return done.returncode != 0


def changed(source: bytes, figure: Figure) -> bytes:
    """Return the source with one figure changed."""
    lines = source.splitlines(keepends=True)
    line = lines[figure.line - 1]
    lines[figure.line - 1] = line[: figure.begin] + figure.instead.encode() + line[figure.end :]
    return b"".join(lines)


def _told(source: bytes, figure: Figure) -> str:
    line = source.splitlines()[figure.line - 1]
    return f"{line[figure.begin : figure.end].decode()} -> {figure.instead}"


if __name__ == "__main__":
    main()
