"""Words a planner typed for a sheet: a character that the font lacks is named before drawing."""

from sheets.fonts import legible
from sheets.imprint import Imprint
from sheets.request import SheetRequest


def check_typed(request: SheetRequest) -> None:
    """Refuse a sheet whose head or 图签 cannot be written as it was typed.

    Raises
    ------
    DataError
        If a character has no glyph.
    """
    check_words(request.title, request.subtitle, request.review_number, imprint=request.imprint)


def check_words(*words: str, imprint: Imprint | None = None) -> None:
    """Refuse typed words and a 图签 that cannot be written as they are.

    Raises
    ------
    DataError
        If a character has no glyph.
    """
    signed = [field for _, field in imprint.fields()] if imprint else []
    for each in (*words, *signed):
        legible(each)
