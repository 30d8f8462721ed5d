"""Columns that several tables have, told once."""

from geo.district import DISTRICT
from geo.schema.model import Column, Span

LON_SPAN = Span(*DISTRICT.place.longitude)
"""Degrees; the district and its surroundings. Anything else is a slip of the file."""

LAT_SPAN = Span(*DISTRICT.place.latitude)
"""Degrees; see `LON_SPAN`."""

NAME = Column("name", required=True, title="名称", uses=("export",))
"""A card bears it as its heading."""

SOURCE = Column("source", required=True, title="来源")
BASIS = Column("basis", required=True, title="落图依据")

ACCURACY_M = Column(
    "accuracy_m",
    "number",
    required=True,
    span=Span(0, 5000),
    title="位置精度",
    unit="米",
    uses=("export",),
)
ACCURACY = (ACCURACY_M, Column("accuracy", derived=True, title="位置精度", uses=("card",)))
"""The number for files, and the words for readers."""

IN_ZONES = (
    Column("zone", derived=True),
    Column("zones_touched", derived=True),
    Column("zone_names", derived=True, title="所在分区"),
)
"""The zone that holds most of a feature, all that it lies in, and their names."""

OUTSIDE = Column("outside", "flag", derived=True)
"""Placed, but with no part inside the district outline."""

POINT = (
    Column("lon", "number", required=True, span=LON_SPAN),
    Column("lat", "number", required=True, span=LAT_SPAN),
)
IN_DISTRICT = Column(
    "in_district",
    "flag",
    required=True,
    allowed=("1", "0"),
    title="在区内",
    uses=("export",),
)

POLYGONS = ("Polygon", "MultiPolygon")
LINES = ("LineString", "MultiLineString")


def number_of(name: str) -> Column:
    """Return the column of a table's ids."""
    return Column(name, required=True, title="编号", uses=("export",))
