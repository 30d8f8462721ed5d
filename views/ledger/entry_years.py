"""A year of an indicator in its form: value, source and note beside each other."""

from collections.abc import Sequence
from typing import Final

import streamlit as st

from geo.schema import Column
from views.ledger import entry_boxes, entry_fields
from views.ledger.entry_boxes import Form

REPORTED: Final = frozenset({"value", "source", "note"})
"""Measures of a year."""


def draw(form: Form, columns: Sequence[Column]) -> None:
    """Draw the boxes of a year in a row."""
    labels = entry_fields.titles(columns)
    for column, place in zip(columns, st.columns(len(columns), gap="small"), strict=True):
        with place:
            entry_boxes.labelled(form, column, labels[column.name])
