"""How a file is to be read, as it travels to the child."""

from typing import NamedTuple

from geopandas import GeoDataFrame

from geo.incoming.limits import Limits
from geo.incoming.model import Choices


class Asked(NamedTuple):
    """Of a layer: see `geo.incoming.reading.read` for each."""

    choices: Choices = Choices()
    district_ll: GeoDataFrame | None = None
    limits: Limits = Limits()


class Part(NamedTuple):
    """Of a file with several layers the one, and its reference system; "" as the file has it."""

    layer: str = ""
    crs: str = ""
