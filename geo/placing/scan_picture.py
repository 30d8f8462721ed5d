"""A scanned plan as a picture that a browser may show, made anew from what was sent.

Called in a child alone: a picture is a file like any other.
"""

import warnings
from io import BytesIO
from pathlib import Path
from typing import Final

import numpy as np
from PIL import Image, ImageOps, UnidentifiedImageError

from geo.errors import DataError
from geo.placing.scan_model import LONGEST_PX, ScanPicture

MOST_PIXELS: Final = 120_000_000
"""Of what is opened: an A1 scanned at 300 dpi has 70 million."""

FORMATS: Final = ("PNG", "JPEG", "TIFF", "BMP", "WEBP")
_FEW_COLOURS: Final = 256


def read_picture(path: Path, name: str) -> ScanPicture:
    """Open a scan, turn it as its camera says, and write it anew without anything beside pixels.

    Raises
    ------
    DataError
        If it is no picture, damaged, or too large; the message says what to do.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the library, on sizes that are checked here
        try:
            with Image.open(path, formats=FORMATS) as opened:
                return _picture(opened, name)
        except DataError:
            raise
        except UnidentifiedImageError as error:
            raise DataError(_no_picture(path, name)) from error
        except (OSError, SyntaxError, ValueError, EOFError, Image.DecompressionBombError) as error:
            raise DataError(f"{name}: 图片已损坏或不完整；请重新扫描或另存后再试") from error


def _picture(opened: Image.Image, name: str) -> ScanPicture:
    width, height = opened.size
    if width * height > MOST_PIXELS:
        raise DataError(
            f"{name}: 图片有 {width}×{height} 像素，超过 {MOST_PIXELS // 1_000_000} 百万；"
            "请降低扫描分辨率（300 dpi 足够）"
        )
    pages = int(getattr(opened, "n_frames", 1))
    opened.draft("RGB", (LONGEST_PX, LONGEST_PX))  # a JPEG is opened smaller where that will do
    turned = ImageOps.exif_transpose(opened)
    flat = _on_white(turned)
    flat.thumbnail((LONGEST_PX, LONGEST_PX), Image.Resampling.LANCZOS)
    few = flat.getcolors(_FEW_COLOURS) is not None
    written = BytesIO()
    flat.save(written, "PNG" if few else "JPEG", quality=85, optimize=False)
    shrunk = max(width, height) > LONGEST_PX
    media = "image/png" if few else "image/jpeg"
    return ScanPicture(written.getvalue(), media, *flat.size, shrunk, pages)


def _on_white(picture: Image.Image) -> Image.Image:
    """The picture in red, green and blue; what can be seen through is paper."""
    if picture.mode.startswith(("I", "F")):  # grey in more than 256 steps
        grey = np.asarray(picture, dtype=float)
        steps = 257.0 if grey.max(initial=0.0) > 255 else 1.0
        picture = Image.fromarray((grey / steps).clip(0, 255).astype(np.uint8))
    if "A" in picture.getbands() or "transparency" in picture.info:
        seen = picture.convert("RGBA")
        paper = Image.new("RGBA", seen.size, "white")
        return Image.alpha_composite(paper, seen).convert("RGB")
    return picture.convert("RGB")


def _no_picture(path: Path, name: str) -> str:
    with path.open("rb") as file:
        start = file.read(8)
    if start.startswith(b"%PDF"):
        return f"{name}: 是 PDF；请用阅读器把该页另存为 PNG 或 JPEG 图片后再上传"
    return f"{name}: 不是可读的图片；可用 PNG、JPEG、TIFF、BMP、WebP"
