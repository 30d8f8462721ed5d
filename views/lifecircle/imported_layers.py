"""Put a layer of the panel 导入 to use on the page 生活圈, with what it says of itself."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from geopandas import GeoDataFrame
from pandas import DataFrame

from geo.lifecircle.demand_weights import weight_columns
from geo.lifecircle.facility_kinds import counts, guessed, terms_of
from geo.lifecircle.imported import words_of
from geo.lifecircle.kind_filter import Term, own_kind
from geo.lifecircle.question import NETWORK as WALKED
from geo.lifecircle.rules import preset_rules, preset_to_begin, presets
from views import layer_registry, layer_store
from views.lifecircle import cached_analysis, imported_sources, layer_roles
from views.lifecircle.layer_roles import CANDIDATES, DEMAND, FAMILIES, NETWORK, SERVICES, Use
from views.page_notes import note
from views.state import lifecircle as state
from views.state.imported import ImportedLayer

_MOST_WORDS = 60
"""Columns with more different words than these do not say kinds."""

_MOSTLY = 0.6
"""Share of the rows whose word is a kind, from which on a column is taken for that of kinds."""


def fitting(role: str) -> list[ImportedLayer]:
    """Imported layers that can take a role, newest first."""
    return [each for each in layer_registry.records() if each.family in FAMILIES[role]]


def use_as(layer_id: str, role: str) -> None:
    """Put a layer of the panel 导入 to use on the page 生活圈, and open its settings there.

    Parameters
    ----------
    layer_id
        As `catalogue.add` returns it; one that is gone is left alone.
    role
        One of `uses.ROLES`; a role that does not suit the layer's geometry is not taken.
    """
    layer = layer_registry.record_of(layer_id)
    if layer is None or layer.family not in FAMILIES[role]:
        return
    use = Use(role, layer.token, layer.title)
    if role == SERVICES:
        use = _guessed(use, layer.columns)
        state.USE_BY.key(use.layer).drop()
        _ask_for(use)
    layer_roles.put(use)
    if role == DEMAND:
        weigh()
    if role == NETWORK:
        state.METHOD.set(WALKED)
    if role != CANDIDATES:
        state.PANEL.set(state.SOURCES)


def taken(layer_ids: Sequence[str], role: str) -> None:
    """Put layers that were just read to use when the page is next drawn: its widgets may change."""
    state.TAKEN.set(([*layer_ids], role))


def put_taken_to_use() -> None:
    """Put what was read to use in its role; say of what is not used that it is not, and why."""
    layer_ids, role = state.TAKEN.take()
    records = {each: layer_registry.record_of(each) for each in layer_ids}
    there = {layer_id: record for layer_id, record in records.items() if record is not None}
    fits = [each for each, record in there.items() if record.family in FAMILIES[role]]
    if role != SERVICES:
        fits = sorted(fits, key=lambda each: len(layer_store.get(there[each].token)), reverse=True)[
            :1
        ]
    for layer_id in fits:
        use_as(layer_id, role)
    unused = [_unused(record, role) for each, record in there.items() if each not in fits]
    note(state.NOTES, unused)


def _unused(layer: ImportedLayer, role: str) -> str:
    """Why a layer that was read is not used in a role."""
    title, family = layer.title, layer.family
    if family in FAMILIES[role]:
        return f"“{title}”已上图，没有作为{role}：同一文件只用要素最多的一层；可在上面改选。"
    wanted = "或".join(FAMILIES[role])
    return f"“{title}”是{family}图层，已上图，但不能作为{role}（需要{wanted}图层）。"


def weigh() -> None:
    """Weigh by the likeliest column of what is now the demand, or not at all, next time."""
    use = layer_roles.the(DEMAND)
    columns = weight_columns(layer_store.get(use.layer)) if use else ()
    state.NEXT_WEIGHT.set(next((name for name in columns if name != "part"), ""))


def _guessed(use: Use, columns: Sequence[str]) -> Use:
    """What the layer says of itself: a column of kinds, or a kind in its title."""
    frame: GeoDataFrame = layer_store.get(use.layer)
    rules = cached_analysis.rules()
    shares = {name: _share(frame, name, rules) for name in columns if name in frame}
    best = max(shares, key=lambda name: shares[name], default="")
    if best and shares[best] >= _MOSTLY:
        return replace(use, column=best)
    return replace(use, kind=guessed(use.title, rules))


def _share(frame: GeoDataFrame, column: str, rules: DataFrame) -> float:
    """Share of the rows whose word in a column is a kind."""
    words = words_of(frame, column)
    distinct = words.unique()
    if not 0 < len(distinct) <= _MOST_WORDS:
        return 0.0
    return float(words.isin(list(terms_of(distinct, rules))).mean())


def _ask_for(use: Use) -> None:
    """Ask for a kind that the layer holds, of the standard in use if it has one."""
    rules = cached_analysis.rules()
    terms = [Term(kind, stage) for _, kind, stage in imported_sources.services_of(use).terms]
    now = state.STANDARD.get() or preset_to_begin(rules, whole=False)
    for preset in sorted(presets(rules), key=lambda name: name != now):
        chosen = preset_rules(rules, preset)
        fits = [rule_id for rule_id, rule in chosen.iterrows() if _counts(rule, terms)]
        if fits:
            state.STANDARD.set(preset)
            state.RULE.set(str(fits[0]))
            return


def _counts(rule: Any, terms: list[Term]) -> bool:  # noqa: ANN401 - a row
    own = own_kind(str(rule["kind"]))
    return any(counts(term, rule["matches"]) or term.kind == own for term in terms)
