"""Choices of a session, checked on the way into a file and out of it."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from geo.errors import DataError
from geo.project_file.checks import NotOfferedError, refuse, short
from geo.project_file.fields import check_of

MOST = 5_000
"""Keys that are looked at; a session has some hundred."""


class Checked(NamedTuple):
    """What passed, and a Chinese sentence on each that did not."""

    choices: dict[str, Any]
    left_out: tuple[str, ...]


def pick(state: Mapping[str, Any]) -> Checked:
    """Take from a session what a project keeps.

    Parameters
    ----------
    state
        Values by session key, whatever they are. Keys that a project does not keep and values that
        are None are passed over in silence.

    Returns
    -------
    Checked
        Plain values (lists for tuples), and what should have been kept and cannot be.
    """
    known = {key: state[key] for key in state if state[key] is not None and check_of(str(key))}
    values, left_out = {}, []
    for key, value in known.items():
        try:
            values[str(key)] = _checked(str(key), value)
        except DataError as error:
            left_out.append(str(error))
    return Checked(values, tuple(left_out))


def checked(data: object) -> Checked:
    """Check the choices of a file.

    Raises
    ------
    DataError
        If they are no object, too many, or a value of a known key is of another type or range.
    """
    if not isinstance(data, dict) or len(data) > MOST:
        raise refuse("choices", f"不超过 {MOST:,} 项的对象", data)
    values, left_out = {}, []
    for key, value in data.items():
        try:
            if check_of(key):
                values[key] = _checked(key, value)
            else:
                left_out.append(f"choices.{short(key)} 不认识，已略去")
        except NotOfferedError as error:
            left_out.append(str(error))
    return Checked(values, tuple(left_out))


def _checked(key: str, value: object) -> Any:  # noqa: ANN401 - values of a session
    check = check_of(key)
    return check(value, f"choices.{key}") if check else None
