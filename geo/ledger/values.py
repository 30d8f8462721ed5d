"""Values of fields as JSON texts; None is no text at all."""

import json
from collections.abc import Iterable

import msgspec

from geo.ledger.model import Value


def text_of(value: Value) -> str | None:
    """Return a value as JSON."""
    return None if value is None else json.dumps(value, ensure_ascii=False)


def value_of(text: str | None) -> Value:
    """Return the value of a JSON text."""
    return None if text is None else json.loads(text)


def values_of(texts: Iterable[str | None]) -> list[Value]:
    """Return the values of many texts, read at once."""
    joined = f"[{','.join('null' if text is None else text for text in texts)}]"
    return msgspec.json.decode(joined, type=list[Value])


def same(one: Value, other: Value) -> bool:
    """Whether two values are the same; a whole number is the same as a float, "" as None."""
    if one in ("", None) and other in ("", None):
        return True
    return one == other and isinstance(one, str) == isinstance(other, str)
