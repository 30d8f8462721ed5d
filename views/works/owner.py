"""Whose works are of a session: a person's, this machine's, or nobody's but who holds the id.

Who signed in owns works under the account that the provider (or proxy) names, wherever they sign
in. On one's own machine, where nobody signs in, all works are of the machine. Who edits on a server
without being known has works that only their address leads to; they stay for fewer days.
"""

from typing import Final, NamedTuple

from geo.works.model import NOBODY
from views import access, own_machine, writer
from views.access_settings import settings

_MACHINE: Final = "machine"


class Owner(NamedTuple):
    """Key under which works are kept, and what to call whoever it is ("" where unknown)."""

    key: str
    name: str


def here() -> Owner | None:
    """Return the owner of this session's works; None who may not edit has none."""
    if not access.may_write():
        return None
    if not settings().sign_in:
        return Owner(_MACHINE if own_machine.is_own() else NOBODY, writer.person().name)
    claims, who = access.here(), writer.person()
    account = str(claims.get("sub") or "").strip() or who.account
    issuer = str(claims.get("iss") or "").strip()
    return Owner(f"{issuer} {account}" if account else NOBODY, who.name)
