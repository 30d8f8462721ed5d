"""Imported layers as the panels look at them; needs no session."""

from geopandas import GeoDataFrame

from geo.crs import to_metric
from geo.lifecircle.imported import points_of, rows_of, words_of
from geo.lifecircle.question import Own
from views import shelf
from views.sessions.memory import remembered


def features(layer: Own) -> GeoDataFrame:
    """Features that the filter leaves, EPSG:4326.

    Raises
    ------
    DataError
        If the layer is gone.
    """
    return rows_of(shelf.get(layer.token), layer)


@remembered(most=32)
def words(layer: Own, column: str, stage_column: str) -> tuple[str, ...]:
    """Different words of the column that says what each row is."""
    return tuple(words_of(features(layer), column, stage_column).unique())


@remembered(most=8)
def points(layer: Own) -> GeoDataFrame:
    """Features with a place as points, METRIC, with all their columns."""
    frame = to_metric(features(layer))
    return frame.set_geometry(points_of(frame), crs=frame.crs)
