"""Fields that an installation adds to the items of its ledger, as its file tells them."""

import re
from collections.abc import Callable, Mapping
from typing import Any, Final, Literal, NamedTuple, get_args

from geo.errors import DataError
from geo.plain_text import is_plain

FieldType = Literal["text", "number", "date"]

_ID: Final = re.compile(r"[a-z][a-z0-9_]{0,29}")
_MOST_TITLE: Final = 40
_MOST_FIELDS: Final = 50
_MOST_CHOICES: Final = 100
_KEYS: Final = ("id", "title", "type", "unit", "choices", "long")

Wrong = Callable[[str, object, str], DataError]
"""Makes the error of a key and a value, with what to do."""


class OwnField(NamedTuple):
    """A field: its id, its title, what it holds, and the unit of its numbers.

    `choices` is a closed list, empty for any text; `long` of a text that may have several lines.
    """

    id: str
    title: str
    type: FieldType = "text"
    unit: str = ""
    choices: tuple[str, ...] = ()
    long: bool = False


def own_fields(told: object, wrong: Wrong) -> tuple[OwnField, ...]:
    """Return the fields of `[[field]]`; `wrong` words what cannot be understood.

    Raises
    ------
    DataError
        Naming key, value and what to do.
    """
    if not isinstance(told, list) or not all(isinstance(each, dict) for each in told):
        raise wrong("field", told, "应为一段段的 [[field]]，其下写 id 和 title；请改正")
    if len(told) > _MOST_FIELDS:
        raise wrong("field", len(told), f"自设字段最多 {_MOST_FIELDS} 个；请减少")
    fields = tuple(_field(each, wrong) for each in told)
    for name in ("id", "title"):
        values = [getattr(each, name) for each in fields]
        if twice := [each for each in values if values.count(each) > 1]:
            raise wrong(f"field.{name}", twice[0], "用了不止一次；请改成不同的")
    return fields


def _field(told: Mapping[str, Any], wrong: Wrong) -> OwnField:
    for key, value in told.items():
        if key not in _KEYS:
            raise wrong(f"field.{key}", value, f"不认识这一项；只有 {'、'.join(_KEYS)}")
    field_id, title, kind = told.get("id"), told.get("title"), told.get("type", "text")
    if not isinstance(field_id, str) or not _ID.fullmatch(field_id):
        raise wrong("field.id", field_id, "应以小写字母开头，只用小写字母、数字和下划线；请改正")
    if not _is_words(title):
        raise wrong("field.title", title, f"应为不超过 {_MOST_TITLE} 个字的文字；请改正")
    if kind not in get_args(FieldType):
        raise wrong("field.type", kind, f"应为 {'、'.join(get_args(FieldType))} 之一；请改正")
    unit, long = told.get("unit", ""), told.get("long", False)
    if unit != "" and not (_is_words(unit) and kind == "number"):
        raise wrong("field.unit", unit, '只用于 type = "number"，写作短文字；请改正')
    if not isinstance(long, bool) or (long and kind != "text"):
        raise wrong("field.long", long, '应为 true 或 false，只用于 type = "text"；请改正')
    return OwnField(field_id, str(title).strip(), kind, unit, _choices(told, kind, wrong), long)


def _choices(told: Mapping[str, Any], kind: str, wrong: Wrong) -> tuple[str, ...]:
    choices = told.get("choices", [])
    fit = isinstance(choices, list) and all(map(_is_words, choices))
    if not fit or len({*choices}) < len(choices) or (choices and kind != "text"):
        cure = '应为不重复的文字列表，如 ["甲", "乙"]，只用于 type = "text"；请改正'
        raise wrong("field.choices", choices, cure)
    if len(choices) > _MOST_CHOICES:
        raise wrong("field.choices", len(choices), f"最多 {_MOST_CHOICES} 个；请减少")
    return tuple(each.strip() for each in choices)


def _is_words(told: object) -> bool:
    """Whether something is a short text in one line."""
    if not isinstance(told, str) or not 0 < len(told.strip()) <= _MOST_TITLE:
        return False
    return is_plain(told) and not re.search(r"[\n\t]", told)
