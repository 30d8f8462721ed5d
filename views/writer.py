"""Who writes into the ledger: by what name, whether he may, and why not.

The one place that says so. A form asks to draw itself; what writes is marked `editing`,
`reviewing` or `administering` and asks again at that moment: a role may have been taken away and a
sign-in may have run out since the form was drawn, and a message may come from no form at all.
"""

from collections.abc import Callable
from functools import wraps
from typing import Final, NamedTuple, ParamSpec, TypeVar

from geo.errors import DataError
from geo.people import same_person
from views import access, as_of, own_machine, own_name
from views.access import Role
from views.access_settings import settings

_P = ParamSpec("_P")
_R = TypeVar("_R")

OPEN_SERVER: Final = (
    "本服务器对其他电脑开放而没有开通登录，认不出是谁在填写，台账只读；"
    "请管理员开通登录（部署文档“权限”一节），或只在本机使用。"
)
_NAMELESS: Final = "登录没有给出可核对的账号（邮箱、用户名或 sub），台账只读；请联系管理员。"
_EXPIRED: Final = "登录已过期或没有权限，没有写入；请先复制所填内容，刷新页面重新登录后再填。"
_UNNAMED: Final = "还没有填写您的姓名，没有写入；请先填写姓名。"
_OWN_CHANGE: Final = "这是您自己的修改，按本单位的设置须由他人审核。"
_PAST: Final = "正在查看某日的状态，只供查看；请先按“回到现在”。"
_NOT_REVIEWED: Final = "本单位的修改不须审核（installation.toml 的 review）。"


class Permission(NamedTuple):
    """Whether somebody may; if not, `why` is a sentence that says so and what to do."""

    may: bool
    why: str = ""


class Person(NamedTuple):
    """Somebody: the name that is shown, and the account that stays the same, "" for none."""

    name: str
    account: str = ""

    @property
    def by(self) -> str:
        """The person in the history: two of one name have two accounts."""
        if self.account in ("", self.name):
            return self.name
        return f"{self.name}（{self.account}）"


def person() -> Person:
    """Return who is at the page; nobody has no name."""
    if not settings().sign_in:
        return Person(own_name.given() if own_name.asks() else "")
    claims = access.here()
    accounts = access.names_of(claims)
    account = accounts[0] if accounts else str(claims.get("sub") or "").strip()
    return Person(own_name.clean(str(claims.get("name") or "")) or account, account)


def by() -> str:
    """Return the name under which this session writes.

    Raises
    ------
    DataError
        If there is none; on a machine of one's own `views.own_name` asks for it.
    """
    found = person().by
    if not found:
        raise DataError(_UNNAMED if own_name.asks() else OPEN_SERVER)
    return found


def may_edit() -> Permission:
    """Whether this session may enter and take back changes."""
    return _allowed(Role.EDITOR)


def may_review(change_by: str = "") -> Permission:
    """Whether this session may judge changes; `change_by`: whose change it is, "" for anyone's."""
    chosen = settings()
    if not chosen.reviewed:
        return Permission(may=False, why=_NOT_REVIEWED)
    found = _allowed(Role.REVIEWER)
    if found.may and chosen.others_only and change_by and same_person(change_by, person().by):
        return Permission(may=False, why=_OWN_CHANGE)
    return found


def may_administer() -> Permission:
    """Whether this session may restore, carry in and put right."""
    return _allowed(Role.ADMIN)


def editing(function: Callable[_P, _R]) -> Callable[_P, _R]:
    """Mark a function that enters or takes back changes: it refuses who may not or is unnamed."""
    return _guarded(function, may_edit)


def reviewing(function: Callable[_P, _R]) -> Callable[_P, _R]:
    """Mark a function that judges a change; whose it is, is asked with `may_review` within it."""
    return _guarded(function, may_review)


def administering(function: Callable[_P, _R]) -> Callable[_P, _R]:
    """Mark a function that only an administrator may call."""
    return _guarded(function, may_administer)


def _guarded(function: Callable[_P, _R], allowed: Callable[[], Permission]) -> Callable[_P, _R]:
    @wraps(function)
    def guarded(*args: _P.args, **kwargs: _P.kwargs) -> _R:
        permission = allowed()
        if not permission.may:
            raise DataError(permission.why)
        by()
        return function(*args, **kwargs)

    return guarded


def _allowed(needed: Role) -> Permission:
    role, chosen = access.role(), settings()
    if closed := _closed():
        return Permission(may=False, why=closed)
    if role == Role.NOBODY:
        return Permission(may=False, why=_EXPIRED)
    if chosen.broken:
        return Permission(may=False, why=chosen.broken)
    if role < needed:
        return Permission(
            may=False,
            why=f"您的权限是“{access.TITLES[role]}”，这里需要“{access.TITLES[needed]}”；"
            "如需开通请联系管理员。",
        )
    if chosen.sign_in and not person().account:
        return Permission(may=False, why=_NAMELESS)
    return Permission(may=True)


def _closed() -> str:
    """Why nobody at all may, "" where somebody might."""
    if as_of.day() is not None:
        return _PAST
    return "" if settings().sign_in or own_machine.is_own() else OPEN_SERVER
