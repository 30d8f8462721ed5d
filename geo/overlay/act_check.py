"""What may be told of an act: who, why and by which document, checked before it is written."""

from typing import TYPE_CHECKING, Final, NamedTuple

from geo.errors import DataError
from geo.plain_text import is_plain

if TYPE_CHECKING:
    from geo.ledger import Act


class _Bound(NamedTuple):
    title: str
    most: int


_BOUNDS: Final = {
    "by": _Bound("填写人", 100),
    "why": _Bound("理由", 2_000),
    "document": _Bound("依据文件", 2_000),
}
"""Letters at most; a file of changes carries as many."""


def checked_act(act: "Act") -> "Act":
    """Return an act that a history can hold, and that is read as it was told.

    Raises
    ------
    DataError
        If a text is too long or holds control letters or halves of letters, or a name is of several
        lines.
    """
    for name, (title, most) in _BOUNDS.items():
        text = getattr(act, name)
        if len(text) > most:
            raise DataError(f"{title}超过 {most:,} 个字；请写短些")
        if not is_plain(text) or (name == "by" and not text.isprintable()):
            raise DataError(f"{title}含有控制字符或残缺的字；请重新输入")
    return act
