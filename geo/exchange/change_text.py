"""A file of changes as text: written, and read with every word of it checked."""

from collections.abc import Iterator
from typing import Any, Final

import msgspec

from geo.errors import DataError
from geo.exchange.change_file import (
    FORMAT,
    MOST_BYTES,
    VERSION,
    CarriedAttachment,
    CarriedChange,
    CarriedDecision,
    CarriedReview,
    CarriedWithdrawal,
    ChangeFile,
)
from geo.exchange.consistency import flaws
from geo.ledger.times import is_day, time_of

_PARTS: Final[dict[str, tuple[str, type]]] = {
    "changes": ("改动", CarriedChange),
    "reviews": ("审核意见", CarriedReview),
    "decisions": ("裁定", CarriedDecision),
    "attachments": ("附件", CarriedAttachment),
    "withdrawals": ("撤下", CarriedWithdrawal),
}
_SHOWN: Final = 10
_AGAIN: Final = "请在对方用 planmap ledger sync export 重新导出"


def written(file: ChangeFile) -> bytes:
    """Return the text of a file of changes."""
    return msgspec.json.format(msgspec.json.encode(file), indent=1) + b"\n"


def parsed(content: bytes, name: str) -> ChangeFile:
    """Read a file of changes.

    Raises
    ------
    DataError
        If it is none, damaged, of a newer version of this program, or says what no store writes.
    """
    if len(content) > MOST_BYTES:
        raise DataError(f"{name} 超过 {MOST_BYTES // 2**20} MB；请分次导出")
    try:
        told = msgspec.json.decode(content, type=_Head)
        if told.format == FORMAT and told.version > VERSION:
            raise DataError(f"{name} 由更新的程序版本写成；请升级程序后再并入")
        file = msgspec.json.decode(content, type=ChangeFile)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        place = _place(content, error)
        raise DataError(f"{name} 不是改动文件，或已损坏（{place}）；{_AGAIN}") from error
    problems = [*_wrong_times(file), *flaws(file)]
    if problems:
        more = f"；共 {len(problems)} 处" if len(problems) > _SHOWN else ""
        told_words = "；".join(problems[:_SHOWN])
        raise DataError(f"{name} 不是改动文件，或已损坏（{told_words}{more}）；{_AGAIN}")
    return file


def _wrong_times(file: ChangeFile) -> Iterator[str]:
    told = [("文件", "", file.made)]
    for part, (title, _) in _PARTS.items():
        told += [(title, each.uid, each.at) for each in getattr(file, part)]
    for title, uid, at in told:
        try:
            time_of(at)
        except DataError as error:
            yield f"{title} {uid}：{error}"
    for change in file.changes:
        if change.as_of and not is_day(change.as_of):
            yield f"改动 {change.uid}：数据截至 {change.as_of} 不是日历上的日期"


class _Head(msgspec.Struct):
    format: str = ""
    version: int = 0


def _place(content: bytes, error: Exception) -> str:
    """Return where it is wrong: which entry of which part, and what of it."""
    if not isinstance(error, msgspec.ValidationError):
        return "内容不完整"
    try:
        told = msgspec.json.decode(content)
    except (msgspec.MsgspecError, RecursionError):
        return "内容不完整"
    return next(_wrong_entries(told), _path(error)) if isinstance(told, dict) else "内容不完整"


def _wrong_entries(told: dict[str, Any]) -> Iterator[str]:
    for part, (title, kind) in _PARTS.items():
        entries = told.get(part)
        for number, each in enumerate(entries if isinstance(entries, list) else (), 1):
            try:
                msgspec.convert(each, kind)
            except msgspec.ValidationError as error:
                uid = str(each.get("uid", "") if isinstance(each, dict) else "")[:32]
                yield f"第 {number} 条{title} {uid} {_path(error)}"


def _path(error: Exception) -> str:
    words, sign, place = str(error).rpartition(" - at ")
    if sign:
        return f"位置 {place.strip('`')}"
    missing = words.partition("required field ")[2] or str(error).partition("required field ")[2]
    return f"缺少 {missing.strip('`')}" if missing else "内容不完整"
