"""The kinds a planner's own facilities can be of, and what a word in a file stands for."""

from collections.abc import Iterable, Mapping

from pandas import DataFrame

from geo.district import DISTRICT
from geo.lifecircle.kind_filter import KINDS, SCHOOL, Term, own_kind, own_part, parse_matches
from geo.text import fold

_USUAL: Mapping[str, Term] = {
    "小学校": Term(SCHOOL, "小学"),
    "初级中学": Term(SCHOOL, "初中"),
    "九年制": Term(SCHOOL, "九年一贯制"),
    "九年一贯制学校": Term(SCHOOL, "九年一贯制"),
    "普通高中": Term(SCHOOL, "高中"),
    "高级中学": Term(SCHOOL, "高中"),
    **{word: Term(kind.name) for kind in DISTRICT.kinds for word in kind.words},
}
"""Other words of one sense for kinds of the data."""

_DATA: Mapping[str, Term] = {
    **{stage: Term(each.name, stage) for each in DISTRICT.kinds for stage in each.stages},
    **{kind: Term(kind) for kind in KINDS if kind != SCHOOL},
}


def offered(rules: DataFrame) -> dict[str, Term]:
    """Kinds to choose from, by the words shown.

    Parameters
    ----------
    rules
        (n,) rules as `rules.load_rules` gives them, of all standards. May be empty.

    Returns
    -------
    dict[str, Term]
        Kinds of the data, which count wherever a standard counts them; then the kinds of the
        standards that are no single one of those, which count under that name alone (their stage
        is "", their kind `matches.own_kind` of the name).
    """
    names = dict.fromkeys(str(kind) for kind in rules["kind"])
    own = {name: Term(own_kind(name)) for name in names if fold(name) not in _words()}
    return {**_DATA, **own}


def terms_of(words: Iterable[str], rules: DataFrame) -> dict[str, Term]:
    """What each word of a file stands for; words that name no kind are not in the result."""
    known = _words() | {fold(name): term for name, term in offered(rules).items()}
    found = {word: known.get(fold(word)) for word in words}
    return {word: term for word, term in found.items() if term is not None}


def guessed(title: str, rules: DataFrame) -> str:
    """Kind that the title of a layer names, the longest; "" where it names none or several."""
    folded = fold(title)
    names = {fold(word): word for word in (*offered(rules), *_USUAL)}
    inside = [name for name in names if name in folded]
    longest = max(inside, key=len, default="")
    term = terms_of([longest], rules).get(longest)
    others = [name for name in inside if name not in longest]
    if term is None or others:
        return ""
    return next(name for name, each in offered(rules).items() if each == term)


def widened(rules: DataFrame, kinds: Iterable[str], instead: Iterable[str] = ()) -> DataFrame:
    """Rules that also count what was brought under their own names.

    Parameters
    ----------
    rules
        (n,) rules as `rules.load_rules` gives them. May be empty; stays as it is.
    kinds
        Kinds of the facilities that were brought; those of the data change nothing.
    instead
        Those of them that count in place of what the rule counts otherwise.
    """
    own, alone = set(kinds) - set(KINDS), set(instead)
    matches = [
        _joined(old, kind, alone) if own_kind(kind) in own else old
        for old, kind in zip(rules["matches"], rules["kind"], strict=True)
    ]
    return rules.assign(matches=matches)


def counts(term: Term, matches: str) -> bool:
    """Whether a facility of this kind and stage counts for `matches`."""
    return any(
        each.kind == term.kind and each.stage in ("", term.stage) for each in parse_matches(matches)
    )


def _joined(matches: str, kind: str, alone: set[str]) -> str:
    part = own_part(kind)
    return part if own_kind(kind) in alone or not matches else f"{matches};{part}"


def _words() -> dict[str, Term]:
    return {fold(word): term for word, term in {**_USUAL, **_DATA}.items()}
