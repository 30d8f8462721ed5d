"""Differences of a form named in words, and told in words: for commands and reports."""

from collections.abc import Iterable, Sequence
from typing import Any, Final

from geo.errors import DataError
from geo.forms.comparison import CHANGED, UNREAD, FormComparison, FormDifference
from geo.overlay.checking import field_of
from geo.overlay.wording import title_of, value_words
from geo.plain_text import printable

ALL: Final = "all"


def picked(comparison: FormComparison, asked: Iterable[str]) -> list[FormDifference]:
    """Return the differences that words name.

    Parameters
    ----------
    asked
        `ALL` for every plain change; an id, or id.field, also for what clashes or is emptied.

    Raises
    ------
    DataError
        If a word names none.
    """
    found: list[FormDifference] = []
    for words in asked:
        told = _named(comparison.differences, words)
        found += [each for each in told if each not in found]
    return found


def _named(differences: Sequence[FormDifference], words: str) -> list[FormDifference]:
    if words == ALL:
        return [each for each in differences if each.verdict == CHANGED]
    item, _, field = words.partition(".")
    told = [each for each in differences if each.item == item]
    if told and field:
        name = field_of(told[0].table, field)
        told = [each for each in told if each.field == name]
    if not told:
        raise DataError(f"表中没有“{words[:60]}”的差异；请先不加 --accept 对照")
    return [each for each in told if each.verdict != UNREAD] if not field else told


def line_of(each: FormDifference, name: str) -> str:
    """Return a difference as one line."""
    base, theirs, ours = (
        _short(value_words(each.table, each.field, value))
        for value in (each.base, each.theirs, each.ours)
    )
    title = title_of(each.table, each.field)
    head = f"{each.verdict}  {each.cell}  {name}（{each.item}）{title}"
    if each.verdict == UNREAD:
        return printable(f"{head}：{each.wrong}")
    values = f"原为 {base}，台账 {ours}，表中 {theirs}"
    return printable(f"{head}：{values}{f'；{each.note}' if each.note else ''}")


def json_of(each: FormDifference, name: str) -> dict[str, Any]:
    """Return a difference as plain values."""
    return {
        "verdict": each.verdict,
        "table": each.table,
        "item": each.item,
        "name": name,
        "field": each.field,
        "title": title_of(each.table, each.field),
        "cell": each.cell,
        "base": each.base,
        "theirs": each.theirs,
        "ours": each.ours,
        "note": each.note,
        "wrong": each.wrong,
        "new": each.is_new,
    }


def _short(words: str) -> str:
    text = " ".join(words.split())
    return text if len(text) <= 60 else f"{text[:59]}…"
