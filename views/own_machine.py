"""Whether a page is open on the machine that serves it, where a name will do."""

from collections.abc import Container
from typing import Final

import streamlit as st
from streamlit import config

HOSTS: Final = ("localhost", "127.0.0.1", "::1")
"""Names of this machine."""

_FORWARDED: Final = ("forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-real-ip")
"""Headers that a proxy adds: behind one there may be anybody."""


def is_own() -> bool:
    """Whether the page of this session is open on this machine, as far as can be told."""
    return asks_here(st.context.headers)


def asks_here(headers: Container[str]) -> bool:
    """Whether a request of these headers comes from this machine, as far as can be told."""
    return serves_itself() and not any(name in headers for name in _FORWARDED)


def serves_itself() -> bool:
    """Whether the server answers to this machine alone: by its address, and by its names.

    An address of this machine with other names is one behind a proxy.
    """
    named = [str(each) for each in config.get_option("server.allowedHosts") or ["*"]]
    named += [str(config.get_option("server.address") or "*")]
    foreign = config.get_option("server.corsAllowedOrigins")
    return not foreign and all(name.strip().lower() in HOSTS for name in named)
