"""The little language of `matches`: which facilities count for a rule, as `学校:小学;幼儿园`.

A part that begins with `=` names a kind of the standard that our data does not know: facilities
count that a planner brought under that very name.
"""

import unicodedata
from itertools import chain
from typing import NamedTuple

from geo.district import DISTRICT
from geo.errors import DataError

SCHOOL = "学校"
"""The kind that the plan adds to by stages."""

_STAGES = {each.name: each.stages for each in DISTRICT.kinds}

KINDS: tuple[str, ...] = tuple(_STAGES)
"""Kinds of facilities the data knows."""

STAGES: tuple[str, ...] = tuple(chain.from_iterable(_STAGES.values()))
"""Stages the data knows, those of a school first."""

OWN = "="
"""Begins a part that names a kind which only a planner's own layer has."""

KNOWN = (
    f"已知类别: {'、'.join(KINDS)}; {SCHOOL}可注明学段 ({'、'.join(STAGES)}), "
    f"如 {SCHOOL}:{STAGES[0]}; 几类之间用分号隔开"
)
"""What may stand in `matches`, in words."""


class Term(NamedTuple):
    """One kind of facility; `stage` is "" where every stage counts."""

    kind: str
    stage: str = ""


def unknown_terms(matches: str) -> tuple[str, ...]:
    """Parts of `matches` that name no known kind or stage, as written."""
    parts = (part for part in _parts(matches) if not part.startswith(OWN))
    return tuple(part for part in parts if not _is_known(_term(part)))


def parse_matches(matches: str) -> tuple[Term, ...]:
    """Kinds and stages that `matches` names.

    Parameters
    ----------
    matches
        `kind` or `kind:stage`, separated by `;` (full width will do). May be empty: no facility of
        our data counts.

    Raises
    ------
    DataError
        For a kind or stage that is not known; the message lists those that are.
    """
    strange = unknown_terms(matches)
    if strange:
        raise DataError(f'matches 中的 "{strange[0]}" 不是已知的设施类别; {KNOWN}')
    return tuple(_term(part) for part in _parts(matches))


def _parts(matches: str) -> list[str]:
    parts = unicodedata.normalize("NFKC", matches).split(";")
    return [part.strip() for part in parts if part.strip()]


def own_part(label: str) -> str:
    """Write a kind that our data does not know as a part of `matches`."""
    return f"{OWN}{own_kind(label)}"


def own_kind(label: str) -> str:
    """Kind of the facilities that are brought under a name of the standard."""
    plain = unicodedata.normalize("NFKC", label).replace(";", "、")
    return plain.strip().removeprefix(OWN).strip()


def _term(part: str) -> Term:
    if part.startswith(OWN):
        return Term(part.removeprefix(OWN).strip())
    kind, _, stage = part.partition(":")
    return Term(kind.strip(), stage.strip())


def _is_known(term: Term) -> bool:
    return term.kind in KINDS and term.stage in ("", *_STAGES[term.kind])
