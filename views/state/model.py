"""Typed keys of the session."""

from collections.abc import Mapping, MutableMapping, Sequence
from copy import copy
from typing import Any, Generic, TypeVar

import streamlit as st

from geo.project_file.checks import Check, number, one_of, whole
from views import count_badges

T = TypeVar("T")

State = Mapping[str, Any]
"""What a session holds, by key."""


def _session() -> MutableMapping[Any, Any]:
    return st.session_state


def snapshot() -> dict[str, Any]:
    """What the session holds now, for work that is done where no session is."""
    return {str(key): value for key, value in _session().items()}


def put(values: State) -> None:
    """Set values by name; before their widgets are drawn."""
    _session().update(values)


def picked_rows(widget: str) -> list[int]:
    """Rows picked in the table whose widget has this key."""
    rows: list[int] = _session()[widget]["selection"]["rows"]
    return rows


def edited_cells(widget: str) -> dict[str, dict[str, Any]]:
    """Cells edited in the editor whose widget has this key: value by row and column."""
    state = _session().get(widget) or {}
    rows: dict[int, dict[str, Any]] = state.get("edited_rows", {})
    return {str(row): dict(told) for row, told in rows.items()}


def picked_points(widget: str, selection: str) -> list[dict[str, Any]]:
    """Marks picked in the chart whose widget has this key."""
    points: list[dict[str, Any]] = _session()[widget]["selection"].get(selection) or []
    return points


class Key(Generic[T]):
    """A value of the session under a name; its widget, if it has one, has the same name.

    The name stands in addresses and project files: it does not change. `start` is what it is as
    long as nothing, or None, is there, `check` what a project file may hold under it: None where a
    file does not keep it, and `not_kept` may say why.
    """

    def __init__(
        self, name: str, start: T, check: Check | None = None, *, not_kept: str = ""
    ) -> None:
        self.name, self.start, self.check, self.not_kept = name, start, check, not_kept

    def of(self, state: State) -> T:
        """Return the value in what a session holds."""
        value = state.get(self.name)
        return self.start if value is None else value

    def get(self) -> T:
        """Return the value."""
        return self.of(_session())

    def is_set(self) -> bool:
        """Whether anything is there."""
        return self.name in _session()

    def set(self, value: T | None) -> None:
        """Set the value; before the widget is drawn, if there is one."""
        _session()[self.name] = value

    def reset(self) -> None:
        """Set the start."""
        self.set(copy(self.start))

    def begin(self, value: T | None = None) -> T:
        """Set the start, or `value`, where nothing is there yet; return what is there then."""
        held: T = _session().setdefault(self.name, self.start if value is None else value)
        return held

    def take(self) -> T:
        """Return the value and forget it."""
        value = self.get()
        self.drop()
        return value

    def drop(self) -> None:
        """Forget the value."""
        _session().pop(self.name, None)


class Choice(Key[T]):
    """One of the options that the app offers; the first to begin with, unless told."""

    def __init__(
        self, name: str, options: Sequence[T], start: T | None = None, *, not_kept: str = ""
    ) -> None:
        check = None if not_kept else one_of(*options)  # type: ignore[arg-type]
        first = options[0] if start is None else start
        super().__init__(name, first, check, not_kept=not_kept)
        self.options = tuple(options)

    def segmented_control(self, label: str, counts: Mapping[T, int] | None = None, **how: Any) -> T:  # noqa: ANN401 - of Streamlit
        """Draw the options side by side, some with a count; return the one that is chosen."""
        chosen: T = st.segmented_control(
            label, self.options, default=self.start, required=True, key=self.name, **how
        )
        if counts is not None:
            count_badges.show(self.name, self.options, counts)
        return chosen


class Number(Key[float]):
    """A number within [low, high]."""

    def __init__(self, name: str, start: float, low: float, high: float) -> None:
        super().__init__(name, start, number(low, high))
        self.low, self.high = low, high

    def number_input(self, label: str, step: float) -> float:
        """Draw the number with its bounds, kept though it is not drawn; return it."""
        given = st.number_input(
            label, self.low, self.high, self.start, step, key=self.name, persist_state="session"
        )
        return float(given or self.start)


class Whole(Key[int]):
    """A whole number within [low, high]."""

    def __init__(self, name: str, start: int, low: int, high: int) -> None:
        super().__init__(name, start, whole(low, high))
        self.low, self.high = low, high


class KeyFamily(Generic[T]):
    """Keys that begin alike; the id of a layer, project or rule follows."""

    def __init__(
        self, prefix: str, start: T, check: Check | None = None, *, not_kept: str = ""
    ) -> None:
        self.prefix, self.start, self.check, self.not_kept = prefix, start, check, not_kept

    def key(self, tail: str, start: T | None = None) -> Key[T]:
        """Return the key of one id, with a start of its own if given."""
        return Key(f"{self.prefix}{tail}", self.start if start is None else start, self.check)
