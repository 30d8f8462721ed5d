"""Who may do what in a session; everyone where nothing is set, on this machine alone.

Hiding a control is for the eye: what changes anything is marked `writing`, and refuses by itself.
What goes into the ledger asks `views.writer` besides, which knows by what name.
"""

import time
from collections.abc import Callable, Mapping
from enum import IntEnum
from functools import wraps
from typing import Any, Final, ParamSpec, TypeVar

import streamlit as st

from geo.errors import DataError
from geo.installation import ANYONE, SIGNED_IN
from views import own_machine
from views.access_settings import OIDC, PROXY, AccessSettings, settings

_P = ParamSpec("_P")
_R = TypeVar("_R")

_NAMES = ("email", "user")
"""Claims that name a person; `server.trustedUserHeaders` maps its header to one of them."""

_SKEW_S = 300
"""Seconds by which the clocks of provider and server may differ."""

READ_ONLY = "当前为只读：导入、上传与编辑需要编辑权限；如需开通请联系管理员。"


class Role(IntEnum):
    """What somebody may; each may all that the one before may."""

    NOBODY = 0
    VIEWER = 1
    EDITOR = 2
    REVIEWER = 3
    ADMIN = 4


TITLES: Final = {
    Role.NOBODY: "未登录",
    Role.VIEWER: "查看",
    Role.EDITOR: "编辑",
    Role.REVIEWER: "审核",
    Role.ADMIN: "管理",
}
"""Roles as the page calls them."""


def role_of(claims: Mapping[str, Any], chosen: AccessSettings, now_s: float | None = None) -> Role:
    """Return what a person may, at `now_s` seconds since 1970, None for this machine's clock.

    `claims` is what is known of the person, as `st.user` holds it; empty where nobody signed in.
    """
    known = claims if signed_in(claims, chosen, time.time() if now_s is None else now_s) else {}
    lists = {
        Role.ADMIN: chosen.admins,
        Role.REVIEWER: chosen.reviewers,
        Role.EDITOR: chosen.editors,
        Role.VIEWER: chosen.viewers,
    }
    for role, people in lists.items():
        if any(_fits(pattern, known, chosen) for pattern in people):
            return min(role, Role.VIEWER) if chosen.broken else role
    return Role.NOBODY


def signed_in(claims: Mapping[str, Any], chosen: AccessSettings, now_s: float) -> bool:
    """Whether the claims are those of a person whose sign-in still holds."""
    if chosen.sign_in == OIDC:
        issued_s = claims.get("iat")
        if claims.get("is_logged_in") is not True or not isinstance(issued_s, int | float):
            return False
        return -_SKEW_S <= now_s - issued_s <= chosen.hours * 3600
    return chosen.sign_in == PROXY and bool(names_of(claims))


def left_s(claims: Mapping[str, Any], chosen: AccessSettings, now_s: float) -> float | None:
    """Seconds that a sign-in still holds, None where it does not run out here."""
    issued_s = claims.get("iat")
    if chosen.sign_in != OIDC or not isinstance(issued_s, int | float):
        return None
    return chosen.hours * 3600 - (now_s - issued_s)


def _fits(pattern: str, claims: Mapping[str, Any], chosen: AccessSettings) -> bool:
    """Whether a pattern means this person; no claims are those of somebody not signed in."""
    if pattern == ANYONE:
        return True
    if not claims:
        return False
    if pattern == SIGNED_IN:
        return True
    claim, colon, value = pattern.partition(":")
    if colon:
        return value in _values(claims.get(claim), chosen)
    names, wanted = names_of(claims), pattern.casefold()
    if wanted.startswith("*@"):
        return any(name.endswith(wanted[1:]) for name in names)
    return wanted in names


def names_of(claims: Mapping[str, Any]) -> list[str]:
    """Accounts of a person in small letters; an address that was not verified is none."""
    keys = _NAMES if claims.get("email_verified", True) is True else ()
    return [name.casefold() for key in keys if (name := str(claims.get(key) or "").strip())]


def _values(claim: object, chosen: AccessSettings) -> list[str]:
    """Values of a claim; a header holds several behind one another."""
    if isinstance(claim, str):
        parts = claim.split(",") if chosen.sign_in == PROXY else [claim]
        return [part.strip() for part in parts]
    return [str(each) for each in claim] if isinstance(claim, list | tuple) else []


def here() -> dict[str, Any]:
    """What is known of the person of this session; empty where nobody has to sign in."""
    return dict(st.user.to_dict()) if settings().sign_in else {}


def role() -> Role:
    """What the person of this session may: all, on a machine of his own."""
    found = role_of(here(), settings())
    alone = found >= Role.EDITOR and not settings().sign_in and own_machine.is_own()
    return Role.ADMIN if alone else found


def minutes_left() -> int | None:
    """Minutes that the sign-in of this session still holds, None where it does not run out here."""
    left = left_s(here(), settings(), time.time())
    return None if left is None else max(int(left // 60), 0)


def may_write() -> bool:
    """Whether the person of this session may import, open and edit."""
    return role() >= Role.EDITOR


def writing(function: Callable[_P, _R]) -> Callable[_P, _R]:
    """Mark a function that changes something: it refuses whoever may only read."""

    @wraps(function)
    def guarded(*args: _P.args, **kwargs: _P.kwargs) -> _R:
        if (found := role()) < Role.EDITOR:
            raise DataError((found and settings().broken) or READ_ONLY)
        return function(*args, **kwargs)

    return guarded
