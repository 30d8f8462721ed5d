"""What the administrator of an installation says in its file: who may what, what is reviewed.

`docs/deploy.zh.md` shows the file. Every value is checked: one that is guessed at might let
somebody in.
"""

import json
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Literal

from geo.disk_space import disk_words
from geo.errors import DataError
from geo.installation_fields import OwnField, own_fields
from geo.user_folder import user_folder

FILE: Final = "installation.toml"
VARIABLE: Final = "PLANMAP_INSTALLATION"
"""Environment variable that names the file; else it is looked for in the user's folder."""

ANYONE: Final = "anyone"
"""In a list of people: those who did not sign in, too."""

SIGNED_IN: Final = "*"
"""In a list of people: everyone who signed in."""

RoleWord = Literal["view", "edit", "review", "admin"]
ROLES: Final[tuple[RoleWord, ...]] = ("view", "edit", "review", "admin")
"""Keys of `[people]`, each of whom may all that the one before may."""

_MOST_BYTES: Final = 2**20
_MOST_SHOWN: Final = 60
_HEADER: Final = re.compile(r"\s*\[{1,2}\s*(\w+)\s*\]{1,2}")
_KEY: Final = re.compile(r"""\s*["']?([\w-]+)["']?\s*=""")


@dataclass(frozen=True)
class Installation:
    """What the file says; all as usual where there is none.

    Parameters
    ----------
    people
        Patterns by role; a role that is not named is not told of.
    reviewed
        Whether a change is a draft until somebody reviews it.
    others_only
        Whether that has to be somebody else.
    store
        Place of the ledger, "" for the usual one; the environment goes before it.
    fields
        What it adds to the items of its ledger.
    """

    people: Mapping[RoleWord, tuple[str, ...]] = field(default_factory=dict)
    reviewed: bool = False
    others_only: bool = False
    store: str = ""
    fields: tuple[OwnField, ...] = ()


def installation_file(environ: Mapping[str, str]) -> Path:
    """Return where the file lies, or would lie."""
    named = environ.get(VARIABLE, "").strip()
    return Path(named) if named else user_folder(environ) / FILE


def installation(environ: Mapping[str, str]) -> Installation:
    """Return what the file says, read now.

    Raises
    ------
    DataError
        If it is named and not there, cannot be read, or holds what cannot be understood.
    """
    path = installation_file(environ)
    try:
        content = path.read_bytes()[: _MOST_BYTES + 1]
    except (FileNotFoundError, NotADirectoryError):
        if environ.get(VARIABLE, "").strip():
            raise DataError(
                f"{VARIABLE} 指定的文件“{path.name}”不存在；请改正路径或建立该文件"
            ) from None
        return Installation()
    except OSError as error:
        raise DataError(f"{path.name}: 无法读取：{disk_words(error)}") from error
    if len(content) > _MOST_BYTES:
        raise DataError(f"{path.name}: 超过 1 MB，不是设置文件；请检查")
    try:
        return parse_installation(content.decode("utf-8-sig"), path.name)
    except UnicodeDecodeError as error:
        raise DataError(f"{path.name}: 不是 UTF-8 文本；请另存为 UTF-8") from error


def parse_installation(text: str, where: str) -> Installation:
    """Return what a text says; `where` is its file's name in messages.

    Raises
    ------
    DataError
        If it is no TOML, or a value cannot be understood; the message names line, key, value and
        cure.
    """
    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        place = f"第 {line[1]} 行" if line else "末尾"
        raise DataError(
            f'{where} {place}：不是有效的 TOML；文字要加引号，列表写作 ["甲", "乙"]，请改正'
        ) from error

    def wrong(key: str, value: object, cure: str) -> DataError:
        line = _line_of(text, key)
        place = f" 第 {line} 行" if line else ""
        return DataError(f"{where}{place}：{key} = {_shown(value)}，{cure}")

    _refuse_unknown(found, wrong)
    people = found.get("people", {})
    review = found.get("review", False)
    if not isinstance(review, bool) and review != "other":
        raise wrong("review", review, '应为 true、false 或 "other"（须由他人审核）；请改正')
    store = found.get("store", "")
    if not isinstance(store, str):
        raise wrong("store", "…", "应为加引号的文字；请改正")  # it may hold a password
    return Installation(
        people={role: _patterns(role, people[role], wrong) for role in ROLES if role in people},
        reviewed=bool(review),
        others_only=review == "other",
        store=store.strip(),
        fields=own_fields(found.get("field", []), wrong),
    )


_Wrong = Callable[[str, object, str], DataError]


def _refuse_unknown(found: Mapping[str, Any], wrong: _Wrong) -> None:
    for key, value in found.items():
        if key not in ("people", "review", "store", "field"):
            cure = "不认识这一项；只有 review、store、[people] 和 [[field]]，请改名或删去"
            raise wrong(key, value, cure)
    people = found.get("people", {})
    if not isinstance(people, dict):
        raise wrong("people", people, "应为单独一行的 [people]，其下写各权限；请改正")
    for key, value in people.items():
        if key not in ROLES:
            raise wrong(f"people.{key}", value, f"不认识这一项；只有 {'、'.join(ROLES)}")


def _patterns(role: RoleWord, told: object, wrong: _Wrong) -> tuple[str, ...]:
    key = f"people.{role}"
    if not isinstance(told, list):
        raise wrong(key, told, '应为列表，如 ["wang@office.cn", "groups:规划科"]；请改正')
    for each in told:
        if not isinstance(each, str) or not each.strip():
            raise wrong(key, each, "应为加引号的人名；请改正")
        if each.strip() == "nobody":
            raise wrong(key, each, "没有人时写空列表 []；请改正")
        name = each.strip() if ":" not in each else ""
        if "*" in name and name != SIGNED_IN and not re.fullmatch(r"\*@[^*]+", name):
            raise wrong(key, each, '“*”只能单独写，或写作 "*@域名"；请改正')
        if name == ANYONE and role in ("review", "admin"):
            raise wrong(key, each, "审核和管理须是登录的人；请写明")
    return tuple(each.strip() for each in told)


def _line_of(text: str, key: str) -> int:
    """Line of a key, 0 where it is not found, as where keys stand in another way."""
    table, _, name = key.rpartition(".")
    here = ""
    for number, line in enumerate(text.splitlines(), 1):
        if header := _HEADER.match(line):
            here = header[1]
            if not table and here == name:
                return number
        elif (found := _KEY.match(line)) and (here, found[1]) == (table, name):
            return number
    return 0


def _shown(value: object) -> str:
    """A value as it may stand in a message."""
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= _MOST_SHOWN else f"{text[:_MOST_SHOWN]}…"
