"""GeoParquet 1.1."""

from io import BytesIO

from geo.outgoing.gdal_files import with_shapes
from geo.outgoing.model import File
from geo.outgoing.prepare import Ready


def write_parquet(ready: Ready) -> File:
    """A layer as GeoParquet 1.1: WKB, the system as PROJJSON, features without place kept."""
    out = BytesIO()
    frame = with_shapes(ready.table, ready.shapes, ready.system)
    frame.to_parquet(out, index=False, schema_version="1.1.0", compression="snappy")
    return File(f"{ready.stem}.parquet", out.getvalue())
