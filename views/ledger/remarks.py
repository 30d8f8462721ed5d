"""What the rules say beside a form, a table or a card: remarks, which keep nobody back."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

import streamlit as st

from geo.ledger import Value
from geo.monitoring.rules import Finding, earlier_of, matter_spoken, spoken
from geo.monitoring.series import FigureSeries
from geo.overlay.published import published_values
from geo.plan_data import PlanData
from geo.schema import TABLES
from views.edition import STORE, by_edition
from views.escape_markdown import escape_markdown

_GRAVE: Final = "矛盾"


def of_item(
    plan: PlanData, of: tuple[str, str], typed: Mapping[str, Value], day: date
) -> list[Finding]:
    """Return what there is to say of an item as it would be with what is typed.

    `of` is its table and id, `day` the one to which the figures belong.
    """
    table, item = of
    fields = [each.name for each in TABLES[table].columns if each.ledger and not each.derived]
    values = {**published_values(plan, table, item, fields), **typed}
    if table == "matters":
        return matter_spoken(values, day)
    return spoken(values, day, earlier_of(series(), item, day)) if table == "projects" else []


def show(found: Iterable[Finding]) -> None:
    """Draw what was found, the gravest first, a line each."""
    for each in found:
        words = escape_markdown(f"{each.severity}：{each.words}")
        if each.severity == _GRAVE:
            st.markdown(f":orange[{words}]")
        else:
            st.caption(words)


@by_edition()
def series() -> FigureSeries:
    """Return every entry of the plan's items over time."""
    return FigureSeries.of(STORE.entries("projects"))
