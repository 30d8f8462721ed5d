"""Two values of one item side by side, and whose counts: the one design, wherever two meet.

The place of an item with its basis and accuracy is one choice: a place has one author.
"""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import datetime
from html import escape
from typing import Final, NamedTuple

import streamlit as st

from geo.errors import DataError
from geo.ledger import Value
from geo.overlay import GEOMETRY, PLACEMENT
from geo.overlay.wording import title_of, value_words
from views.edition import STORE
from views.escape_markdown import escape_markdown, strong
from views.ledger.clash_picture import picture_html
from views.local_time import time_words
from views.state.model import Key

PLACE: Final = "位置、落图依据和精度"


class Pair(NamedTuple):
    """Both values of a field."""

    field: str
    mine: Value
    theirs: Value


class Whose(NamedTuple):
    """What the two are called, and the words of their choice."""

    mine: str
    theirs: str
    take_mine: str
    take_theirs: str

    @property
    def takes(self) -> tuple[str, str]:
        """Options of the choice."""
        return self.take_mine, self.take_theirs


class Origin(NamedTuple):
    """Where theirs comes from."""

    by: str
    at: datetime
    why: str = ""
    document: str = ""
    seq: int = 0

    @property
    def words(self) -> str:
        """Who, when, why, by which document, as one line."""
        told = [f"{self.by} {time_words(self.at)}"]
        told += [f"理由：{self.why}"] if self.why else []
        told += [f"依据：{self.document}"] if self.document else []
        told += [f"改动 {self.seq}"] if self.seq else []
        return "；".join(told)


def origin(by: str, at: datetime, seq: int) -> Origin:
    """Return where a change comes from, with why and by which document if it can be read."""
    with suppress(DataError):
        if STORE.ledger is not None and seq:
            found = STORE.ledger.change(seq)
            return Origin(by, at, found.why, found.document, seq)
    return Origin(by, at, seq=seq)


def grouped(fields: Iterable[str]) -> list[tuple[str, ...]]:
    """Return the fields that are chosen together, a place first."""
    told = list(fields)
    place = tuple(each for each in PLACEMENT if each in told)
    rest: list[tuple[str, ...]] = [(each,) for each in told if each not in PLACEMENT]
    return [place, *rest] if place else rest


def draw(
    table: str,
    pairs: Sequence[Pair],
    whose: Whose,
    told: Origin,
    key: Key[str | None] | None,
) -> str | None:
    """Draw both values of fields that go together; return whose is taken, None for not yet said.

    `key` is that of the choice, None for who may not choose.
    """
    is_place = pairs[0].field in PLACEMENT
    title = PLACE if is_place else title_of(table, pairs[0].field)
    st.markdown(strong(title))
    st.html(clash_html(table, pairs, whose, told))
    if key is None:
        return None
    return st.segmented_control(
        "以谁的为准", list(whose.takes), key=key.name, label_visibility="collapsed",
        format_func=escape_markdown,
    )  # fmt: skip


def clash_html(table: str, pairs: Sequence[Pair], whose: Whose, told: Origin | None) -> str:
    """Return both values as HTML, every value escaped; of a place a picture with the distance."""
    names = (whose.mine, whose.theirs)
    place = next((each for each in pairs if each.field == GEOMETRY), None)
    picture = picture_html(place.mine, place.theirs, names) if place else ""
    rows = "".join(_row(table, each, named=len(pairs) > 1) for each in pairs)
    who = (
        f'<div class="pm-clash-who">{escape(names[1])}：{escape(told.words)}</div>' if told else ""
    )
    return (
        f'<div class="pm-clash">{picture}<div class="pm-clash-both"><small>{escape(names[0])}'
        f"</small><small>{escape(names[1])}</small>{rows}</div>{who}</div>"
    )


def _row(table: str, pair: Pair, *, named: bool) -> str:
    title = title_of(table, pair.field)
    head = f"<small>{escape(title)}</small>" if named else ""
    values = (value_words(table, pair.field, each) for each in (pair.mine, pair.theirs))
    return "".join(f"<span>{head}{escape(each)}</span>" for each in values)
