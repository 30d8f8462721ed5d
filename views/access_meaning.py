"""Settings that mean nothing together: the server does not start, for somebody meant something.

Without signing in nobody is known, so that a list of people is one of nobody, and whoever is not
kept out by it comes in.
"""

from collections.abc import Mapping

from geo.errors import DataError
from views.access_words import ANYONE, NOBODY, OIDC, SIGNED_IN, parts

_SIGN_IN = "请先开通登录（PLANMAP_SIGN_IN，见 docs/deploy.zh.md），或删去 {name}"


def refuse_what_means_nothing(told: Mapping[str, str], sign_in: str) -> None:
    """Refuse variables that say nothing beside the others.

    Parameters
    ----------
    told
        Variables that are set and not empty, by name.
    sign_in
        "", `OIDC` or `PROXY`.

    Raises
    ------
    DataError
        With the sentence for the administrator.
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
        people = [each for each in parts(told.get(name, "")) if each not in words]
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
    readers, writers = (parts(told.get(f"PLANMAP_{who}", "")) for who in ("READERS", "WRITERS"))
    wide = next((each for each in (ANYONE, SIGNED_IN) if each in writers), "")
    if readers and wide and not {ANYONE, wide} & set(readers):
        raise DataError(
            f"PLANMAP_WRITERS 含“{wide}”，可编辑者都可查看，PLANMAP_READERS 的名单不起作用；"
            "请在 PLANMAP_WRITERS 中写明可编辑的人"
        )
