"""A public A3 sheet beside the build before: `python -m bench.public_sheets --before PATH`.

A process of each build draws in turn, one sheet at a time, from a request made anew, as a child of
the server gets it: nothing is in metres yet. The seconds of the processor tell the builds apart
even where the machine does other work.
"""

import argparse
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path
from statistics import median

from bench.markdown import markdown
from tools.headless import ROOT

_FORMATS = ("pdf", "png")
_HEAD = ("public A3 sheet, CPU s: median (least)", "before", "this", "this / before")

_DRAW = """
import sys
from dataclasses import fields, replace
from time import process_time

from bench.sheets import whole_plan
from sheets.render import render
from sheets.request import SheetLayer

whole = whole_plan()

def asked():
    made = [SheetLayer(layer.spec, getattr(layer, fields(layer)[1].name)) for layer in whole.layers]
    return replace(whole, layers=tuple(made), mode="公开示意图")

for line in sys.stdin:
    request, start = asked(), process_time()
    render(request, line.strip())
    print(process_time() - start, flush=True)
"""


def main() -> None:
    """Measure by turns; print the table."""
    chosen = _arguments()
    builds = {"before": chosen.before, "this": ROOT} if chosen.before else {"this": ROOT}
    with ExitStack() as stack:
        drawing = {name: stack.enter_context(_child(root)) for name, root in builds.items()}
        rows = [_row(each, drawing, chosen.rounds) for each in _FORMATS]
    for row in markdown([_HEAD, *rows]):
        print(row, flush=True)  # noqa: T201 - a command's output


def _row(
    file_format: str, drawing: dict[str, subprocess.Popen[str]], rounds: int
) -> tuple[str, ...]:
    took: dict[str, list[float]] = {name: [] for name in drawing}
    for turn in range(rounds + 1):
        for name, child in drawing.items():
            seconds = _drawn(child, file_format)
            if turn:  # the first reads the font
                took[name].append(seconds)
    middle = {name: median(values) for name, values in took.items()}
    cells = {name: f"{middle[name]:.3f} ({min(values):.3f})" for name, values in took.items()}
    ratio = f"{middle['this'] / middle['before']:.2f}" if "before" in middle else "-"
    return (file_format, cells.get("before", "-"), cells["this"], ratio)


def _drawn(child: subprocess.Popen[str], file_format: str) -> float:
    """Have a sheet drawn; return the seconds that it took of the processor."""
    if child.stdin is None or child.stdout is None:
        raise TypeError("the child has no pipes")
    print(file_format, file=child.stdin, flush=True)
    return float(child.stdout.readline())


def _child(root: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", _DRAW]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, cwd=root, stdin=pipe, stdout=pipe, encoding="utf-8")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench.public_sheets", description=__doc__)
    parser.add_argument("--before", type=Path, help="checkout of another build")
    parser.add_argument("--rounds", type=int, default=9)
    return parser.parse_args()


if __name__ == "__main__":
    main()
