"""Which edition of the plan a run of the page works on, and results kept for as long as it lies."""

import inspect
from collections.abc import Callable
from functools import wraps
from typing import Final, ParamSpec, TypeVar

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from geo.data_folder import data_folder
from geo.store import PlanStore

STORE: Final[PlanStore] = PlanStore(data_folder())
"""The plan's data; another place can be named in the environment."""

_ASKED = "planmap_edition"

P = ParamSpec("P")
T = TypeVar("T")


def edition() -> int:
    """Return the version of the plan's data, asked for once in a run of the page.

    Raises
    ------
    DataError
        If there are no data.
    """
    context = get_script_run_ctx(suppress_warning=True)
    if context is None:
        return STORE.version()
    run = context.parallel_coordinator  # Streamlit makes another one for every run
    asked: tuple[object, int] | None = getattr(context, _ASKED, None)
    if asked is None or asked[0] is not run:
        asked = (run, STORE.version())
        setattr(context, _ASKED, asked)
    return asked[1]


def by_edition(most: int = 1) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Keep the `most` latest results of a function for all sessions, by arguments and edition.

    Arguments whose names begin with _ are no part of the key; results of an edition that is gone
    are pushed out.
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
        kept = st.cache_resource(show_spinner=False, max_entries=most)(keyed)

        @wraps(function)
        def recalled(*args: P.args, **kwargs: P.kwargs) -> T:
            return kept(edition(), *args, **kwargs)

        return recalled

    return decorate
