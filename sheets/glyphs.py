"""Characters as outlines, for names that follow a line and for the white rim below every name."""

from functools import cache

import numpy as np
from matplotlib.ft2font import FT2Font, LoadFlags
from matplotlib.path import Path

from sheets.circle_words import advance_em
from sheets.fonts import font, writable

MIDDLE_EM = 0.36
"""Height of the middle of a Chinese character above the baseline."""

_FIXED_POINT = 64
"""FreeType counts in 1/64 of its unit; matplotlib divides by that even where nothing is scaled."""


def set_glyph(char: str, at: tuple[float, float], size: float, angle: float) -> Path:
    """Return the outline of a character whose middle stands at a place.

    Parameters
    ----------
    char
        One character.
    at
        Of its middle, in the units of `size`.
    size
        Height of an em.
    angle
        Degrees, counter-clockwise.
    """
    turn = np.radians(angle)
    spin = np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]])
    glyph = _glyph(char)
    middle = np.array([advance_em(char) / 2, MIDDLE_EM])
    return Path(((glyph.vertices - middle) * size) @ spin + at, glyph.codes)


def run_of_glyphs(text: str, at: tuple[float, float], size: float) -> list[Path]:
    """Return the outlines of a horizontal line of text whose middle stands at a place."""
    widths = [advance_em(char) for char in text]
    x = at[0] - sum(widths) / 2 * size
    paths = list[Path]()
    for char, width in zip(text, widths, strict=True):
        paths.append(set_glyph(char, (x + width / 2 * size, at[1]), size, 0.0))
        x += width * size
    return paths


@cache
def _glyph(char: str) -> Path:
    """Outline at an em of 1, the baseline's beginning at the origin; a space has none."""
    face = _face()
    face.load_char(ord(writable(char)), LoadFlags.NO_SCALE)
    vertices, codes = face.get_path()
    return Path(np.reshape(vertices, (-1, 2)) * _FIXED_POINT / face.units_per_EM, codes)


@cache
def _face() -> FT2Font:
    return FT2Font(str(font(10).get_file()))
