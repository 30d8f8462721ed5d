"""The plan's tables described as data: columns, types, ranges, closed lists, words and uses."""

from collections.abc import Mapping

from geo.district import DISTRICT
from geo.schema.common import LAT_SPAN, LON_SPAN
from geo.schema.ledger import DRAFT, UNREPORTED
from geo.schema.model import Column, Span, TableSchema
from geo.schema.plan import (
    BOUNDARY,
    COMMUNITIES,
    FACILITIES,
    LEVELS,
    ROADS,
    ZONES,
    reference_table,
)
from geo.schema.projects import FILTERED, PROJECTS, SEARCHED, UNPLACED
from geo.schema.records import RECORD_TABLES

__all__ = [
    "BOUNDARY",
    "COMMUNITIES",
    "DRAFT",
    "FACILITIES",
    "FILTERED",
    "LAT_SPAN",
    "LEVELS",
    "LON_SPAN",
    "PLAN_TABLES",
    "PROJECTS",
    "RECORD_TABLES",
    "ROADS",
    "SEARCHED",
    "TABLES",
    "UNPLACED",
    "UNREPORTED",
    "ZONES",
    "Column",
    "Span",
    "TableSchema",
]

PLAN_TABLES: Mapping[str, TableSchema] = {
    "boundary": BOUNDARY,
    "zones": ZONES,
    "projects": PROJECTS,
    "roads": ROADS,
    "facilities": FACILITIES,
    "communities": COMMUNITIES,
    **{each.id: reference_table(each) for each in DISTRICT.reference},
}
"""Every table that is a layer of the plan, by the word of commands and of `LayerSpec.frame`."""

TABLES: Mapping[str, TableSchema] = {**PLAN_TABLES, **RECORD_TABLES}
"""Every table of which a ledger may speak, those that are no layer, too."""
