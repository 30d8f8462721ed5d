"""Attachments of items: stored once by content, linked with a title, only added to."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple
from uuid import uuid4

from sqlalchemy import Connection, insert, select

from geo.errors import DataError
from geo.exchange.attachment_check import CheckedAttachment
from geo.ledger import Ledger
from geo.ledger.attachment_table import ATTACHMENTS, WITHDRAWN
from geo.ledger.blobs import BLOBS, get, holds, plain, put
from geo.ledger.bounds import MOST_ID, require_act, require_id
from geo.ledger.model import Act
from geo.ledger.tables import CHANGES
from geo.ledger.times import text_of, time_of

POSITIONED = "照片内带有拍摄位置；原样保存，只给编辑人员查看，对外提供前请另行去除"


class Withdrawal(NamedTuple):
    """Who withdrew an attachment, when and why."""

    by: str
    at: datetime
    why: str


class KeptFile(NamedTuple):
    """A content that is kept and not yet linked: its name and size, and what it is."""

    title: str
    sha256: str
    size: int
    type: str
    positioned: bool


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
    withdrawn: Withdrawal | None = None


def keep(
    ledger: Ledger, sent: tuple[str, bytes], checked: CheckedAttachment, at: datetime
) -> KeptFile:
    """Keep a content for a while, until it is linked; title and content were `sent`."""
    blob = plain(sent[1])
    with ledger.database.writing() as connection:
        put(connection, blob, at)
    return KeptFile(_titled(sent[0]), blob.sha256, blob.size, checked.type, checked.positioned)


def link(
    connection: Connection, to: tuple[str, str, str], kept: KeptFile, by: str, at: datetime
) -> Attachment:
    """Link a kept content to an item and a change, by table, id and uid, "" for no change.

    Raises
    ------
    DataError
        If it was kept too long ago.
    """
    if not holds(connection, kept.sha256):
        raise DataError(f"附件“{kept.title}”放置过久，已被清理；请移除后重新选择")
    made = Attachment(
        uuid4().hex, *to, kept.title, kept.type, kept.positioned, kept.sha256, kept.size, by, at
    )
    add(connection, made, at)
    return made


def withdraw(ledger: Ledger, uid: str, act: Act) -> Attachment:
    """Let an attachment be shown no more, for a reason; it stays in the history.

    Raises
    ------
    DataError
        If there is none, it is withdrawn already, or nobody or no reason is named.
    """
    require_act(act)
    with ledger.database.writing() as connection:
        found = rows(connection, uid=uid)
        if not found:
            raise DataError("没有这个附件")
        if found[0].withdrawn:
            raise DataError(f"附件“{found[0].title}”已由 {found[0].withdrawn.by} 撤下")
        told = Withdrawal(act.by, act.at, act.why)
        add_withdrawal(connection, uuid4().hex, uid, told, act.at)
    return found[0]._replace(withdrawn=told)


def add_withdrawal(
    connection: Connection, name: str, uid: str, told: Withdrawal, now: datetime
) -> None:
    """Write that an attachment is withdrawn, under the name of that act."""
    row = {"uid": name, "attachment": uid, "author": told.by, "made": text_of(told.at)}
    row |= {"recorded": text_of(now), "why": told.why}
    connection.execute(insert(WITHDRAWN).values(row))


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
    title = _titled(sent[0])
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


def _titled(title: str) -> str:
    return " ".join(title.split())[:MOST_ID]


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


def of_changes(ledger: Ledger, uids: Iterable[str]) -> dict[str, list[Attachment]]:
    """Return the attachments of changes by their uid; withdrawn ones are among them."""
    found: dict[str, list[Attachment]] = {}
    with ledger.database.reading() as connection:
        told = rows(connection, changes=list(uids)) if connection else []
    for each in told:
        found.setdefault(each.change, []).append(each)
    return found


def listed(ledger: Ledger, table: str | None = None, item: str | None = None) -> list[Attachment]:
    """Return attachments, oldest first; of one table, of one item, or all."""
    with ledger.database.reading() as connection:
        return rows(connection, table, item) if connection else []


def rows(
    connection: Connection,
    table: str | None = None,
    item: str | None = None,
    uid: str = "",
    changes: list[str] | None = None,
) -> list[Attachment]:
    """Return attachments within a transaction."""
    gone = WITHDRAWN.c
    asked = (
        select(ATTACHMENTS, BLOBS.c.size, gone.author.label("gone_by"), gone.why.label("gone_why"))
        .add_columns(gone.made.label("gone_at"))
        .join(BLOBS, BLOBS.c.sha256 == ATTACHMENTS.c.sha256)
        .join(WITHDRAWN, gone.attachment == ATTACHMENTS.c.uid, isouter=True)
    )
    if changes is not None:
        asked = asked.where(ATTACHMENTS.c.change_uid.in_(changes))
    wanted: Iterable = ((ATTACHMENTS.c.of_table, table), (ATTACHMENTS.c.item, item))
    for column, value in (*wanted, (ATTACHMENTS.c.uid, uid or None)):
        asked = asked if value is None else asked.where(column == value)
    return [
        Attachment(
            row.uid, row.of_table, row.item, row.change_uid, row.title, row.type,
            bool(row.positioned), row.sha256, row.size, row.author, time_of(row.made),
            Withdrawal(row.gone_by, time_of(row.gone_at), row.gone_why) if row.gone_by else None,
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
