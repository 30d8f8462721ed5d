"""Plain values of a file whose meaning the caller knows: bounded in depth, number and length."""

from collections.abc import Mapping
from math import isfinite
from typing import Any

from geo.project_file.checks import is_clean, refuse, short

DEPTH = 10
"""Lists and objects within each other."""

WIDTH = 20_000
"""Members of one list or object."""

MANY = 500_000
"""Values in all."""

LETTERS = 1_000_000
"""Of one text."""

_NAME = 200
"""Letters of a name in an object."""


def bounded(data: object, where: str, *, most: int = WIDTH) -> tuple[dict[str, Any], list[str]]:
    """Check an object of which nothing is known but that its values are plain.

    Parameters
    ----------
    data
        As parsed, or made by the app: tuples become lists.
    where
        Names the object in messages.
    most
        Members that it may have.

    Returns
    -------
    tuple
        The object, and a Chinese sentence on each member left out for its name.

    Raises
    ------
    DataError
        If it is no object, or too large, too deep, or holds what no file of the app does.
    """
    if not isinstance(data, Mapping) or len(data) > most:
        raise refuse(where, f"不超过 {most:,} 项的对象", data)
    look, found, told = _Look(), {}, []
    for name, value in data.items():
        if _is_name(name):
            found[name] = look.at(value, f"{where}.{name}", 1)
        else:
            told.append(f"{where}.{short(name)} 不认识，已略去")
    return found, told


class _Look:
    """One look through an object; counts what it sees."""

    def __init__(self) -> None:
        self._seen = 0

    def at(self, value: object, where: str, depth: int) -> Any:  # noqa: ANN401 - plain values
        """Return a value as it may stand in a file."""
        self._seen += 1
        if self._seen > MANY:
            raise refuse(where, f"共不超过 {MANY:,} 个值的内容", value)
        if isinstance(value, (list, tuple, Mapping)):
            return self._group(value, where, depth)
        if not _is_single(value):
            raise refuse(where, "格式正确的文字、数、是或否", value)
        return value

    def _group(self, value: Any, where: str, depth: int) -> Any:  # noqa: ANN401
        if len(value) > WIDTH:
            raise refuse(where, f"不超过 {WIDTH:,} 项的列表", value)
        if depth >= DEPTH:
            raise refuse(where, f"不超过 {DEPTH} 层的内容", value)
        if not isinstance(value, Mapping):
            return [
                self.at(each, f"{where} 第 {at} 项", depth + 1) for at, each in enumerate(value, 1)
            ]
        if not all(map(_is_name, value)):
            raise refuse(where, "名称正确的对象", value)
        return {
            name: self.at(each, f"{where}.{short(name)}", depth + 1) for name, each in value.items()
        }


def _is_name(name: object) -> bool:
    return isinstance(name, str) and len(name) <= _NAME and is_clean(name)


def _is_single(value: object) -> bool:
    if isinstance(value, str):
        return len(value) <= LETTERS and is_clean(value)
    if isinstance(value, float):
        return isfinite(value)
    return value is None or isinstance(value, (bool, int))
