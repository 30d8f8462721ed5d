"""Imported layers as services, demand and network, as a question says they are to be taken."""

import numpy as np
from geopandas import GeoDataFrame

from geo.attributes import matching
from geo.crs import to_metric
from geo.lifecircle.brought import Brought, brought, words_of
from geo.lifecircle.demand_layers import layer_demand
from geo.lifecircle.matches import Term
from geo.lifecircle.question import Own, OwnDemand, OwnNetwork, OwnServices
from geo.network.build import of_lines
from geo.network.graph import WalkNetwork


def rows_of(layer: GeoDataFrame, own: Own) -> GeoDataFrame:
    """Features of a layer (any CRS) that its filter leaves."""
    return layer[matching(layer, own.wanted)]


def facilities_of(layer: GeoDataFrame, use: OwnServices) -> Brought:
    """Facilities of a layer (any CRS), METRIC, and the words that name no kind.

    Their ids are those of the rows, whatever the filter: a scenario finds them in a later session.
    """
    rows = np.flatnonzero(matching(layer, use.layer.wanted))
    frame = to_metric(layer.iloc[rows].set_axis(rows + 1))
    terms = {word: Term(kind, stage) for word, kind, stage in use.terms}
    words = words_of(frame, use.column, use.stage_column)
    return brought(frame, words, terms, use.layer.title)


def demand_of(layer: GeoDataFrame, use: OwnDemand) -> GeoDataFrame:
    """Demand points of a layer (any CRS), METRIC."""
    return layer_demand(to_metric(rows_of(layer, use.layer)), spacing_m=use.spacing_m)


def network_of(layer: GeoDataFrame, use: OwnNetwork) -> WalkNetwork:
    """Walking network of a layer of lines (any CRS)."""
    title = f"导入图层“{use.layer.title}”"
    return of_lines(rows_of(layer, use.layer), title, tolerance_m=use.tolerance_m)
