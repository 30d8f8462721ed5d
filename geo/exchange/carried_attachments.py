"""Attachments in files of changes: put in, checked in a child, taken out once."""

from base64 import b64decode, b64encode
from collections.abc import Iterable, Set
from datetime import datetime
from hashlib import sha256

from sqlalchemy import Connection, select

from geo.errors import DataError
from geo.exchange.attachment_check import check
from geo.exchange.attachments import Attachment, Withdrawal, add, add_withdrawal, rows
from geo.exchange.change_file import CarriedAttachment, CarriedWithdrawal, ChangeFile
from geo.exchange.conflicts import PublishedOf, current
from geo.exchange.door import Refusal
from geo.exchange.held import held
from geo.ledger.attachment_table import ATTACHMENTS, WITHDRAWN
from geo.ledger.blobs import get, plain, put
from geo.ledger.times import text_of, time_of
from geo.overlay import ITEMS


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
    known: Set[str],
    now: datetime,
) -> tuple[int, list[Refusal]]:
    """Keep the attachments that are not here yet; return how many, and what is wrong with others.

    Those of an item that this store does not know stay away until it does. `known` holds the uids
    of the changes that it knows.
    """
    here = {each.uid: each for each in rows(connection)}
    count, refused = 0, list[Refusal]()
    for each in carried:
        if words := _flaw(connection, each, here.get(each.uid), known):
            refused.append(Refusal(each.uid, each.item, f"附件“{each.title}”{words}"))
            continue
        if each.uid in here or not _is_known(connection, each, published_of):
            continue
        blob = plain(b64decode(each.content))
        put(connection, blob, now)
        told = Attachment(
            each.uid, each.table, each.item, each.change, each.title, each.type, each.positioned,
            blob.sha256, blob.size, each.by, time_of(each.at),
        )  # fmt: skip
        add(connection, told, now)
        count += 1
    return count, refused


def _is_known(connection: Connection, told: CarriedAttachment, published_of: PublishedOf) -> bool:
    return bool(current(connection, told.table, told.item, ["name"], published_of)["name"])


def _flaw(
    connection: Connection, told: CarriedAttachment, here: Attachment | None, known: Set[str]
) -> str:
    if here is not None:
        mine = (here.table, here.item, here.change, here.title, here.sha256, here.by, here.at)
        theirs = (told.table, told.item, told.change, told.title, told.sha256, told.by)
        differs = mine != (*theirs, time_of(told.at))
        return "与本库已有的内容不同；请与对方核对是谁改过文件" if differs else ""
    if told.table not in ITEMS:
        return f"所属的“{told.table[:40]}”里的要素不能填报；可用：{'、'.join(ITEMS)}"
    if not told.change:
        return ""
    if told.change not in known:
        return f"所属的改动 {told.change} 未到；请先并入较早的改动文件，再并入本文件"
    of = held(connection, [told.change])[told.change].head[:2]
    return "" if of == (told.table, told.item) else f"所属的改动 {told.change} 不是这一项的"


def withdrawals(connection: Connection) -> tuple[CarriedWithdrawal, ...]:
    """Return which attachments of a store are withdrawn."""
    found = connection.execute(select(WITHDRAWN).order_by(WITHDRAWN.c.number))
    return tuple(
        CarriedWithdrawal(row.uid, row.attachment, row.author, row.made, row.why) for row in found
    )


def take_withdrawals(
    connection: Connection, carried: Iterable[CarriedWithdrawal], now: datetime
) -> None:
    """Withdraw what the other store withdrew, as far as it is here and shown."""
    here = set(connection.scalars(select(ATTACHMENTS.c.uid)))
    gone = set(connection.scalars(select(WITHDRAWN.c.attachment)))
    for each in carried:
        if each.attachment in here - gone:
            told = Withdrawal(each.by, time_of(each.at), each.why)
            add_withdrawal(connection, each.uid, each.attachment, told, now)
            gone.add(each.attachment)
