"""The sections of the page 台账: a module each, with `show()`, read when it is first shown."""

from importlib import import_module
from typing import Final

from views.state.monitoring import BOARDS, ENTRY, EVALUATION, FORMS, INDICATORS, TIMELINE

MODULES: Final = {
    BOARDS: "boards_panel",
    TIMELINE: "timeline_panel",
    ENTRY: "entry_table",
    FORMS: "forms_panel",
    INDICATORS: "indicators_panel",
    EVALUATION: "evaluation_panel",
}
"""Module of this package by the word of its section, in the order of the row."""


def show(word: str) -> None:
    """Draw a section."""
    import_module(f"{__package__}.{MODULES[word]}").show()
