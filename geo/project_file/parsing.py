"""JSON text into plain values, strictly: no NaN, no name twice, no endless nesting."""

import json
from typing import Any, NoReturn

from geo.errors import DataError
from geo.project_file.checks import CURE, short
from geo.project_file.model import ProjectLimits


def parse(content: str | bytes, limits: ProjectLimits) -> dict[str, Any]:
    """Return the object that a project file holds.

    Raises
    ------
    DataError
        If it is too large, not UTF-8, no JSON, cut off, or its outermost value is no object.
    """
    text = _decoded(content, limits)
    _check_brackets(text, limits)
    try:
        data = json.loads(text, object_pairs_hook=_once, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        raise DataError(
            f"项目文件第 {error.lineno} 行第 {error.colno} 个字符：不是有效的 JSON；"
            f"文件可能不完整，请重新获取，或{CURE}"
        ) from error
    except RecursionError as error:
        raise DataError(f"项目文件：括号嵌套过深；{CURE}") from error
    except DataError:
        raise
    except ValueError as error:  # a whole number of thousands of digits
        raise DataError(f"项目文件：有过长的数字；{CURE}") from error
    if not isinstance(data, dict):
        raise DataError(f"项目文件：最外层应为对象，实为 {short(data)}；{CURE}")
    return data


def _decoded(content: str | bytes, limits: ProjectLimits) -> str:
    size = len(content) if isinstance(content, bytes) else _bytes(content)
    if size > limits.megabytes * 1e6:
        raise DataError(
            f"项目文件有 {size / 1e6:,.1f} MB，超过 {limits.megabytes:g} MB；"
            "请去掉不需要的导入图层后重新保存"
        )
    if isinstance(content, str):
        return content.lstrip("\ufeff")
    try:
        return content.decode("utf-8-sig").lstrip("\ufeff")
    except UnicodeDecodeError as error:
        raise DataError(
            f"项目文件第 {error.start:,} 字节不是 UTF-8 编码；文件可能损坏，请重新获取"
        ) from error


def _check_brackets(text: str, limits: ProjectLimits) -> None:
    """Refuse what would take many times its own size in memory, before it is parsed."""
    brackets = text.count("[") + text.count("{")
    if brackets > limits.brackets:
        raise DataError(
            f"项目文件：有 {brackets:,} 个列表和对象，超过 {limits.brackets:,} 个；"
            "请去掉不需要的导入图层后重新保存"
        )


def _bytes(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-8", "surrogatepass"))


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        seen: set[str] = set()
        twice = next(name for name, _ in pairs if name in seen or seen.add(name))  # type: ignore[func-returns-value]
        raise DataError(f"项目文件：名称“{short(twice)}”在同一对象中出现两次；{CURE}")
    return found


def _refuse_constant(name: str) -> NoReturn:
    raise DataError(f"项目文件：{name} 不是数；{CURE}")
