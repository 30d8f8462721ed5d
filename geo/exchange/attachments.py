"""Attachments of items: stored once by content, linked with a title, only added to."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple
from uuid import uuid4

from sqlalchemy import Connection, insert, select

from geo.errors import DataError
from geo.exchange.attachment_check import CheckedAttachment
from geo.ledger import Ledger
from geo.ledger.attachment_table import ATTACHMENTS
from geo.ledger.blobs import BLOBS, get, plain, put
from geo.ledger.bounds import MOST_ID, require_act, require_id
from geo.ledger.model import Act
from geo.ledger.tables import CHANGES
from geo.ledger.times import text_of, time_of

POSITIONED = "照片内带有拍摄位置；原样保存，只给编辑人员查看，对外提供前请另行去除"


class Attachment(NamedTuple):
    """A photo or a PDF of an item; `change` is the uid of the change that it belongs to, or ""."""

    uid: str
    table: str
    item: str
    change: str
    title: str
    type: str
    positioned: bool
    sha256: str
    size: int
    by: str
    at: datetime


def attach(
    ledger: Ledger,
    to: tuple[str, str, int],
    sent: tuple[str, bytes],
    checked: CheckedAttachment,
    act: Act,
) -> Attachment:
    """Keep an attachment as it was sent.

    Parameters
    ----------
    ledger
        Where.
    to
        Table and id of the item, and the number of one of its changes, 0 for none.
    sent
        Title and content.
    checked
        What a child said of the content (`geo.guarded.reading.attachment`).
    act
        Who, and when.

    Raises
    ------
    DataError
        If title or name is empty, or the change is not one of that item.
    """
    table, item, seq = to
    title = " ".join(sent[0].split())[:MOST_ID]
    require_id(title, "附件的标题")
    require_id(item)
    require_act(act, needed=False)
    with ledger.database.writing() as connection:
        change = _change(connection, table, item, seq)
        blob = plain(sent[1])
        put(connection, blob, act.at)
        made = Attachment(
            uuid4().hex, table, item, change, title, checked.type, checked.positioned,
            blob.sha256, blob.size, act.by, act.at,
        )  # fmt: skip
        add(connection, made, act.at)
    return made


def _change(connection: Connection, table: str, item: str, seq: int) -> str:
    if not seq:
        return ""
    of = (CHANGES.c.of_table == table, CHANGES.c.item == item)
    uid = connection.scalar(select(CHANGES.c.uid).where(CHANGES.c.seq == seq, *of))
    if uid is None:
        raise DataError(f"“{item}”没有编号为 {seq} 的改动；请核对编号")
    return str(uid)


def add(connection: Connection, told: Attachment, now: datetime) -> None:
    """Write the row of an attachment whose content is kept."""
    row = {
        "uid": told.uid,
        "of_table": told.table,
        "item": told.item,
        "change_uid": told.change,
        "title": told.title,
        "type": told.type,
        "positioned": told.positioned,
        "sha256": told.sha256,
        "author": told.by,
        "made": text_of(told.at),
        "recorded": text_of(now),
    }
    connection.execute(insert(ATTACHMENTS).values(row))


def listed(ledger: Ledger, table: str | None = None, item: str | None = None) -> list[Attachment]:
    """Return attachments, oldest first; of one table, of one item, or all."""
    with ledger.database.reading() as connection:
        return rows(connection, table, item) if connection else []


def rows(
    connection: Connection, table: str | None = None, item: str | None = None, uid: str = ""
) -> list[Attachment]:
    """Return attachments within a transaction."""
    asked = select(ATTACHMENTS, BLOBS.c.size).join(BLOBS, BLOBS.c.sha256 == ATTACHMENTS.c.sha256)
    wanted: Iterable = ((ATTACHMENTS.c.of_table, table), (ATTACHMENTS.c.item, item))
    for column, value in (*wanted, (ATTACHMENTS.c.uid, uid or None)):
        asked = asked if value is None else asked.where(column == value)
    return [
        Attachment(
            row.uid, row.of_table, row.item, row.change_uid, row.title, row.type,
            bool(row.positioned), row.sha256, row.size, row.author, time_of(row.made),
        )
        for row in connection.execute(asked.order_by(ATTACHMENTS.c.number))
    ]  # fmt: skip


def content(ledger: Ledger, uid: str) -> tuple[Attachment, bytes]:
    """Return an attachment with its content.

    Raises
    ------
    DataError
        If there is none, or it is damaged.
    """
    with ledger.database.reading() as connection:
        found = rows(connection, uid=uid) if connection else []
        if connection is None or not found:
            raise DataError("没有这个附件")
        return found[0], get(connection, found[0].sha256)
