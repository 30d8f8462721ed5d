"""What the administrator says about who may: in the environment, and in the installation's file.

`docs/deploy.zh.md` names every variable and key. A value that cannot be understood stops the start:
one that is guessed at might let somebody in. The file is read again as soon as it has changed; what
then cannot be understood lets nobody write until it is mended.
"""

import logging
import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.util import find_spec
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from threading import Lock
from typing import NamedTuple

import streamlit as st

from geo.errors import DataError
from geo.installation import ANYONE, Installation, installation, installation_file
from views.access_people import parts, people_of

_log = logging.getLogger(__name__)

OIDC, PROXY = "oidc", "proxy"

_SHARE = {"public": True, "readers": False}
_SWITCH = {"on": True, "off": False}

_SECRET_LETTERS = 32
"""Least length of the secret that signs cookies: whoever guesses it is whom he likes."""


@dataclass(frozen=True)
class AccessSettings:
    """Who may, and how much at once; people are told by patterns, each may all before it."""

    sign_in: str = ""  # or `OIDC`, `PROXY`
    viewers: tuple[str, ...] = (ANYONE,)
    editors: tuple[str, ...] = (ANYONE,)
    reviewers: tuple[str, ...] = ()
    admins: tuple[str, ...] = ()
    reviewed: bool = False  # whether a change is a draft until it is reviewed
    others_only: bool = False  # whether somebody else has to do that
    broken: str = ""  # why the file, as it was changed, is not understood: nobody writes then
    proxies: tuple[IPv4Network | IPv6Network, ...] = ()  # whose header that names one is believed
    proxy_secret: str = ""  # what the proxy has to say besides, "" for nothing
    share: bool = True  # whether the zones are given to those who did not sign in
    metrics: bool = False  # whether Streamlit's figures are given out
    frames: tuple[str, ...] = ()  # origins of other sites that may show the page in a frame
    hours: int = 12  # that a sign-in by `OIDC` holds
    upload_mb: int = 1024  # uploads held of all sessions, MB of 2**20 bytes
    session_upload_mb: int = 400  # the same of one
    sessions: int = 300  # pages open at once


class _Stamp(NamedTuple):
    """By what a changed file is known."""

    modified_ns: int
    size: int
    inode: int


class _Held(NamedTuple):
    stamp: _Stamp | None
    chosen: AccessSettings


_held: list[_Held] = []
_HOLDING = Lock()


def settings() -> AccessSettings:
    """Return the settings of this server, as the file says them now.

    Raises
    ------
    DataError
        If a variable or the file cannot be understood at the first time.
    """
    stamp = _stamp()
    with _HOLDING:
        if not _held or _held[0].stamp != stamp:
            _held[:] = [_Held(stamp, _read(_held[0].chosen if _held else None, stamp))]
        return _held[0].chosen


def forget() -> None:
    """Read everything anew when it is next asked for, as at the start."""
    _held.clear()
    _file.cache_clear()


@cache
def _file() -> Path:
    return installation_file(os.environ)


def _read(before: AccessSettings | None, stamp: _Stamp | None) -> AccessSettings:
    try:
        if before is not None and stamp is None:
            raise DataError(f"{_file().name} 不见了；请放回，或重新启动")
        return settings_of(os.environ, installation(os.environ), oidc=_has_provider())
    except DataError as error:
        if before is None:
            raise
        _log.error("修改后的设置有误，改正前谁都不能写入：%s", error)
        return replace(before, broken=f"设置文件有误，改正前不能写入；请告诉管理员：{error}")


def _stamp() -> _Stamp | None:
    try:
        found = _file().stat()
    except OSError:
        return None
    return _Stamp(found.st_mtime_ns, found.st_size, found.st_ino)


