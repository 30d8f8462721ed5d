"""Scans made anew in a child, whatever they were."""

from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from geo.errors import DataError
from geo.guarded import reading
from geo.guarded.commands import SILENTLY
from geo.guarded.reading import Sent


def written(picture, kind="PNG", **how):
    file = BytesIO()
    picture.save(file, kind, **how)
    return file.getvalue()


def made(content, name="规划图.png"):
    return reading.picture(Sent(content, name), SILENTLY)


def shown(found):
    return Image.open(BytesIO(found.content))


def test_a_plan_of_few_colours_stays_sharp():
    plan = Image.new("RGB", (40, 30), "white")
    plan.putpixel((3, 4), (255, 0, 0))
    found = made(written(plan))
    assert (found.media_type, found.width, found.height) == ("image/png", 40, 30)
    assert (found.shrunk, found.pages) == (False, 1)
    assert shown(found).getpixel((3, 4)) == (255, 0, 0)


def test_a_photograph_is_a_jpeg_without_what_its_camera_wrote():
    noise = np.random.default_rng(1).integers(0, 255, (300, 200, 3), dtype=np.uint8)
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "某相机"  # turned by a quarter; the maker
    found = made(written(Image.fromarray(noise), "JPEG", exif=exif), "照片.jpg")
    assert (found.media_type, found.width, found.height) == ("image/jpeg", 300, 200)
    assert not shown(found).getexif()


def test_what_can_be_seen_through_is_paper():
    found = made(written(Image.new("RGBA", (5, 5), (0, 0, 0, 0))))
    assert shown(found).getpixel((2, 2)) == (255, 255, 255)


@pytest.mark.parametrize(("mode", "value", "grey"), [("I;16", 257 * 100, 100), ("L", 100, 100)])
def test_grey_in_many_steps(mode, value, grey):
    found = made(written(Image.new(mode, (5, 5), value), "TIFF"), "图.tif")
    assert shown(found).getpixel((2, 2)) == (grey, grey, grey)


def test_a_large_scan_is_shown_smaller_and_says_so():
    found = made(written(Image.new("1", (5_000, 2_500), 1)))
    assert (found.width, found.height, found.shrunk) == (4_096, 2_048, True)


def test_pages_are_counted():
    pages = [Image.new("L", (9, 9), 10 * each) for each in range(3)]
    found = made(written(pages[0], "TIFF", save_all=True, append_images=pages[1:]), "图.tif")
    assert found.pages == 3


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"%PDF-1.7\n...", "另存为 PNG"),
        (b"<svg onload='x'/>", "不是可读的图片"),
        (b"", "不是可读的图片"),
        (written(Image.new("RGB", (300, 300), "red"))[:90], "损坏"),
        (written(Image.new("1", (12_000, 11_000))), "降低扫描分辨率"),
    ],
)
def test_what_is_no_scan_is_refused(content, words):
    with pytest.raises(DataError, match=words):
        made(content)
