"""What the page writes into the ledger: the one way, which asks at that moment who may.

Who and when are found here; what is told by a form is only the item, the values, why and by which
document.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from typing import Final

from sqlalchemy import Connection

from geo.errors import DataError
from geo.exchange.attachment_check import CheckedAttachment
from geo.exchange.attachments import Attachment, KeptFile, content, keep, link, withdraw
from geo.ledger import Act, Change, Edit, Verdict, bounds
from geo.people import same_person
from views import cache, writer
from views.edition import STORE, look_again

MOST_WHY: Final = bounds.MOST_WHY
MOST_DOCUMENT: Final = bounds.MOST_DOCUMENT
"""Letters of why, and of the document's name."""


def told(why: str, document: str = "", as_of: date | None = None) -> Act:
    """Return the act of whoever is at the page, now; `as_of` as in `geo.ledger.Act`.

    Raises
    ------
    DataError
        If there is no reason, or a text is too long or holds what no text holds.
    """
    return Act(
        writer.by(),
        datetime.now(UTC),
        _line(why, "为什么改", MOST_WHY, needed=True),
        _line(document, "依据文件", MOST_DOCUMENT),
        as_of,
    )


def typed(why: str, document: str = "", as_of: date | None = None) -> Act:
    """Return what a form tells of an act; by whom and when is found when it is written."""
    return Act("", datetime.now(UTC), why, document, as_of)


@writer.editing
def write(edits: Iterable[Edit], attached: Sequence[KeptFile] = ()) -> list[Change]:
    """Check and write edits, all or none, as acts of whoever is at the page now.

    What is `attached` goes with the first of them.

    Raises
    ------
    ConflictError
        If a field was changed since it was seen.
    UnchangedError
        If everything holds already.
    DataError
        If one may not be written, or the store cannot be used.
    """
    mine = [
        each._replace(act=told(each.act.why, each.act.document, each.act.as_of)) for each in edits
    ]

    def link_all(connection: Connection, made: Sequence[Change]) -> None:
        for each in attached:
            first = made[0]
            link(connection, (first.table, first.item, first.uid), each, first.by, first.at)

    made = STORE.write_all(mine, cache.published(), then=link_all)
    look_again()
    return made


@writer.editing
def keep_file(title: str, content: bytes, checked: CheckedAttachment) -> KeptFile:
    """Keep a file that was checked in a child until an act is written to which it belongs."""
    return keep(STORE.writable(), (title, content), checked, datetime.now(UTC))


@writer.editing
def withdraw_file(uid: str, why: str) -> Attachment:
    """Let an attachment be shown no more: one's own, or any for an administrator.

    Raises
    ------
    DataError
        If it is somebody else's, or there is no reason.
    """
    book = STORE.writable()
    found = content(book, uid)[0]
    permission = writer.may_administer()
    if not same_person(found.by, writer.person().by) and not permission.may:
        raise DataError(f"附件是 {found.by} 附上的，只能由本人或管理员撤下")
    made = withdraw(book, uid, told(why))
    look_again()
    return made


@writer.editing
def undo(seq: int, why: str, document: str = "") -> Change:
    """Take a change back; one that took back is taken back likewise. Raises as `write`."""
    made = STORE.undo(seq, told(why, document))
    look_again()
    return made


@writer.reviewing
def review(seq: int, verdict: Verdict, word: str) -> Change:
    """Accept a draft or send it back with a word.

    Raises
    ------
    ConflictError
        If it is sent back and was changed since.
    DataError
        If it does not wait for a review, is one's own where others have to, or lacks the word.
    """
    book = STORE.writable()
    permission = writer.may_review(book.change(seq).by)
    if not permission.may:
        raise DataError(permission.why)
    made = book.review(seq, verdict, told(word or verdict))
    look_again()
    return made


def _line(text: str, what: str, most: int, *, needed: bool = False) -> str:
    said = text.strip()
    if needed and not said:
        raise DataError(f"请填写{what}")
    if words := bounds.flaw(said, what, most, needed=False, lines=True):
        raise DataError(words)
    return said
