"""What stands in the fields of an item; a word about it holds as long as it stands there."""

from typing import Any

from geo.placing.compass import SIDES
from views.placing.map_edit import current
from views.state import placing as state
from views.state.model import Key, KeyFamily


def limit_key(tail: str, side: str) -> Key[str | None]:
    """Key of the road that an area reaches on a side."""
    return state.LIMIT.key(f"{tail}-{SIDES.index(side)}")


def way_fields(tail: str) -> list[Key[Any]]:
    """Return the keys of the fields of all ways."""
    limits = [limit_key(tail, side) for side in SIDES]
    return [*(family.key(tail) for family in state.FIELDS), *limits]


def tell(family: KeyFamily[str], tail: str, words: str) -> None:
    """Say what is wrong with what stands in the fields now, "" for nothing."""
    family.key(tail).set(words)
    _of(family, tail).set(_inputs(family, tail) if words else "")


def told(family: KeyFamily[str], tail: str) -> str:
    """Return what is wrong with what stands in the fields, "" where it was said of other inputs."""
    same = _of(family, tail).get() == _inputs(family, tail)
    return family.key(tail).get() if same else ""


def note_question(tail: str) -> None:
    """Remember that the answers on offer are to what stands in the fields now."""
    _of(state.OFFERED, tail).set(_inputs(state.OFFERED, tail))


def offered(tail: str) -> list[str]:
    """Return the answers to choose from, none where the fields ask something else by now."""
    same = _of(state.OFFERED, tail).get() == _inputs(state.OFFERED, tail)
    return state.OFFERED.key(tail).get() if same else []


def _of(family: KeyFamily[object] | KeyFamily[str] | KeyFamily[list[str]], tail: str) -> Key[str]:
    return state.OF.key(f"{family.prefix}{tail}")


def _inputs(family: object, tail: str) -> str:
    if family is state.FAILED:
        edit = current()
        typed = [each.key(tail).get() for each in state.TYPED]
        return repr((typed, edit and (edit.number, edit.draft)))
    fields = [each.get() for each in way_fields(tail)]
    return repr((state.WAY.key(tail).get(), state.SENT.key(tail).get(), fields))
