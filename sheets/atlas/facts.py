"""What is known of a feature, as the lines of a block."""

from pandas import Series, isna

from layers.features import card_fields
from layers.spec import LayerSpec

_MISSING = {"location": "规划未写明", "amount": "规划未写明"}


def facts_of(feature: Series, spec: LayerSpec) -> tuple[tuple[str, str], ...]:
    """Return title and words of a feature's card, what is empty left out.

    That the plan says nothing of a project's place or size is said.
    """
    lines = (
        (card.title, _words(feature, card.column)) for card in card_fields(spec, feature.index)
    )
    return tuple((title, words) for title, words in lines if words)


def _words(feature: Series, column: str) -> str:
    value = feature.get(column, "")
    words = "" if value is None or isna(value) is True else str(value).strip()
    return words or (_MISSING.get(column, "") if column in feature.index else "")
