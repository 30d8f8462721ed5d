"""What an attachment is, told by its content. In a child alone."""

import warnings
from io import BytesIO
from typing import Final, NamedTuple

from geo.errors import DataError

MOST_BYTES: Final = 20 * 2**20
"""Of one attachment."""

MOST_PIXELS: Final = 120_000_000
"""Of a picture."""

TYPES: Final = {"JPEG": "image/jpeg", "PNG": "image/png"}
PDF: Final = "application/pdf"
ENDINGS: Final = {"image/jpeg": ".jpg", "image/png": ".png", PDF: ".pdf"}
_SEVERAL: Final = "MPO"
"""What the library calls a JPEG behind whose picture others follow; each may be positioned."""

_TAIL: Final = 2048


class CheckedAttachment(NamedTuple):
    """Type of a content, and whether it holds where it was taken."""

    type: str
    positioned: bool


def check(content: bytes, name: str) -> CheckedAttachment:
    """Say what a content is.

    Raises
    ------
    DataError
        If it is neither JPEG, PNG nor PDF, damaged, or too large.
    """
    if len(content) > MOST_BYTES:
        raise DataError(f"{name} 超过 {MOST_BYTES // 2**20} MB；请压缩后再附")
    if content.startswith(b"%PDF-"):
        if b"%%EOF" not in content[-_TAIL:]:
            raise DataError(f"{name}: PDF 不完整；请重新导出")
        return CheckedAttachment(PDF, positioned=False)
    from PIL import Image, UnidentifiedImageError  # noqa: PLC0415 - for pictures alone

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the library, on sizes that are checked here
        try:
            return _picture(content, name)
        except UnidentifiedImageError as error:
            raise DataError(f"{name} 不是 JPEG、PNG 或 PDF（按内容判断）；请另存后再附") from error
        except (OSError, SyntaxError, ValueError, EOFError, Image.DecompressionBombError) as error:
            raise DataError(f"{name}: 图片已损坏或不完整；请另存后再附") from error


def _picture(content: bytes, name: str) -> CheckedAttachment:
    from PIL import Image  # noqa: PLC0415 - for pictures alone
    from PIL.ExifTags import IFD  # noqa: PLC0415

    with Image.open(BytesIO(content), formats=tuple(TYPES)) as opened:
        width, height = opened.size
        if width * height > MOST_PIXELS:
            raise DataError(f"{name}: 图片有 {width}×{height} 像素，过大；请缩小后再附")
        opened.load()  # a PNG may tell more behind its pixels
        several = opened.format == _SEVERAL
        positioned = b"exif:GPS" in content
        for frame in range(getattr(opened, "n_frames", 1) if several else 1):
            opened.seek(frame)
            positioned = positioned or bool(opened.getexif().get_ifd(IFD.GPSInfo))
        return CheckedAttachment(TYPES["JPEG" if several else str(opened.format)], positioned)