def settings_of(
    environ: Mapping[str, str], file: Installation | None = None, *, oidc: bool = False
) -> AccessSettings:
    """Return the settings that variables and the file say.

    `oidc`: whether `secrets.toml` names a provider; then signing in is not left out by mistake.
    """
    told = {name: value.strip() for name, value in environ.items() if value.strip()}
    sign_in = told.get("PLANMAP_SIGN_IN", OIDC if oidc else "").lower()
    if sign_in not in ("", OIDC, PROXY):
        raise _wrong("PLANMAP_SIGN_IN", f"{OIDC} 或 {PROXY}", sign_in)
    if sign_in == OIDC and not oidc:
        raise DataError("PLANMAP_SIGN_IN=oidc，但 .streamlit/secrets.toml 中没有 [auth]；请先填写")
    proxies = _networks(told.get("PLANMAP_PROXY", ""))
    if sign_in == PROXY and not proxies:
        raise DataError("PLANMAP_SIGN_IN=proxy，但没有 PLANMAP_PROXY；请写明反向代理的地址")
    _refuse_what_means_nothing(told, sign_in)
    said = file or Installation()
    people = people_of(told, said, sign_in=bool(sign_in))
    return AccessSettings(
        sign_in=sign_in,
        viewers=people.view.patterns,
        editors=people.edit.patterns,
        reviewers=people.review.patterns,
        admins=people.admin.patterns,
        reviewed=said.reviewed,
        others_only=said.others_only,
        proxies=proxies,
        proxy_secret=told.get("PLANMAP_PROXY_SECRET", ""),
        share=_choice(told, "PLANMAP_SHARE", _SHARE, "readers" if sign_in else "public"),
        metrics=_choice(told, "PLANMAP_METRICS", _SWITCH, "off"),
        frames=_origins(told.get("PLANMAP_FRAMES", "")),
        hours=_number(told, "PLANMAP_SIGN_IN_HOURS", 12),
        upload_mb=_number(told, "PLANMAP_UPLOAD_MB", 1024),
        session_upload_mb=_number(told, "PLANMAP_SESSION_UPLOAD_MB", 400),
        sessions=_number(told, "PLANMAP_SESSIONS", 300),
    )


def _refuse_what_means_nothing(told: Mapping[str, str], sign_in: str) -> None:
    """Refuse variables, of those that are set, which say nothing beside the others."""
    for name in ("PLANMAP_PROXY", "PLANMAP_PROXY_SECRET"):
        if name in told and not sign_in:
            raise DataError(
                f"设了 {name}，但没有开通登录，任何人都可编辑；"
                f"请先开通登录（PLANMAP_SIGN_IN，见 docs/deploy.zh.md），或删去 {name}"
            )
    if "PLANMAP_SIGN_IN_HOURS" in told and sign_in != OIDC:
        raise DataError(
            "设了 PLANMAP_SIGN_IN_HOURS，但没有用 OpenID 登录，它不起作用；请删去它，"
            "或设 PLANMAP_SIGN_IN=oidc"
        )
    if "PLANMAP_PROXY_SECRET" in told and "PLANMAP_PROXY" not in told:
        raise DataError("设了 PLANMAP_PROXY_SECRET，但没有 PLANMAP_PROXY；请写明反向代理的地址")


def _has_provider() -> bool:
    """Whether `secrets.toml` names a provider."""
    if not (st.secrets.load_if_toml_exists() and st.secrets.get("auth")):
        return False
    if len(str(st.secrets["auth"].get("cookie_secret") or "")) < _SECRET_LETTERS:
        raise DataError(
            f".streamlit/secrets.toml 的 [auth] 中 cookie_secret 不足 {_SECRET_LETTERS} 个字符；"
            "请用随机生成的长密钥"
        )
    if find_spec("authlib") is None:
        raise DataError("用 OpenID 登录须先安装 requirements-sign-in.txt 中的软件包（缺 Authlib）")
    return True


def _networks(text: str) -> tuple[IPv4Network | IPv6Network, ...]:
    try:
        return tuple(ip_network(part) for part in parts(text))
    except ValueError:
        raise _wrong("PLANMAP_PROXY", "IP 地址或网段，如 127.0.0.1,10.1.0.0/24", text) from None


def _origins(text: str) -> tuple[str, ...]:
    """Origins for a header: nothing that could end the directive or begin another."""
    origins = parts(text)
    for part in origins:
        scheme, _, host = part.partition("://")
        rest = host.replace(".", "").replace("-", "").replace(":", "").removeprefix("*")
        if scheme not in ("http", "https") or not (rest.isascii() and rest.isalnum()):
            raise _wrong("PLANMAP_FRAMES", "网站来源，如 https://portal.example.gov.cn", part)
    return tuple(origins)


def _choice(told: Mapping[str, str], name: str, words: Mapping[str, bool], usual: str) -> bool:
    word = told.get(name, usual).lower()
    if word not in words:
        raise _wrong(name, " 或 ".join(words), word)
    return words[word]


def _number(told: Mapping[str, str], name: str, usual: int) -> int:
    text = told.get(name, str(usual))
    if not (text.isascii() and text.isdecimal() and int(text)):
        raise _wrong(name, "大于 0 的整数", text)
    return int(text)


def _wrong(name: str, expected: str, found: str) -> DataError:
    return DataError(f"环境变量 {name} 应为{expected}，实为“{found}”；请改正后重新启动")
