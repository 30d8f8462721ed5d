"""True scale: which 1:N holds an extent, and how long its bar is."""

from typing import NamedTuple

from geo.errors import DataError

SCALES = (1_000, 2_000, 5_000, 10_000, 15_000, 20_000, 25_000, 30_000, 50_000, 100_000)
"""Scales to offer beside the fitting one; any whole number within `SCALE_LIMITS` is drawn."""

SCALE_LIMITS = (200, 500_000)

ROUND_SCALES = (
    1_000, 2_000, 2_500, 5_000, 7_500, 10_000, 12_500, 15_000, 20_000, 25_000, 30_000, 35_000,
    40_000, 50_000, 60_000, 75_000, 100_000, 150_000, 200_000, 250_000, 500_000,
)  # fmt: skip
_STEPS_M = (
    1, 2, 5, 10, 20, 50, 100, 200, 250, 500, 1_000, 2_000, 2_500, 5_000, 10_000, 20_000, 50_000,
)  # fmt: skip


def fitting_scale(extent_m: tuple[float, float], field_mm: tuple[float, float]) -> int:
    """Return the largest round scale (smallest N of 1:N) at which an extent fits a field.

    Parameters
    ----------
    extent_m
        Width and height on the ground, metres.
    field_mm
        Width and height on paper, millimetres.

    Raises
    ------
    DataError
        If the extent is too large for every scale.
    """
    needed = needed_scale(extent_m, field_mm)
    for scale in ROUND_SCALES:
        if scale >= needed:
            return scale
    raise DataError(f"出图范围太大（需 1:{needed:,.0f}）；请缩小范围")


def needed_scale(extent_m: tuple[float, float], field_mm: tuple[float, float]) -> float:
    """Return N of the largest scale, round or not, at which an extent fits a field."""
    return max(metres * 1000 / mm for metres, mm in zip(extent_m, field_mm, strict=True))


def scale_words(scale: int) -> str:
    """Return a scale as it is printed: 1:35 000."""
    return f"1:{scale:,}".replace(",", " ")


class Bar(NamedTuple):
    """Divisions of a scale bar: metres of one, and how many."""

    step_m: int
    divisions: int


def bar_of(scale: int, room_mm: float, least_mm: float) -> Bar:
    """Return the longest bar of two to four round divisions that a place has room for.

    Parameters
    ----------
    scale
        N of 1:N.
    room_mm
        Length at most, on paper.
    least_mm
        Length of a division at least, so that figures stand apart.
    """
    bars = [Bar(step, count) for step in _STEPS_M for count in (3, 4, 2)]
    room, least = ground_m(room_mm, scale), ground_m(least_mm, scale)
    fitting = [bar for bar in bars if bar.step_m * bar.divisions <= room and bar.step_m >= least]
    return max(fitting, key=lambda bar: bar.step_m * bar.divisions, default=bars[0])


def ground_m(mm: float, scale: int) -> float:
    """Return the metres on the ground of millimetres on paper."""
    return mm * scale / 1000
