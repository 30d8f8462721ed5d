"""How long the words of a ledger may be and what they may hold: what is written can be carried."""

import re
from collections.abc import Iterator
from typing import Final

from geo.errors import DataError
from geo.ledger.model import Act, Value
from geo.plain_text import is_plain

MOST_BY: Final = 200
"""Letters of who: a name and an account."""

MOST_ID: Final = 100
"""Letters of an item's id, a field, an attachment's title."""

MOST_WHY: Final = 2_000
MOST_DOCUMENT: Final = 2_000
"""Letters of why, or of a reviewer's word, and of the document's name."""

MOST_VALUE: Final = 1_000_000
"""Letters of a value: a shape of twenty thousand points."""

_BREAKS: Final = re.compile("[\n\t\u2028\u2029]")


def flaw(text: str, what: str, most: int, *, needed: bool = True, lines: bool = False) -> str:
    """Return what is wrong with a text, "" for nothing.

    Parameters
    ----------
    what
        The text's name in words.
    most
        Letters.
    needed
        Whether it may not be empty.
    lines
        Whether it may have several.
    """
    if needed and not text.strip():
        return f"{what}不能为空；每次改动都要写明由谁、为什么改"
    if len(text) > most:
        return f"{what}超过 {most:,} 个字；请写短些"
    if not is_plain(text) or (not lines and _BREAKS.search(text)):
        return f"{what}含有控制字符或残缺的字；请重新输入"
    return ""


def act_flaws(by: str, why: str, document: str = "", *, needed: bool = True) -> Iterator[str]:
    """Give what is wrong with who, why (which may be empty where not `needed`) and document."""
    told = (
        flaw(by, "填写人", MOST_BY),
        flaw(why, "理由", MOST_WHY, needed=needed, lines=True),
        flaw(document, "依据文件", MOST_DOCUMENT, needed=False, lines=True),
    )
    yield from (each for each in told if each)


def require_act(act: Act, *, needed: bool = True) -> None:
    """Raise `DataError` if who, why or document cannot be written."""
    for words in act_flaws(act.by, act.why, act.document, needed=needed):
        raise DataError(words)


def require_id(text: str, what: str = "编号") -> None:
    """Raise `DataError` if an id, a field or a title cannot be written."""
    if words := flaw(text, what, MOST_ID):
        raise DataError(words)


def require_value(value: Value, field: str) -> None:
    """Raise `DataError` if a value is too long, or a text that no file can hold."""
    if not isinstance(value, str):
        return
    if len(value) > MOST_VALUE:
        raise DataError(f"{field} 的值超过 {MOST_VALUE:,} 个字；请写短些")
    if not value.isascii() and any("\ud800" <= each <= "\udfff" for each in value):
        raise DataError(f"{field} 的值含有不完整的字符；请重新输入")
