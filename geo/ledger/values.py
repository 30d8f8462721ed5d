"""Values of fields as JSON texts; None is no text at all."""

import json
from collections.abc import Iterable

import msgspec

from geo.errors import DataError
from geo.ledger.model import Value


def text_of(value: Value) -> str | None:
    """Return a value as JSON."""
    return None if value is None else json.dumps(value, ensure_ascii=False)


def value_of(text: str | None) -> Value:
    """Return the value of a JSON text; raises as `values_of`."""
    return None if text is None else values_of([text])[0]


def values_of(texts: Iterable[str | None]) -> list[Value]:
    """Return the values of many texts, read at once.

    Raises
    ------
    DataError
        If one is none.
    """
    given = ["null" if text is None else text for text in texts]
    try:
        found = msgspec.json.decode(f"[{','.join(given)}]", type=list[Value])
        if len(found) == len(given):
            return found
    except (msgspec.MsgspecError, UnicodeError, RecursionError, TypeError):
        pass
    return [_one(text) for text in given]


def _one(text: str) -> Value:
    """Read what is unusual; half a sign, which JSON may hold, is read as the sign for none."""
    try:
        found = json.loads(text)
        if isinstance(found, str):
            return found.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        return msgspec.json.decode(text, type=Value)
    except (msgspec.MsgspecError, ValueError, RecursionError, TypeError) as error:
        raise DataError(
            "台账里有程序读不懂的值（由其他程序写入）；请从备份恢复（planmap ledger restore）"
        ) from error


def same(one: Value, other: Value) -> bool:
    """Whether two values are the same; a whole number is the same as a float, "" as None."""
    if one in ("", None) and other in ("", None):
        return True
    return one == other and isinstance(one, str) == isinstance(other, str)
