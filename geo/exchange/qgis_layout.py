"""How items lie in a GeoPackage for QGIS: tables by family of shapes, columns by title."""

from typing import Final, NamedTuple

from geo.exporting.geometry_split import AREA, LINE, POINT
from geo.overlay import PLACED_ITEMS
from geo.schema import PLAN_TABLES, Column

ID: Final = "编号"
PLACE: Final = "geom"
UNPLACED_TABLE: Final = "未落图"
BASE: Final = "planmap_base"
ABOUT: Final = "planmap_copy"
"""Tables that tell what a file was made from; QGIS does not list them."""

_FAMILIES: Final = {
    POINT: ("Point", "MultiPoint"),
    LINE: ("LineString", "MultiLineString"),
    AREA: ("Polygon", "MultiPolygon"),
}


class QgisTable(NamedTuple):
    """A table of the file: of which items, and of what shapes; "" for those without a place."""

    name: str
    items: str
    kind: str

    @property
    def shape(self) -> str:
        """Type of the shapes; lines and areas may have several parts."""
        return {POINT: "Point", LINE: "MultiLineString", AREA: "MultiPolygon"}[self.kind]


def tables() -> list[QgisTable]:
    """Return the tables of the file, also those that are empty yet: QGIS adds features to them."""
    found = []
    for items in PLACED_ITEMS:
        about = PLAN_TABLES[items]
        kinds = [kind for kind, shapes in _FAMILIES.items() if {*shapes} & {*about.shapes}]
        names = [(f"{about.title}_{kind}", kind) for kind in kinds]
        if about.place == "wkt":
            names.append((f"{about.title}_{UNPLACED_TABLE}", ""))
        found += [QgisTable(name, items, kind) for name, kind in names]
    return found


def columns(items: str) -> dict[str, Column]:
    """Return the columns of a table's items beside the id, by their name in the file."""
    table = PLAN_TABLES[items]
    return {
        each.header: each
        for each in table.columns
        if each.title and each.name != table.key and not each.derived
    }


def compared(items: str) -> dict[str, str]:
    """Return the fields that are compared when a copy comes back, by their name in the file."""
    return {name: each.name for name, each in columns(items).items() if not each.traced}
