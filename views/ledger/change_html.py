"""One change of the history as HTML, every value escaped."""

from html import escape
from typing import Final

from geo.ledger import DRAFT, RETURNED, Change, FieldChange
from geo.ledger.model import WORDS
from geo.overlay import GEOMETRY
from geo.overlay.wording import title_of, value_words
from geo.schema import TABLES

_SHORT: Final = 120
"""Letters of a value beyond which the rest is folded away."""


def change_html(change: Change, name: str, when: str, reviewed: str = "") -> str:
    """Return a change: what of which item, who, when, why, by which document, how it was judged.

    `name` tells the item from all others; `when` and `reviewed` are the times as the reader's clock
    has them.
    """
    fields = "".join(_field(change.table, each) for each in _ordered(change))
    return (
        f'<div class="pm-change"><div class="pm-change-head"><b>{escape(name)}</b>'
        f"{_marks(change)}</div>"
        f"<dl>{fields}</dl>"
        f'<div class="pm-change-who">{escape(change.by)} · {escape(when)} · '
        f"{escape(kind_words(change))}</div>{_told(change)}{_judged(change, reviewed)}</div>"
    )


def kind_words(change: Change) -> str:
    """Return how a change came about, with its number."""
    undone = f"（针对改动 {change.undoes}）" if change.undoes else ""
    return f"{WORDS[change.kind]}，改动 {change.seq}{undone}"


def _ordered(change: Change) -> list[FieldChange]:
    """Fields as the schema has them, the place first."""
    known = TABLES[change.table].columns if change.table in TABLES else ()
    order = {name: place for place, name in enumerate([GEOMETRY, *(each.name for each in known)])}
    return sorted(change.fields, key=lambda each: (order.get(each.field, len(order)), each.field))


def _field(table: str, each: FieldChange) -> str:
    before, after = (value_words(table, each.field, value) for value in (each.before, each.after))
    return (
        f"<dt>{escape(title_of(table, each.field))}</dt>"
        f'<dd><span class="pm-before">{_long(before)}</span> → <b>{_long(after)}</b></dd>'
    )


def _long(words: str) -> str:
    if len(words) <= _SHORT:
        return escape(words)
    head, rest = words[:_SHORT], words[_SHORT:]
    return f"<details><summary>{escape(head)}…</summary>{escape(rest)}</details>"


def _told(change: Change) -> str:
    document = f"<div>依据：{_long(change.document)}</div>" if change.document else ""
    day = f"<div>数据截至：{change.as_of}</div>" if change.as_of else ""
    why = f"<div>理由：{_long(change.why)}</div>"
    return f'<div class="pm-change-why">{why}{document}{day}</div>'


def _marks(change: Change) -> str:
    if not change.review:
        return ""
    colour = {DRAFT: "draft", RETURNED: "returned"}.get(change.review, "accepted")
    words = f"审核{change.review}"
    if change.review == DRAFT:
        words = "草稿，待审核" if change.waits else f"草稿，已由改动 {change.taken_back} 撤回"
    return f'<span class="pm-review pm-{escape(colour)}">{escape(words)}</span>'


def _judged(change: Change, when: str) -> str:
    if not change.reviewer:
        return ""
    word = f"：{_long(change.word)}" if change.word not in ("", change.review) else ""
    return (
        f'<div class="pm-change-why">{escape(change.reviewer)} · {escape(when)} · '
        f"{escape(change.review)}{word}</div>"
    )
