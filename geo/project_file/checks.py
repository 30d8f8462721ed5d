"""Checks of single values that nobody vouches for; each returns the value in its own type."""

import re
from collections.abc import Callable, Mapping
from math import isfinite
from typing import Any

from geo.errors import DataError

Check = Callable[[object, str], Any]
"""Takes a value and where it stands; returns it or raises `DataError`."""

CURE = "请用本程序重新保存项目文件"

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
"""No letters: control characters, and halves of a letter."""


class NotOfferedError(DataError):
    """A choice that is not among today's options: it is left out, the file is still good."""


def refuse(where: str, wanted: str, value: object) -> DataError:
    """Word what is wrong with a value."""
    return DataError(f"项目文件 {short(where)}：应为{wanted}，实为 {short(value)}；{CURE}")


def short(value: object) -> str:
    """A value in a few letters."""
    if value is None or isinstance(value, bool):
        return {None: "空", True: "是", False: "否"}[value]
    if isinstance(value, str):
        words = value if len(value) <= 60 else f"{value[:60]}……（{len(value):,} 字）"
        return _CONTROL.sub("?", words) or "空文字"
    if isinstance(value, (int, float)):
        return f"{value:g}" if abs(value) < 1e15 else "过大的数"
    return f"{len(value):,} 项的列表" if isinstance(value, (list, tuple)) else "对象"


def is_clean(words: str) -> bool:
    """Whether a text holds letters alone: no control character, no half of a letter."""
    return _CONTROL.search(words) is None


def text(most: int = 200, pattern: str = "") -> Check:
    """Text of at most `most` letters that a regular expression matches as a whole."""
    form = re.compile(pattern or ".*", re.DOTALL)

    def check(value: object, where: str) -> str:
        if not isinstance(value, str) or len(value) > most:
            raise refuse(where, f"不超过 {most:,} 字的文字", value)
        if not is_clean(value) or not form.fullmatch(value):
            raise refuse(where, "格式正确的文字", value)
        return value

    return check


def number(low: float, high: float) -> Check:
    """Finite number in [low, high], as float."""

    def check(value: object, where: str) -> float:
        if not _is_number(value) or not low <= value <= high:  # type: ignore[operator]
            raise refuse(where, f" {low:g}–{high:g} 之间的数", value)
        return float(value)  # type: ignore[arg-type]

    return check


def whole(low: int, high: int) -> Check:
    """Whole number in [low, high], as int."""

    def check(value: object, where: str) -> int:
        if not _is_number(value) or value != value // 1 or not low <= value <= high:  # type: ignore[operator]
            raise refuse(where, f" {low:,}–{high:,} 之间的整数", value)
        return int(value)

    return check


def flag(value: object, where: str) -> bool:
    """Yes or no."""
    if not isinstance(value, bool):
        raise refuse(where, "是或否（true/false）", value)
    return value


def one_of(*options: str | int) -> Check:
    """One of the options; another one of the same type is `NotOfferedError`."""

    def check(value: object, where: str) -> str | int:
        if type(value) is not type(options[0]):
            raise refuse(where, f"“{options[0]}”这样的选项", value)
        if value not in options:
            raise NotOfferedError(f"{where} 的选项“{short(value)}”现在没有，已略去")
        return value

    return check


def exactly(*options: str) -> Check:
    """One of the options; anything else makes the file unusable."""

    def check(value: object, where: str) -> str:
        if not isinstance(value, str) or value not in options:
            raise refuse(where, " / ".join(options), value)
        return value

    return check


def many(each: Check, most: int = 500) -> Check:
    """List of at most `most` values; a tuple becomes a list."""

    def check(value: object, where: str) -> list[Any]:
        if not isinstance(value, (list, tuple)) or len(value) > most:
            raise refuse(where, f"不超过 {most:,} 项的列表", value)
        return [each(item, f"{where} 第 {at} 项") for at, item in enumerate(value, 1)]

    return check


def record(**fields: Check) -> Check:
    """Object with exactly these fields."""

    def check(value: object, where: str) -> dict[str, Any]:
        if not isinstance(value, Mapping) or set(value) != set(fields):
            raise refuse(where, f"有 {'、'.join(fields)} 各项的对象", value)
        return {name: rule(value[name], f"{where}.{name}") for name, rule in fields.items()}

    return check


def named(each: Check, most: int = 200) -> Check:
    """Object with at most `most` values under names of the planner's own; their order is kept."""
    key = text(80)

    def check(value: object, where: str) -> dict[str, Any]:
        if not isinstance(value, Mapping) or len(value) > most:
            raise refuse(where, f"不超过 {most:,} 项的对象", value)
        return {
            key(name, where): each(item, f"{where}.{short(name)}") for name, item in value.items()
        }

    return check


def maybe(rule: Check) -> Check:
    """As the rule says, or nothing at all."""
    return lambda value, where: None if value is None else rule(value, where)


def _is_number(value: object) -> bool:
    if isinstance(value, bool):
        return False
    return isinstance(value, int) or (isinstance(value, float) and isfinite(value))
