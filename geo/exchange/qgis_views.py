"""The present state as views of a PostGIS database, which QGIS opens and no program can write to.

They lie in a schema of their own, `qgis`; what they show is worked out from the history at each
look, so that they are never behind. The published plan lies beside them as a table.
"""

from typing import Final

from sqlalchemy import Connection, text

from geo.errors import DataError
from geo.exchange.qgis_file import items_of
from geo.exchange.qgis_layout import ID, PLACE, QgisTable, columns, compared, tables
from geo.exporting.geometry_split import AREA, LINE, POINT
from geo.ledger.values import text_of
from geo.store import PlanStore

_SHAPES: Final = {
    POINT: (0, "MultiPoint"),
    LINE: (1, "MultiLineString"),
    AREA: (2, "MultiPolygon"),
}
_WKT: Final = "ST_GeomFromText(told->>'geometry', 4326)"

_MADE: Final = (
    "CREATE SCHEMA IF NOT EXISTS qgis",
    "CREATE TABLE IF NOT EXISTS qgis.published (of_table text, item text, field text, value text, "
    "PRIMARY KEY (of_table, item, field))",
    "DROP VIEW IF EXISTS qgis.present CASCADE",
    """CREATE VIEW qgis.present AS
    SELECT of_table, item, jsonb_object_agg(field, value::jsonb) AS told FROM (
      SELECT of_table, item, field, CASE WHEN f.seq IS NULL THEN p.value ELSE f.after END AS value
      FROM qgis.published p FULL JOIN (
        SELECT DISTINCT ON (of_table, item, field) of_table, item, field, after, seq
        FROM changed_fields ORDER BY of_table, item, field, seq DESC
      ) f USING (of_table, item, field)
    ) fields WHERE value IS NOT NULL GROUP BY of_table, item""",
)


def make_views(store: PlanStore) -> int:
    """Make the views anew, of the plan as it is published now; return how many items they show.

    Raises
    ------
    DataError
        If the store is none of PostgreSQL, or has no PostGIS.
    """
    ledger = store.writable()
    if ledger.database.is_sqlite:
        raise DataError("台账是 SQLite 文件，没有视图；请用 qgis export -o 写出 GeoPackage")
    given = [
        {"of_table": table, "item": item, "field": field, "value": text_of(value)}
        for (table, item), values in items_of(store.published()).items()
        for field, value in values.items()
        if value is not None
    ]
    with ledger.database.writing() as connection:
        _require_postgis(connection)
        for statement in _MADE:
            connection.execute(text(statement))
        connection.execute(text("DELETE FROM qgis.published"))
        insert = "INSERT INTO qgis.published VALUES (:of_table, :item, :field, :value)"
        connection.execute(text(insert), given)
        for table in tables():
            connection.execute(text(_view(table)))
        return int(connection.scalar(text("SELECT count(*) FROM qgis.present")) or 0)


def _require_postgis(connection: Connection) -> None:
    found = "SELECT count(*) FROM pg_extension WHERE extname = 'postgis'"
    if not connection.scalar(text(found)):
        raise DataError("数据库没有 PostGIS；请管理员在该库执行 CREATE EXTENSION postgis")


def _view(table: QgisTable) -> str:
    cells = [f'item AS "{ID}"']
    for name, field in compared(table.items).items():
        cell = f"told->>'{field}'"
        number = columns(table.items)[name].type == "number"
        cells.append(f'({cell})::float8 AS "{name}"' if number else f'{cell} AS "{name}"')
    where = f"of_table = '{table.items}'"
    if table.kind:
        dimension, shape = _SHAPES[table.kind]
        cells.append(f"ST_Multi({_WKT})::geometry({shape}, 4326) AS {PLACE}")
        where += f" AND ST_Dimension({_WKT}) = {dimension}"
    else:
        where += " AND NOT jsonb_exists(told, 'geometry')"
    told = ", ".join(cells)
    return f'CREATE VIEW qgis."{table.name}" AS SELECT {told} FROM qgis.present WHERE {where}'
