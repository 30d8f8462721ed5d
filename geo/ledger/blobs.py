"""Contents kept once, whoever refers to them: under their SHA-256, packed where that saves room."""

import zlib
from collections.abc import Iterable
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final, NamedTuple

from sqlalchemy import BigInteger, Column, Connection, LargeBinary, Table, Text, delete, exists
from sqlalchemy import select as sql_select
from sqlalchemy.dialects import postgresql, sqlite

from geo.errors import DataError
from geo.ledger.tables import METADATA
from geo.ledger.times import text_of

BLOBS: Final = Table(
    "blobs",
    METADATA,
    Column("sha256", Text, primary_key=True),
    Column("size", BigInteger, nullable=False),
    Column("packing", Text, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("added", Text, nullable=False, index=True),
)
"""Contents by the SHA-256 of what they are unpacked; a table that needs some refers to them."""

_PLAIN, _ZLIB = "", "zlib"
_GRACE: Final = timedelta(hours=1)
"""A content is older than this before it is taken away: what refers to it may yet be written."""


class Packed(NamedTuple):
    """A content ready to be kept: its name, its bytes unpacked, how it is packed, and packed."""

    sha256: str
    size: int
    packing: str
    content: bytes


def packed(parts: Iterable[bytes]) -> Packed:
    """Pack a content that comes in parts, as text does well; they are never held together."""
    press, mark, size, pressed = zlib.compressobj(1), sha256(), 0, []
    for part in parts:
        mark.update(part)
        size += len(part)
        pressed.append(press.compress(part))
    pressed.append(press.flush())
    return Packed(mark.hexdigest(), size, _ZLIB, b"".join(pressed))


def plain(content: bytes) -> Packed:
    """Take a content as it is: photos and PDF are packed already."""
    return Packed(sha256(content).hexdigest(), len(content), _PLAIN, content)


def holds(connection: Connection, name: str) -> bool:
    """Return whether a content is here."""
    found = sql_select(BLOBS.c.sha256).where(BLOBS.c.sha256 == name)
    return connection.execute(found).first() is not None


def put(connection: Connection, blob: Packed, at: datetime) -> None:
    """Keep a content, unless it is here already; `at` is the time, aware."""
    insert = (sqlite if connection.dialect.name == "sqlite" else postgresql).insert
    values = blob._asdict() | {"added": text_of(at)}
    again = {"added": values["added"]}  # what was kept anew is not taken away at once
    connection.execute(
        insert(BLOBS).values(values).on_conflict_do_update(index_elements=["sha256"], set_=again)
    )


def get(connection: Connection, name: str) -> bytes:
    """Return a content, unpacked.

    Raises
    ------
    DataError
        If it is not here, or not what its name says.
    """
    found = connection.execute(sql_select(BLOBS).where(BLOBS.c.sha256 == name)).first()
    if found is None:
        raise DataError("所存内容已不在；请从备份恢复")
    content = bytes(found.content)
    whole = _unpacked(content, found.size) if found.packing == _ZLIB else content
    if sha256(whole).hexdigest() != name:
        raise DataError("所存内容已损坏；请从备份恢复")
    return whole


def clean(connection: Connection, now: datetime) -> int:
    """Take away contents to which nothing refers any more; return how many."""
    users = [
        exists().where(key.parent == BLOBS.c.sha256)
        for table in METADATA.tables.values()
        for key in table.foreign_keys
        if key.column is BLOBS.c.sha256
    ]
    old = BLOBS.c.added < text_of(now - _GRACE)
    gone = connection.execute(delete(BLOBS).where(old, *(~each for each in users)))
    return gone.rowcount


def _unpacked(content: bytes, size: int) -> bytes:
    press = zlib.decompressobj()
    try:
        return press.decompress(content, size + 1)  # no more than it says it is
    except zlib.error:
        return b""
