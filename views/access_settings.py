"""What the administrator says in the environment about who may; read once, when it is first asked.

`docs/deploy.zh.md` names every variable. A value that cannot be understood stops the server: one
that is guessed at might let somebody in.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from ipaddress import IPv4Network, IPv6Network, ip_network

import streamlit as st

from geo.errors import DataError

OIDC, PROXY = "oidc", "proxy"
ANYONE = "anyone"
"""In a list of people: those who did not sign in, too."""

SIGNED_IN = "*"
"""In a list of people: everyone who signed in."""

NOBODY = "nobody"
"""In a list of people: nobody, so that a list is empty and said to be."""

_SHARE = {"public": True, "readers": False}
_SWITCH = {"on": True, "off": False}

_SIGN_IN = "请先开通登录（PLANMAP_SIGN_IN，见 docs/deploy.zh.md），或删去 {name}"
_SECRET_LETTERS = 32
"""Least length of the secret that signs cookies: whoever guesses it is whom he likes."""


@dataclass(frozen=True)
class AccessSettings:
    """Who may, and how much at once; people are told by patterns, who may write may read."""

    sign_in: str = ""  # or `OIDC`, `PROXY`
    readers: tuple[str, ...] = (ANYONE,)
    writers: tuple[str, ...] = (ANYONE,)
    proxies: tuple[IPv4Network | IPv6Network, ...] = ()  # whose header that names one is believed
    proxy_secret: str = ""  # what the proxy has to say besides, "" for nothing
    share: bool = True  # whether the zones are given to those who did not sign in
    metrics: bool = False  # whether Streamlit's figures are given out
    frames: tuple[str, ...] = ()  # origins of other sites that may show the page in a frame
    hours: int = 12  # that a sign-in by `OIDC` holds
    upload_mb: int = 1024  # uploads held of all sessions, MB of 2**20 bytes
    session_upload_mb: int = 400  # the same of one
    sessions: int = 300  # pages open at once


@cache
def settings() -> AccessSettings:
    """Return the settings of this server.

    Raises
    ------
    DataError
        If a variable cannot be understood.
    """
    return settings_of(os.environ, oidc=_has_provider())


def settings_of(environ: Mapping[str, str], *, oidc: bool = False) -> AccessSettings:
    """Return the settings that variables say.

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
    return AccessSettings(
        sign_in=sign_in,
        readers=_people(told, "PLANMAP_READERS", SIGNED_IN if sign_in else ANYONE),
        writers=_people(told, "PLANMAP_WRITERS", "" if sign_in else ANYONE),
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
    """Refuse variables, of those that are set, which say nothing beside the others.

    Without signing in nobody is known, so that a list of people is one of nobody, and whoever is
    not kept out by it comes in.
    """
    if not sign_in:
        _without_sign_in(told)
    if "PLANMAP_SIGN_IN_HOURS" in told and sign_in != OIDC:
        raise DataError(
            "设了 PLANMAP_SIGN_IN_HOURS，但没有用 OpenID 登录，它不起作用；请删去它，"
            "或设 PLANMAP_SIGN_IN=oidc"
        )
    if "PLANMAP_PROXY_SECRET" in told and "PLANMAP_PROXY" not in told:
        raise DataError("设了 PLANMAP_PROXY_SECRET，但没有 PLANMAP_PROXY；请写明反向代理的地址")
    _void_readers(told)


def _without_sign_in(told: Mapping[str, str]) -> None:
    known = {"PLANMAP_READERS": (ANYONE,), "PLANMAP_WRITERS": (ANYONE, NOBODY)}
    for name, words in known.items():
        people = [each for each in _parts(told.get(name, "")) if each not in words]
        if people:
            raise DataError(
                f"{name} 写了“{people[0]}”，但没有开通登录，认不出任何人；"
                f"{_SIGN_IN.format(name=name)}（不登录时只能写 {' 或 '.join(words)}）"
            )
    for name in ("PLANMAP_PROXY", "PLANMAP_PROXY_SECRET"):
        if name in told:
            raise DataError(
                f"设了 {name}，但没有开通登录，任何人都可编辑；{_SIGN_IN.format(name=name)}"
            )


def _void_readers(told: Mapping[str, str]) -> None:
    """Refuse a list of readers that keeps nobody out: who may write may read."""
    readers, writers = (_parts(told.get(f"PLANMAP_{who}", "")) for who in ("READERS", "WRITERS"))
    wide = next((each for each in (ANYONE, SIGNED_IN) if each in writers), "")
    if readers and wide and not {ANYONE, wide} & set(readers):
        raise DataError(
            f"PLANMAP_WRITERS 含“{wide}”，可编辑者都可查看，PLANMAP_READERS 的名单不起作用；"
            "请在 PLANMAP_WRITERS 中写明可编辑的人"
        )


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


def _people(told: Mapping[str, str], name: str, usual: str) -> tuple[str, ...]:
    people = _parts(told.get(name, usual))
    if NOBODY in people and len(people) > 1:
        raise _wrong(name, f"单独的 {NOBODY}，或一些人", told[name])
    return tuple(each for each in people if each != NOBODY)


def _networks(text: str) -> tuple[IPv4Network | IPv6Network, ...]:
    try:
        return tuple(ip_network(part) for part in _parts(text))
    except ValueError:
        raise _wrong("PLANMAP_PROXY", "IP 地址或网段，如 127.0.0.1,10.1.0.0/24", text) from None


def _origins(text: str) -> tuple[str, ...]:
    """Origins for a header: nothing that could end the directive or begin another."""
    origins = _parts(text)
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


def _parts(text: str) -> list[str]:
    """Members of a list that commas part."""
    return [part.strip() for part in text.replace("，", ",").split(",") if part.strip()]
