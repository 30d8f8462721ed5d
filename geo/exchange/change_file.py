"""A file of changes: what one store has written, for another one to take in. JSON, format 1."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Final, Literal

import msgspec
from msgspec import Meta

from geo.errors import DataError
from geo.ledger.model import Kind, Value, Verdict
from geo.ledger.times import time_of

FORMAT: Final = "planmap-changes"
VERSION: Final = 1
MOST_BYTES: Final = 512 * 2**20
"""Of a file, attachments and all."""

_Uid = Annotated[str, Meta(pattern="^[0-9a-f]{32}$")]
_MaybeUid = Annotated[str, Meta(pattern="^([0-9a-f]{32})?$")]
_Word = Annotated[str, Meta(min_length=1, max_length=100)]
_Text = Annotated[str, Meta(max_length=4_000)]
_Time = Annotated[str, Meta(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$")]
_Mark = Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]


@dataclass(frozen=True)
class CarriedField:
    """One field of a carried change; `base` is the uid of the change before, "" for none."""

    field: _Word
    before: Value
    after: Value
    base: _MaybeUid = ""


@dataclass(frozen=True)
class CarriedChange:
    """A change as another store wrote it; times are texts as the ledger has them."""

    uid: _Uid
    table: _Word
    item: _Word
    by: _Word
    at: _Time
    why: _Text
    document: _Text
    kind: Kind
    undoes: _MaybeUid
    review: Literal["", "草稿", "通过", "退回"]
    fields: Annotated[tuple[CarriedField, ...], Meta(min_length=1, max_length=100)]


@dataclass(frozen=True)
class CarriedReview:
    """A verdict on a change."""

    uid: _Uid
    change: _Uid
    verdict: Verdict
    by: _Word
    at: _Time
    word: _Text


@dataclass(frozen=True)
class DecidedField:
    """A value that was kept over another one."""

    field: _Word
    kept: Value
    over: Value


@dataclass(frozen=True)
class CarriedDecision:
    """A conflict that was decided for what the sender had; it came after the change `follows`."""

    uid: _Uid
    table: _Word
    item: _Word
    fields: Annotated[tuple[DecidedField, ...], Meta(min_length=1, max_length=100)]
    by: _Word
    at: _Time
    why: _Text
    follows: _MaybeUid


@dataclass(frozen=True)
class CarriedAttachment:
    """A photo or a PDF of an item; `content` is Base64."""

    uid: _Uid
    table: _Word
    item: _Word
    change: _MaybeUid
    title: _Word
    type: Literal["image/jpeg", "image/png", "application/pdf"]
    positioned: bool
    sha256: _Mark
    by: _Word
    at: _Time
    content: str


@dataclass(frozen=True)
class ChangeFile:
    """All of a file; `plan` is the title of the plan whose items it speaks of."""

    format: Literal["planmap-changes"]
    version: int
    plan: _Text
    made: _Time
    since: int
    until: int
    changes: tuple[CarriedChange, ...]
    reviews: tuple[CarriedReview, ...] = ()
    decisions: tuple[CarriedDecision, ...] = ()
    attachments: tuple[CarriedAttachment, ...] = ()


CARRIED: Final = (
    ChangeFile,
    CarriedChange,
    CarriedField,
    CarriedReview,
    CarriedDecision,
    DecidedField,
    CarriedAttachment,
)
"""Classes of which a file is made."""


def written(file: ChangeFile) -> bytes:
    """Return the text of a file of changes."""
    return msgspec.json.format(msgspec.json.encode(file), indent=1) + b"\n"


def parsed(content: bytes, name: str) -> ChangeFile:
    """Read a file of changes.

    Raises
    ------
    DataError
        If it is none, damaged, or of a newer version of this program.
    """
    if len(content) > MOST_BYTES:
        raise DataError(f"{name} 超过 {MOST_BYTES // 2**20} MB；请分次导出")
    try:
        told = msgspec.json.decode(content, type=_Head)
        if told.format == FORMAT and told.version > VERSION:
            raise DataError(f"{name} 由更新的程序版本写成；请升级程序后再并入")
        file = msgspec.json.decode(content, type=ChangeFile)
        _check_times(file)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError, ValueError) as error:
        if isinstance(error, DataError):
            raise
        raise DataError(
            f"{name} 不是改动文件，或已损坏（{_place(error)}）；"
            "请在对方用 planmap ledger sync export 重新导出"
        ) from error
    return file


def _check_times(file: ChangeFile) -> None:
    try:
        for at in _times(file):
            time_of(at)
    except DataError as error:
        raise ValueError(*error.args) from error


def _times(file: ChangeFile) -> Iterator[str]:
    yield from (each.at for each in file.changes)
    yield from (each.at for each in file.reviews)
    yield from (each.at for each in file.decisions)
    yield from (each.at for each in file.attachments)


class _Head(msgspec.Struct):
    format: str = ""
    version: int = 0


def _place(error: Exception) -> str:
    """Return where it is wrong."""
    _, sign, place = str(error).rpartition(" - at ")
    if sign:
        return f"位置 {place.strip('`')}"
    return str(error.__cause__) if isinstance(error.__cause__, DataError) else "内容不完整"
