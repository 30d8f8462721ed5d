"""Attachments in files of changes: put in, checked in a child, taken out once."""

from base64 import b64decode, b64encode
from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256

from sqlalchemy import Connection, select

from geo.errors import DataError
from geo.exchange.attachment_check import check
from geo.exchange.attachments import Attachment, add, rows
from geo.exchange.change_file import CarriedAttachment, ChangeFile
from geo.exchange.conflicts import PublishedOf, current
from geo.ledger.attachment_table import ATTACHMENTS
from geo.ledger.blobs import get, plain, put
from geo.ledger.times import text_of, time_of


def carried_out(connection: Connection) -> tuple[CarriedAttachment, ...]:
    """Return all attachments of a store with their contents."""
    return tuple(
        CarriedAttachment(
            each.uid,
            each.table,
            each.item,
            each.change,
            each.title,
            each.type,  # type: ignore[arg-type]
            each.positioned,
            each.sha256,
            each.by,
            text_of(each.at),
            b64encode(get(connection, each.sha256)).decode(),
        )
        for each in rows(connection)
    )


def check_contents(file: ChangeFile, name: str) -> ChangeFile:
    """Return a file of changes whose attachments are what they say they are. In a child alone.

    Raises
    ------
    DataError
        If one is not.
    """
    for each in file.attachments:
        try:
            content = b64decode(each.content, validate=True)
        except ValueError as error:
            raise _wrong(each, name) from error
        told = check(content, each.title)
        if (told.type, told.positioned) != (each.type, each.positioned):
            raise _wrong(each, name)
        if sha256(content).hexdigest() != each.sha256:
            raise _wrong(each, name)
    return file


def _wrong(told: CarriedAttachment, name: str) -> DataError:
    return DataError(f"{name} 中的附件“{told.title}”与其说明不符；请在对方重新导出")


def take_in(
    connection: Connection,
    carried: Iterable[CarriedAttachment],
    published_of: PublishedOf,
    now: datetime,
) -> int:
    """Keep the attachments that are not here yet; return how many.

    Those of an item that this store does not know stay away until it does.
    """
    known = set(connection.scalars(select(ATTACHMENTS.c.uid)))
    count = 0
    for each in carried:
        named = current(connection, each.table, each.item, ["name"], published_of)["name"]
        if each.uid in known or not named:
            continue
        blob = plain(b64decode(each.content))
        put(connection, blob, now)
        told = Attachment(
            each.uid, each.table, each.item, each.change, each.title, each.type, each.positioned,
            blob.sha256, blob.size, each.by, time_of(each.at),
        )  # fmt: skip
        add(connection, told, now)
        count += 1
    return count
