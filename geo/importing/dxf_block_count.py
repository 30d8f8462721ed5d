"""How much a DXF's blocks draw when each insert in them is followed.

A block of ten inserts of a block of ten inserts ... fills any memory from a small file, so this is
counted in the text before anything is drawn.
"""

import re
from math import prod
from typing import NamedTuple

_MARK = re.compile(rb"^[ \t]*0[ \t]*\r?\n[ \t]*(BLOCK|ENDBLK|INSERT)[ \t]*\r?$", re.MULTILINE)
_NEXT = re.compile(rb"^[ \t]*0[ \t]*\r?\n[ \t]*[A-Z]", re.MULTILINE)
_NAME = re.compile(rb"^[ \t]*2[ \t]*\r?\n([^\r\n]*)", re.MULTILINE)
_TIMES = re.compile(rb"^[ \t]*7[01][ \t]*\r?\n[ \t]*(\d{1,9})", re.MULTILINE)
_CURVE = re.compile(rb"^[ \t]*(?:CIRCLE|ARC|ELLIPSE|SPLINE)[ \t]*\r?$", re.MULTILINE)

_LINES_A_VERTEX = 4
"""Code and value of x and of y."""

_CURVE_VERTICES = 100

_OPEN = ""
"""Key of what is drawn outside blocks."""


class _Block(NamedTuple):
    """Vertices of a block's own, and which blocks it inserts how many times."""

    vertices: int
    inserts: list[tuple[str, int]]


def drawn_vertices(text: bytes) -> int:
    """About how many vertices the inserts of a drawing make; 0 without blocks.

    A block that holds itself counts once there: GDAL stops at it too, with a warning.
    """
    blocks = _blocks(text)
    counted: dict[str, int] = {}
    return _count(_OPEN, blocks, counted) - blocks[_OPEN].vertices


def _count(name: str, blocks: dict[str, _Block], counted: dict[str, int]) -> int:
    if name in counted or name not in blocks:
        return counted.get(name, 0)
    counted[name] = 0
    block = blocks[name]
    inner = sum(times * _count(child, blocks, counted) for child, times in block.inserts)
    counted[name] = block.vertices + inner
    return counted[name]


def _blocks(text: bytes) -> dict[str, _Block]:
    blocks: dict[str, _Block] = {_OPEN: _Block(0, [])}
    inside, begin = _OPEN, 0
    for mark in _MARK.finditer(text):
        match mark.group(1):
            case b"BLOCK":
                inside, begin = _name(text, mark.end()), mark.end()
                blocks[inside] = _Block(0, [])
            case b"ENDBLK":
                vertices = _vertices(text[begin : mark.start()])
                blocks[inside] = blocks[inside]._replace(vertices=vertices)
                inside = _OPEN
            case _:
                blocks[inside].inserts.append(_insert(text, mark.end()))
    return blocks


def _name(text: bytes, start: int) -> str:
    found = _NAME.search(text, start)
    return found.group(1).strip().decode("ascii", "replace").upper() if found else _OPEN


def _insert(text: bytes, start: int) -> tuple[str, int]:
    after = _NEXT.search(text, start)
    part = text[start : after.start() if after else len(text)]
    times = prod(max(1, int(count)) for count in _TIMES.findall(part))
    return _name(part, 0), times


def _vertices(part: bytes) -> int:
    curves = len(_CURVE.findall(part))
    return part.count(b"\n") // _LINES_A_VERTEX + curves * _CURVE_VERTICES
