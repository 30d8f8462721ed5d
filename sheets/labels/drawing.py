"""Names written where they stand: text that can be searched, a white rim, leaders.

What follows a line, and every rim, is drawn as outlines of the characters.
"""

from collections.abc import Iterable
from functools import cache
from typing import Any, NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.ft2font import LoadFlags
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.transforms import Affine2D, Transform

from sheets.canvas import SOFT
from sheets.fonts import face, font, writable
from sheets.labels.candidates import LEADING, LabelCandidate, Letter, Name
from sheets.labels.collision import Floats
from sheets.map_extent import Ground
from sheets.text_measure import advance_em

_RIM_PT, _LEADER_PT = 2.0, 0.45
_MIDDLE_EM = 0.36
"""Height of the middle of a Chinese character above the baseline."""

_FIXED_POINT = 64
"""FreeType counts in 1/64 of its unit; matplotlib divides by that even where nothing is scaled."""


class Written(NamedTuple):
    """A name at its place, in a colour."""

    name: Name
    spot: LabelCandidate
    colour: str


def write(axes: Axes, ground: Ground, written: Iterable[Written], factor: float) -> None:
    """Write names on axes in METRIC metres: rims together below, then letters.

    What follows a line is drawn as outlines, with the same words as transparent text above it, so
    that they can be searched and copied.
    """
    on_paper = _millimetres(axes, ground)
    names = list(written)
    _leaders(axes, on_paper, names, factor)
    outlines = [_outlines(each) for each in names]
    _shape(axes, on_paper, Path.make_compound_path(*outlines), rim=_RIM_PT * factor)
    for each, outline in zip(names, outlines, strict=True):
        if each.spot.letters:
            _shape(axes, on_paper, outline, fill=each.colour)
            _follow(axes, on_paper, each)
        else:
            _lines(axes, on_paper, each)


def _millimetres(axes: Axes, ground: Ground) -> Transform:
    west, south, _, _ = ground.field.bounds
    return Affine2D().scale(ground.scale / 1000).translate(west, south) + axes.transData


def _outlines(written: Written) -> Path:
    name, spot, _ = written
    if spot.letters:
        return _outline(name.text, np.array(spot.letters), name.tall)
    rows = zip(spot.lines, _heights(written), strict=True)
    return Path.make_compound_path(
        *(_level(line, (spot.middle[0], y), name.tall) for line, y in rows)
    )


def _heights(written: Written) -> list[float]:
    """Middles of the lines of a name, top first."""
    name, spot, _ = written
    step = name.tall * LEADING
    top = spot.middle[1] + step * (len(spot.lines) - 1) / 2
    return [top - step * number for number in range(len(spot.lines))]


def _shape(
    axes: Axes, on_paper: Transform, shape: Path, *, rim: float = 0.0, fill: str = "none"
) -> None:
    """Draw outlines as one shape: a white rim, or filled."""
    if not len(shape):
        return
    look = {"ec": "white", "lw": rim, "zorder": 7.8} if rim else {"lw": 0, "zorder": 8}
    axes.add_artist(
        PathPatch(shape, fc=fill, joinstyle="round", transform=on_paper, clip_on=False, **look)
    )


def _lines(axes: Axes, on_paper: Transform, written: Written) -> None:
    name, spot, colour = written
    for line, y in zip(spot.lines, _heights(written), strict=True):
        at = (spot.middle[0], y - _MIDDLE_EM * name.tall)
        _text(axes, on_paper, at, line, fontproperties=font(name.size), color=colour)


def _follow(axes: Axes, on_paper: Transform, written: Written) -> None:
    name, spot, _ = written
    angle = sum(letter.angle for letter in spot.letters) / len(spot.letters)
    upright = abs(spot.letters[0].y - spot.letters[-1].y) > abs(
        spot.letters[0].x - spot.letters[-1].x
    )
    turn, own = angle - 90 if upright else angle, font(name.size)
    _text(axes, on_paper, spot.middle, name.text, fontproperties=own, rotation=turn, alpha=0.0,
          va="center")  # fmt: skip


def _text(  # `looks` are matplotlib's own
    axes: Axes,
    on_paper: Transform,
    at: tuple[float, float],
    words: str,
    **looks: Any,  # noqa: ANN401
) -> None:
    common: dict[str, Any] = {"ha": "center", "va": "baseline", "rotation_mode": "anchor"} | looks
    axes.text(*at, writable(words), transform=on_paper, zorder=8, parse_math=False, **common)


def _leaders(axes: Axes, on_paper: Transform, names: list[Written], factor: float) -> None:
    lines = [each.spot.leader for each in names if each.spot.leader]
    if not lines:
        return
    for colour, more, zorder in (("white", 0.9, 6.5), (SOFT, 0.0, 6.6)):
        axes.add_artist(
            LineCollection(
                lines, colors=colour, linewidths=(_LEADER_PT + more) * factor, zorder=zorder,
                transform=on_paper,
            )
        )  # fmt: skip


def _outline(words: str, letters: Floats, size: float) -> Path:
    """Return the outlines of characters.

    Parameters
    ----------
    words
        n characters.
    letters
        (n, 3): middle of each, in the units of `size`, and its turn, degrees counter-clockwise.
    size
        Height of an em.
    """
    glyphs = [_glyph(char) for char in words]
    counts = [len(glyph) for glyph in glyphs]
    x, y = np.concatenate([glyph.vertices for glyph in glyphs]).T * size
    turns = np.radians(letters[:, 2])
    cos, sin = np.repeat([np.cos(turns), np.sin(turns)], counts, axis=1)
    turned = np.column_stack([x * cos - y * sin, x * sin + y * cos])
    codes = np.concatenate([glyph.codes for glyph in glyphs])
    return Path(turned + np.repeat(letters[:, :2], counts, axis=0), codes)


def _level(text: str, at: tuple[float, float], size: float) -> Path:
    """Return the outlines of a horizontal line of text whose middle stands at a place."""
    widths = [advance_em(char) for char in text]
    x = at[0] - sum(widths) / 2 * size
    letters = list[Letter]()
    for width in widths:
        letters.append(Letter(x + width / 2 * size, at[1], 0.0))
        x += width * size
    return _outline(text, np.array(letters), size)


@cache
def _glyph(char: str) -> Path:
    """Outline at an em of 1, its middle at the origin; a space has none."""
    face().load_char(ord(writable(char)), LoadFlags.NO_SCALE)
    vertices, codes = face().get_path()
    places = np.reshape(vertices, (-1, 2)) * _FIXED_POINT / face().units_per_EM
    return Path(places - [advance_em(char) / 2, _MIDDLE_EM], codes)
