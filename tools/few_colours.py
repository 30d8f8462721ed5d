"""A screenshot in few colours: small, and every colour of the legend is still itself."""

from io import BytesIO
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

_COLOURS = 192
"""In a screenshot no colour of 60 pixels or more is then off by more than 8 of 255."""


def small(picture: bytes) -> bytes:
    """Return a picture as PNG with a palette.

    The palettes of Pillow follow areas: the few pixels of a swatch in a legend take the colour of
    some larger area. Here the colour that is worst off is the next to enter the palette, by its
    squared distance to the nearest that is in and the root of the number of its pixels.
    """
    pixels = np.asarray(Image.open(BytesIO(picture)).convert("RGB"))
    colours, of_pixel, counts = np.unique(
        pixels.reshape(-1, 3), axis=0, return_inverse=True, return_counts=True
    )
    chosen, nearest = _palette(colours.astype(float), np.sqrt(counts))
    image = Image.fromarray(nearest[of_pixel.ravel()].reshape(pixels.shape[:2]))
    image.putpalette(colours[chosen].ravel().tolist())
    target = BytesIO()
    image.save(target, "PNG", optimize=True)
    return target.getvalue()


def _palette(
    colours: NDArray[Any], weights: NDArray[Any], most: int = _COLOURS
) -> tuple[list[int], NDArray[np.uint8]]:
    """Rows of (n, 3) colours that make the palette, and for each colour its place in it."""
    apart = np.full(len(colours), np.inf)
    nearest = np.zeros(len(colours), np.uint8)
    chosen = [int(weights.argmax())]
    while True:
        away = ((colours - colours[chosen[-1]]) ** 2).sum(axis=1)
        nearest[away < apart] = len(chosen) - 1
        apart = np.minimum(apart, away)
        if len(chosen) == min(most, len(colours)):
            return chosen, nearest
        chosen.append(int((apart * weights).argmax()))
