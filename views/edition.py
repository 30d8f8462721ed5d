"""Which edition of the plan a run of the page works on, and results kept for as long as it lies."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import wraps
from threading import Lock
from time import monotonic
from typing import Final, ParamSpec, TypeVar
from zlib import crc32

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from geo.data_folder import data_folder
from geo.errors import DataError
from geo.store import PlanStore, open_store
from geo.versions import Versions
from views import as_of

STORE: Final[PlanStore] = open_store(data_folder())
"""The plan's data with the ledger over them; other places can be named in the environment."""

_ASKED = "planmap_edition"

_seen: dict[int, int] = {}
"""State of the ledger that was last seen, by version of the folder."""

_PATIENCE_S = 2.0
"""Seconds in which a ledger out of reach is not asked again: each try may take as long."""


@dataclass
class _Latest:
    """What the ledger last said: its state, when, and why it says nothing, "" where it does."""

    number: int = 0
    at: float = -1e9
    why: str = ""


_latest = _Latest()
_asking = Lock()

P = ParamSpec("P")
T = TypeVar("T")


def edition() -> int:
    """Return the version of the plan's data, asked for once in a run of the page.

    Raises
    ------
    DataError
        If there are no data.
    """
    return _versions().number


def folder_edition() -> int:
    """Return the version of the folder alone; raises as `edition`."""
    return _versions().folder


def ledger_edition() -> int:
    """Return the state of the ledger alone, that of now; raises as `edition`."""
    return _current().ledger


def out_of_reach() -> str:
    """Say why the ledger cannot be read now, "" where it can."""
    return _latest.why


def look_again() -> None:
    """Let the rest of this run see what it wrote itself."""
    context = get_script_run_ctx(suppress_warning=True)
    if context is not None:
        setattr(context, _ASKED, None)


def _versions() -> Versions:
    """Versions that this run works on: of now, or of the day that its session looks at."""
    now, day = _current(), as_of.day()
    if day is None:
        return now
    return now._replace(ledger=-1 - crc32(f"{as_of.at()}".encode()), day=day)


def _current() -> Versions:
    context = get_script_run_ctx(suppress_warning=True)
    if context is None:
        return _now()
    run = context.parallel_coordinator  # Streamlit makes another one for every run
    asked: tuple[object, Versions] | None = getattr(context, _ASKED, None)
    if asked is None or asked[0] is not run:
        asked = (run, _now())
        setattr(context, _ASKED, asked)
    return asked[1]


def _now() -> Versions:
    """Versions as they are; of a ledger out of reach the last one seen.

    A database that is away for a while must not take the page with all that is typed in it.
    """
    folder = STORE.folder_version()
    try:
        _seen[folder] = latest_ledger()
    except DataError:
        if folder not in _seen:
            raise
    return Versions(folder, _seen[folder], date.today())


def latest_ledger(wait_s: float = 0.0) -> int:
    """Return the state of the ledger, at most `wait_s` old.

    Raises
    ------
    DataError
        If it is out of reach: it was just now, or is.
    """
    with _asking:
        told = _latest
        if told.why and monotonic() - told.at < _PATIENCE_S:
            raise DataError(told.why)
        if told.why or monotonic() - told.at >= wait_s:
            _ask(told)
        return told.number


def _ask(told: "_Latest") -> None:
    try:
        told.number, told.why = STORE.ledger_version(), ""
    except DataError as error:
        told.why = str(error).rstrip("。")
        raise
    finally:
        told.at = monotonic()


def by_edition(
    most: int = 1, of: Callable[[], int] = edition, *, days: int = 1
) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Keep the `most` latest results of a function for all sessions, by arguments and edition.

    Arguments whose names begin with _ are no part of the key; results of an edition that is gone
    are pushed out, those of the `days` last looked at by themselves: a slider goes to and fro. `of`
    gives the edition: of all the data, or of what the result is made of.
    """

    def decorate(function: Callable[P, T]) -> Callable[P, T]:
        @wraps(function)
        def keyed(_: int, *args: P.args, **kwargs: P.kwargs) -> T:
            return function(*args, **kwargs)

        signature = inspect.signature(function)
        first = inspect.Parameter("edition", inspect.Parameter.POSITIONAL_ONLY)
        keyed.__signature__ = signature.replace(  # type: ignore[attr-defined]
            parameters=[first, *signature.parameters.values()]
        )
        keep = st.cache_resource(show_spinner=False, max_entries=most)
        kept_days = st.cache_resource(show_spinner=False, max_entries=max(most, days))
        now, then = keep(keyed), kept_days(_copy(keyed))

        @wraps(function)
        def recalled(*args: P.args, **kwargs: P.kwargs) -> T:
            past = of is edition and as_of.day() is not None
            return (then if past else now)(of(), *args, **kwargs)

        return recalled

    return decorate


def _copy(function: Callable[P, T]) -> Callable[P, T]:
    """A function that is another one to the cache."""

    @wraps(function)
    def copy(*args: P.args, **kwargs: P.kwargs) -> T:
        return function(*args, **kwargs)

    copy.__qualname__ += ".then"
    return copy


def by_folder(most: int = 1) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Keep results as `by_edition` does, whatever is written in the ledger."""
    return by_edition(most, folder_edition)
