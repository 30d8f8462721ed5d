"""A scenario as plain values, for session state and files, and back."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from geo.errors import DataError
from geo.scenario.edits import Scenario, ScenarioEdit

MAX_EDITS = 500
"""Edits a stored scenario may hold; more are no planner's clicks."""

MAX_NUMBER = 1e9
"""Largest number read; degrees and metres are far below."""

_TEXTS = ("action", "facility_id", "name", "kind", "stage")
_NUMBERS = ("lon", "lat", "accuracy_m")


def to_dict(scenario: Scenario) -> dict[str, Any]:
    """Scenario as values that JSON knows; `from_dict` gives it back."""
    return {"name": scenario.name, "edits": [asdict(edit) for edit in scenario.edits]}


def from_dict(data: object) -> Scenario:
    """Read a scenario from values that nobody vouches for.

    Parameters
    ----------
    data
        What `to_dict` gave, or anything else.

    Raises
    ------
    DataError
        If it is no scenario; the message names the field and what it holds.
    """
    if not isinstance(data, Mapping):
        raise DataError(f"方案文件: 应为对象, 实为 {_short(data)}; 请使用本页导出的文件")
    edits = data.get("edits")
    if not isinstance(edits, list) or len(edits) > MAX_EDITS:
        raise DataError(f"方案文件: edits 应为不超过 {MAX_EDITS} 项的列表; 请使用本页导出的文件")
    name = _text(data, "name", "方案文件")
    return Scenario(name, tuple(_edit(edit, f"第 {n} 步") for n, edit in enumerate(edits, 1)))


def _edit(data: object, where: str) -> ScenarioEdit:
    if not isinstance(data, Mapping):
        raise DataError(f"方案文件 {where}: 应为对象, 实为 {_short(data)}; 请使用本页导出的文件")
    texts = {field: _text(data, field, f"方案文件 {where}") for field in _TEXTS}
    numbers = {field: _number(data, field, f"方案文件 {where}") for field in _NUMBERS}
    try:
        return ScenarioEdit(**(texts | numbers))  # type: ignore[arg-type]  # ScenarioEdit checks the action
    except DataError as error:
        raise DataError(f"方案文件 {where}: {error}") from error


def _text(data: Mapping[str, Any], field: str, where: str) -> str:
    value = data.get(field)
    if not isinstance(value, str):
        raise DataError(f"{where}: {field} 应为文字, 实为 {_short(value)}; 请改正")
    return value


def _number(data: Mapping[str, Any], field: str, where: str) -> float | None:
    value = data.get(field)
    if value is None and field != "accuracy_m":
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or abs(value) > MAX_NUMBER:
        raise DataError(f"{where}: {field} 应为数字, 实为 {_short(value)}; 请改正")
    return float(value)


def _short(value: object) -> str:
    if value is None:
        return "空"
    if isinstance(value, bool | str):
        text = repr(value)
        return text if len(text) <= 40 else f"{text[:37]}..."
    if isinstance(value, int | float):
        return f"{value:g}" if not abs(value) > MAX_NUMBER else "过大的数"
    return "列表" if isinstance(value, list) else "对象"
