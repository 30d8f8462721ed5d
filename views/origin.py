"""Which web sites may open a page here; the machine is never asked for its own addresses.

Streamlit takes a page from a foreign site for its own if the site is called as this machine is
called outside, and asks an outside server for that name, on the thread that serves everybody.
"""

from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import Scope
from streamlit import net_util
from streamlit.web.server.starlette import starlette_websocket


def ask_nobody() -> None:
    """Let Streamlit know no address of this machine: neither for origins nor at its start."""
    vars(net_util)["get_external_ip"] = _unknown
    vars(net_util)["get_internal_ip"] = _unknown


def _unknown() -> None:
    return None


def fits(scope: Scope) -> bool:
    """Whether no other site is behind a request; its host has been looked at.

    The rule is Streamlit's: no origin, the host's own, a name of this machine,
    `browser.serverAddress`, one of `server.corsAllowedOrigins`.
    """
    headers = Headers(scope=scope)
    origins = headers.getlist("origin")
    if len(origins) > 1:
        return False
    try:
        urlsplit(origins[0] if origins else "")
    except ValueError:
        return False
    return starlette_websocket._is_origin_allowed(headers.get("origin"), headers.get("host"))
