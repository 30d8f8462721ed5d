"""Imported layers as services, demand and network, as a question says they are to be taken."""

from typing import NamedTuple

import numpy as np
import pandas as pd
from geopandas import GeoDataFrame
from pandas import DataFrame, Series

from geo.attributes import matching
from geo.crs import METRIC, to_metric
from geo.has_geometry import has_geometry
from geo.lifecircle.demand import demand_points, names_of
from geo.lifecircle.kind_filter import SCHOOL, Term
from geo.lifecircle.question import Own, OwnDemand, OwnNetwork, OwnServices
from geo.lifecircle.services import COLUMNS, EXISTING
from geo.network.build import of_lines
from geo.network.graph import WalkNetwork
from geo.text import fold

ORIGIN = "导入"
"""Begins the `origin` of facilities that a planner brought; the title of the layer follows."""

BLANK = "（空）"
"""Stands for a cell that says nothing."""

_LONGEST = 30


class ImportedServices(NamedTuple):
    """Facilities as `services.COLUMNS`, and how many rows each word has that names no kind."""

    facilities_m: GeoDataFrame
    unknown: Series


def rows_of(layer: GeoDataFrame, own: Own) -> GeoDataFrame:
    """Features of a layer (any CRS) that its filter leaves."""
    return layer[matching(layer, own.wanted)]


def words_of(layer: DataFrame, column: str, stage_column: str = "") -> Series:
    """What each row says it is.

    Parameters
    ----------
    layer
        (n,) rows. May be empty.
    column
        Holds the kind; "" where all rows are of one kind.
    stage_column
        Holds the stage of those rows whose kind is just 学校; "" for none.

    Returns
    -------
    Series
        (n,) texts, indexed as `layer`: `BLANK` where nothing stands, "" for all rows of one kind.
    """
    if column not in layer.columns:
        return Series("", index=layer.index, dtype=object)
    words = _texts(layer[column])
    if stage_column not in layer.columns:
        return words
    return words.where(words.map(fold) != SCHOOL, _texts(layer[stage_column]))


def facilities_of(layer: GeoDataFrame, use: OwnServices) -> ImportedServices:
    """Facilities of a layer.

    Parameters
    ----------
    layer
        (n,) features, any CRS; optional columns name and accuracy_m. May be empty; geometries may
        be None. Of a line or an area a point on it counts.
    use
        How it is to be taken; rows of words that `use.terms` lacks are left out and counted.

    Returns
    -------
    Brought
        `facilities_m`: METRIC, in the layer's order, ids made of its title and the number of the
        row, whatever the filter: a scenario finds them in a later session; accuracy NaN where not
        known. `unknown`: rows by word, the most frequent first.
    """
    rows = np.flatnonzero(matching(layer, use.layer.wanted))
    frame = to_metric(layer.iloc[rows].set_axis(rows + 1))
    terms = {word: Term(kind, stage) for word, kind, stage in use.terms}
    words = words_of(frame, use.column, use.stage_column)
    understood = words.isin(list(terms)).to_numpy()
    kept, said = frame[understood], [terms[word] for word in words[understood]]
    columns = {
        "name": names_of(kept).to_numpy(),
        "kind": np.array([term.kind for term in said], dtype=object),
        "stage": np.array([term.stage for term in said], dtype=object),
        "accuracy_m": _accuracy(kept),
        "origin": f"{ORIGIN}：{use.layer.title}",
    }
    ids = [f"{use.layer.title[:_LONGEST]}-{name}" for name in kept.index]
    index = pd.Index(ids, name="facility_id", dtype="str")
    found = GeoDataFrame(columns, geometry=points_of(kept), index=index, crs=METRIC)[COLUMNS]
    return ImportedServices(found, words[~understood].value_counts().rename("rows"))


def replaced(facilities_m: GeoDataFrame, brought_m: GeoDataFrame) -> list[str]:
    """Ids of the facilities that stand and are of a kind and stage that was brought."""
    pairs = set(zip(brought_m["kind"], brought_m["stage"], strict=True))
    stands = facilities_m["origin"] == EXISTING
    same = [pair in pairs for pair in zip(facilities_m["kind"], facilities_m["stage"], strict=True)]
    return facilities_m.index[stands.to_numpy() & np.array(same, dtype=bool)].astype(str).tolist()


def points_of(layer_m: GeoDataFrame) -> np.ndarray:
    """Points that stand for the features of a layer: (n,), None where one has no place."""
    shapes = layer_m.geometry.to_numpy().copy()
    spread = has_geometry(layer_m).to_numpy() & (layer_m.geom_type != "Point").to_numpy()
    shapes[spread] = layer_m.geometry[spread].representative_point().to_numpy()
    return np.asarray(shapes, dtype=object)


def demand_of(layer: GeoDataFrame, use: OwnDemand) -> GeoDataFrame:
    """Demand points of a layer (any CRS), METRIC."""
    return demand_points(to_metric(rows_of(layer, use.layer)), spacing_m=use.spacing_m)


def network_of(layer: GeoDataFrame, use: OwnNetwork) -> WalkNetwork:
    """Walking network of a layer of lines (any CRS)."""
    title = f"导入图层“{use.layer.title}”"
    return of_lines(rows_of(layer, use.layer), title, tolerance_m=use.tolerance_m)


def _texts(column: Series) -> Series:
    texts = column.astype(object).where(column.notna(), "").astype(str).str.strip()
    return texts.where(texts != "", BLANK)


def _accuracy(layer_m: GeoDataFrame) -> np.ndarray:
    if "accuracy_m" not in layer_m:
        return np.full(len(layer_m), np.nan)
    return layer_m["accuracy_m"].to_numpy(dtype=float, na_value=np.nan)
