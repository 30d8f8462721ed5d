"""Layers of the panel 导入 as services, demand and network; needs no session."""

import numpy as np
from geopandas import GeoDataFrame

from geo.attributes import matching
from geo.crs import to_metric
from geo.lifecircle.brought import Brought, brought, points_of, words_of
from geo.lifecircle.demand_layers import layer_demand
from geo.lifecircle.matches import Term
from geo.network.graph import WalkNetwork
from geo.network.sources import of_lines
from views import shelf
from views.circles.settings import Own, OwnDemand, OwnNetwork, OwnServices
from views.sessions.memory import remembered


def features(layer: Own) -> GeoDataFrame:
    """Features that the filter leaves, EPSG:4326.

    Raises
    ------
    DataError
        If the layer is gone.
    """
    frame: GeoDataFrame = shelf.get(layer.token)
    return frame[matching(frame, layer.wanted)]


@remembered(most=16)
def services(use: OwnServices) -> Brought:
    """Facilities of a layer, METRIC, and the words that name no kind.

    Their ids are those of the rows, whatever the filter: a scenario finds them in a later session.
    """
    whole: GeoDataFrame = shelf.get(use.layer.token)
    rows = np.flatnonzero(matching(whole, use.layer.wanted))
    frame = to_metric(whole.iloc[rows].set_axis(rows + 1))
    terms = {word: Term(kind, stage) for word, kind, stage in use.terms}
    words = words_of(frame, use.column, use.stage_column)
    return brought(frame, words, terms, use.layer.title)


@remembered(most=32)
def words(layer: Own, column: str, stage_column: str) -> tuple[str, ...]:
    """Different words of the column that says what each row is."""
    return tuple(words_of(features(layer), column, stage_column).unique())


@remembered(most=8)
def points(layer: Own) -> GeoDataFrame:
    """Features with a place as points, METRIC, with all their columns."""
    frame = to_metric(features(layer))
    return frame.set_geometry(points_of(frame), crs=frame.crs)


@remembered(most=8)
def demand(use: OwnDemand) -> GeoDataFrame:
    """Demand points of a layer, METRIC."""
    return layer_demand(to_metric(features(use.layer)), spacing_m=use.spacing_m)


@remembered(most=4)
def network(use: OwnNetwork) -> WalkNetwork:
    """Walking network of a layer of lines."""
    title = f"导入图层“{use.layer.title}”"
    return of_lines(features(use.layer), title, tolerance_m=use.tolerance_m)
