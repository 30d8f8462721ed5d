"""What stands within a marker, as shapes that map, legend and sheet draw alike."""

from collections.abc import Mapping
from math import cos, pi, sin
from typing import Final

Ring = tuple[tuple[float, float], ...]
"""Corners of a shape, in radii of the marker from its middle; y goes down, as on a screen."""

_STEPS = 8
"""Corners of a quarter of a circle."""


def _wedge(quarters: int) -> Ring:
    """Part of a disc that begins at the top and goes clockwise."""
    turns = [place * pi / 2 / _STEPS for place in range(_STEPS * quarters + 1)]
    return ((0.0, 0.0), *((_even(sin(turn)), _even(-cos(turn))) for turn in turns))


def _disc(radius: float) -> Ring:
    turns = (place * pi / 6 for place in range(12))
    return tuple((_even(radius * sin(turn)), _even(-radius * cos(turn))) for turn in turns)


def _even(value: float) -> float:
    return round(value, 3)


_SLASH: Ring = ((-0.72, 0.52), (0.52, -0.72), (0.72, -0.52), (-0.52, 0.72))
_BACKSLASH: Ring = tuple((-x, y) for x, y in _SLASH)
_BAR: Ring = ((-0.46, -0.6), (-0.16, -0.6), (-0.16, 0.6), (-0.46, 0.6))

MARKS: Final[Mapping[str, tuple[Ring, ...]]] = {
    "quarter": (_wedge(1),),
    "half": (_wedge(2),),
    "tick": ((
        (-0.62, 0.02), (-0.4, -0.2), (-0.14, 0.08), (0.42, -0.56), (0.66, -0.34), (-0.12, 0.54),
    ),),
    "bars": (_BAR, tuple((-x, y) for x, y in _BAR)),
    "slash": (_SLASH,),
    "cross": (_SLASH, _BACKSLASH),
    "dot": (_disc(0.45),),
}  # fmt: skip
"""Shapes by the name of a mark (`layers.spec.Symbol`)."""
