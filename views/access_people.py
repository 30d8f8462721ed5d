"""Who may what, by role: from the installation's file, or from the variables of before it.

Patterns of people are told in `docs/deploy.zh.md`. Lists that say nothing beside the other settings
are refused: whoever is not kept out by them comes in.
"""

from collections.abc import Mapping
from typing import Final, NamedTuple

from geo.errors import DataError
from geo.installation import ANYONE, FILE, SIGNED_IN, Installation, RoleWord

NOBODY: Final = "nobody"
"""In a variable: nobody, so that a list is empty and said to be."""

_VARIABLES: Final[Mapping[RoleWord, str]] = {"view": "PLANMAP_READERS", "edit": "PLANMAP_WRITERS"}
_SIGN_IN: Final = "请先开通登录（PLANMAP_SIGN_IN，见 docs/deploy.zh.md），或删去 {name}"


class PeopleList(NamedTuple):
    """Patterns of people, and what told them, "" for nothing."""

    patterns: tuple[str, ...] = ()
    source: str = ""


class People(NamedTuple):
    """Who may view, edit, review, administer; who may one may all before it."""

    view: PeopleList
    edit: PeopleList
    review: PeopleList
    admin: PeopleList


def people_of(told: Mapping[str, str], file: Installation, *, sign_in: bool) -> People:
    """Return the lists; `told` are the variables that are set.

    Raises
    ------
    DataError
        If a list is told twice, cannot be understood, or means nothing beside the others.
    """
    _refuse_both(told, file)
    usual: dict[RoleWord, str] = {
        "view": SIGNED_IN if sign_in else ANYONE,
        "edit": "" if sign_in else ANYONE,
    }
    found = People(
        *(_list(told, file, role, usual.get(role, "")) for role in ("view", "edit")),
        *(_list(told, file, role, "") for role in ("review", "admin")),
    )
    if not sign_in:
        _refuse_names(found)
    elif file.reviewed and not (found.review.patterns or found.admin.patterns):
        raise DataError(
            f"{FILE} 写了 review，修改须经审核，但 [people] 的 review、admin 中没有人；"
            "请写明审核人，或写 review = false"
        )
    _refuse_void(found)
    return found


def parts(text: str) -> list[str]:
    """Members of a list that commas part."""
    return [part.strip() for part in text.replace("，", ",").split(",") if part.strip()]


def _list(told: Mapping[str, str], file: Installation, role: RoleWord, usual: str) -> PeopleList:
    if role in file.people:
        return PeopleList(file.people[role], f"{FILE} 的 people.{role}")
    name = _VARIABLES.get(role, "")
    if name not in told:
        return PeopleList(tuple(parts(usual)))
    people = parts(told[name])
    if NOBODY in people and len(people) > 1:
        raise DataError(
            f"环境变量 {name} 应为单独的 {NOBODY}，或一些人，实为“{told[name]}”；请改正后重新启动"
        )
    return PeopleList(tuple(each for each in people if each != NOBODY), name)


def _refuse_both(told: Mapping[str, str], file: Installation) -> None:
    for name in _VARIABLES.values():
        if name in told and file.people:
            raise DataError(
                f"{FILE} 写了 [people]，环境变量 {name} 又写了名单；请把名单都写进文件，删去 {name}"
            )


def _refuse_names(found: People) -> None:
    """Without signing in nobody is known, so that a list of people is one of nobody."""
    words = (ANYONE,), (ANYONE, NOBODY), (), ()
    for each, allowed in zip(found, words, strict=True):
        void = [name for name in each.patterns if name not in allowed]
        if each is found.view and each.source and not each.patterns:
            void = [NOBODY]
        if void:
            only = f"（不登录时只能写 {' 或 '.join(allowed)}）" if allowed else ""
            raise DataError(
                f"{each.source} 写了“{void[0]}”，但没有开通登录，认不出任何人；"
                f"{_SIGN_IN.format(name=each.source)}{only}"
            )


def _refuse_void(found: People) -> None:
    """Refuse a list of those who may view that keeps nobody out: who may edit may view."""
    view, edit = found.view, found.edit
    wide = next((each for each in (ANYONE, SIGNED_IN) if each in edit.patterns), "")
    if view.source and wide and not {ANYONE, wide} & set(view.patterns):
        raise DataError(
            f"{edit.source} 含“{wide}”，可编辑者都可查看，{view.source} 的名单不起作用；"
            f"请在 {edit.source} 中写明可编辑的人"
        )
