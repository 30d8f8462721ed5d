"""The packaged Chinese font, and what becomes of a character that it lacks.

One rule for all that is printed: words a planner typed for the sheet (图题, 副题, 图签, 审图号) are
refused by name, for they are easily changed; words that come from data (names of layers and
features, classes, cells) are written with 〓, for a sheet is worth more than one of its names.
"""

from functools import cache
from importlib.resources import files
from pathlib import Path

from matplotlib.font_manager import FontProperties
from matplotlib.ft2font import FT2Font

from geo.errors import DataError
from sheets.request import SheetRequest
from sheets.title_block import Imprint

_MISSING = "缺少中文字体；请重新安装 requirements.txt 中的 pylopdf-fonts-zh-cn"

UNKNOWN = "〓"
"""Stands where the font has no character: what Chinese printers set for a missing type."""


def font(size: float) -> FontProperties:
    """Return the font at a size in points.

    Raises
    ------
    DataError
        If the font's file is missing.
    """
    return FontProperties(fname=str(font_file()), size=size)


def check_typed(request: SheetRequest) -> None:
    """Refuse a sheet whose head or 图签 cannot be written as it was typed; see `check_words`."""
    check_words(request.title, request.subtitle, request.review_number, imprint=request.imprint)


def check_words(*words: str, imprint: Imprint | None = None) -> None:
    """Refuse typed words and a 图签 that cannot be written as they are.

    Raises
    ------
    DataError
        If a character has no glyph.
    """
    signed = [field for _, field in imprint.fields()] if imprint else []
    for text in (*words, *signed):
        missing = sorted({char for char in text if not _known(char)})
        if missing:
            raise DataError(
                f"字体没有字符“{'、'.join(missing[:5])}”（在“{text[:30]}”中）；请改用其他字符"
            )


def writable(text: str) -> str:
    """Return `text` with `UNKNOWN` for each character that the font lacks."""
    return "".join(char if _known(char) else UNKNOWN for char in text)


def width_em(text: str) -> float:
    """Return about how wide a text is, in units of its size."""
    return sum(1.0 if ord(char) > 0x2E7F or char in "“”‘’—…·" else 0.57 for char in text)


@cache
def face() -> FT2Font:
    """Return the font's outlines and widths."""
    return FT2Font(str(font_file()))


def _known(char: str) -> bool:
    return char == "\n" or ord(char) in _glyphs()


@cache
def _glyphs() -> frozenset[int]:
    return frozenset(face().get_charmap())


@cache
def font_file() -> Path:
    """Return the font's file; see `font`."""
    try:
        path = files("pylopdf_fonts_zh_cn") / "NotoSansSC-Regular.otf"
    except ModuleNotFoundError:
        raise DataError(_MISSING) from None
    if not path.is_file():
        raise DataError(_MISSING)
    return Path(str(path))
