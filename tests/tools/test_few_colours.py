"""A picture in few colours: what is small keeps its colour, and nothing moves."""

from io import BytesIO

import numpy as np
from PIL import Image

from tools.few_colours import small


def picture(pixels):
    target = BytesIO()
    Image.fromarray(pixels).save(target, "PNG")
    return target.getvalue()


def opened(content):
    with Image.open(BytesIO(content)) as image:
        assert image.mode == "P"
        return np.asarray(image.convert("RGB"))


def test_a_picture_of_few_colours_stays_as_it_is():
    pixels = np.zeros((4, 6, 3), np.uint8)
    pixels[1, 2] = (255, 127, 0)
    pixels[3, 5] = (31, 120, 180)
    assert (opened(small(picture(pixels))) == pixels).all()


def test_a_small_swatch_keeps_its_colour_beside_many_shades():
    """A thousand greys fill the picture; four pixels of orange are as far from all as can be."""
    shades = np.arange(4000) % 1000
    grey = np.stack([shades // 4, (shades + 1) // 4, (shades + 2) // 4], axis=1).astype(np.uint8)
    pixels = grey.reshape(40, 100, 3).copy()
    pixels[:2, :2] = (255, 127, 0)
    made = opened(small(picture(pixels)))
    assert (made[:2, :2] == (255, 127, 0)).all()
    assert len(np.unique(made.reshape(-1, 3), axis=0)) <= 192
    assert np.abs(made.astype(int) - pixels).max() <= 4
