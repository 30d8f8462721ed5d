"""Works saved, read, listed; a save writes what changed, and never over what it has not seen."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, func, insert, or_, select, update

from geo.errors import DataError
from geo.ledger import blobs
from geo.ledger.database import Database
from geo.ledger.times import text_of, time_of
from geo.project_file.writing import assemble, check_size
from geo.works.model import (
    DAY,
    MOST_NAME,
    NOBODY,
    BehindError,
    Draft,
    FoundScan,
    FoundWork,
    GoneError,
    Work,
    WorkPart,
    WorksLimits,
)
from geo.works.tables import PARTS, WORKS

_LISTED = [column for column in WORKS.c if column.name != "head"]
_GONE = "这个工作不存在，或已删除"
_SEEN_DAYS = 1
"""A deleted work that was open within so many days stays: it may still be open."""


class Works:
    """The works of a database; times are passed in, aware."""

    def __init__(self, database: Database, limits: WorksLimits | None = None) -> None:
        self.database = database
        self.limits = limits or WorksLimits()

    def save(self, draft: Draft, at: datetime) -> int:
        """Save a work; return its new version.

        Raises
        ------
        BehindError
            If another version than `draft.seen` is there.
        GoneError
            If it was deleted.
        DataError
            If the owner has too many works, or the database refuses.
        """
        self._keep(draft.new, at)
        with self.database.writing() as connection:
            self._head(connection, draft, at)
            _write_parts(connection, draft)
        return draft.seen + 1

    def read(self, name: str) -> FoundWork:
        """Return a work by its id, or by that of its read-only link, with its project file.

        Raises
        ------
        GoneError
            If there is none.
        """
        with self.database.reading() as connection:
            row = _row(connection, name) if connection is not None and name else None
            if connection is None or row is None:
                raise GoneError(_GONE)
            held = (_content(connection, row), row.id != name, _scan(connection, row.id))
            return FoundWork(_work(row), *held)

    def of(self, owner: str) -> list[Work]:
        """Return the works of an owner, the last saved first; deleted ones are among them."""
        if owner == NOBODY:
            return []
        with self.database.reading() as connection:
            if connection is None:
                return []
            wanted = select(*_LISTED).where(WORKS.c.owner == owner).order_by(WORKS.c.saved.desc())
            return [_work(row) for row in connection.execute(wanted)]

    def rename(self, work: str, name: str) -> None:
        """Give a work another name; spaces around it go.

        Raises
        ------
        DataError
            If there is no such work, or the name is empty or too long.
        """
        bare = " ".join(name.split())
        if not bare or len(bare) > MOST_NAME:
            raise DataError(f"名称应为 1–{MOST_NAME} 个字")
        self._change(work, name=bare)

    def share(self, work: str, link: str | None) -> None:
        """Give a work a read-only link, or take it away (None)."""
        self._change(work, share=link)

    def delete(self, work: str, at: datetime | None) -> None:
        """Delete a work, or take that back (None); it stays for some days."""
        self._change(work, deleted=None if at is None else text_of(at))

    def copy(self, work: str, new: Work, at: datetime) -> None:
        """Copy a work under the id, owner and name of `new`."""
        with self.database.writing() as connection:
            row = _row(connection, work)
            if row is None:
                raise GoneError(_GONE)
            self._room(connection, new.owner, row.size)
            told = {"id": new.work, "owner": new.owner, "owner_name": new.owner_name}
            told |= {"name": new.name[:MOST_NAME], "head": row.head, "size": row.size}
            connection.execute(insert(WORKS).values(**told, **_first(at)))
            held = select(PARTS).where(PARTS.c.work == row.id)
            for part in connection.execute(held).mappings().all():
                connection.execute(insert(PARTS).values(dict(part) | {"work": new.work}))

    def touch(self, works: Iterable[str], at: datetime) -> None:
        """Note that works are open."""
        wanted = list(works)
        if wanted:
            with self.database.writing() as connection:
                connection.execute(
                    update(WORKS).where(WORKS.c.id.in_(wanted)).values(seen=text_of(at))
                )

    def clean(self, now: datetime) -> int:
        """Take away what is past its time, and what nothing refers to any more; return how many."""
        seen, days = WORKS.c.seen, self.limits
        old = or_(
            (WORKS.c.deleted < text_of(now - days.deleted_days * DAY))
            & (seen < text_of(now - _SEEN_DAYS * DAY)),
            (WORKS.c.owner == NOBODY) & (seen < text_of(now - days.nobodys_days * DAY)),
            seen < text_of(now - days.owned_days * DAY),
        )
        with self.database.reading() as connection:
            if connection is None:
                return 0
        with self.database.writing() as connection:
            gone = list(connection.execute(select(WORKS.c.id).where(old)).scalars())
            connection.execute(delete(WORKS).where(WORKS.c.id.in_(gone)))
            blobs.clean(connection, now)
        return len(gone)

    def _keep(self, new: Iterable[blobs.Packed], at: datetime) -> None:
        """Keep contents one by one: each holds other writers up for as long as itself takes."""
        for each in new:
            with self.database.writing() as connection:
                blobs.put(connection, each, at)

    def _head(self, connection: Connection, draft: Draft, at: datetime) -> None:
        size = len(draft.head.encode()) + sum(
            len(each.before.encode()) + each.size + len(each.after) for each in draft.parts
        )
        kinds = [each.kind for each in draft.parts]
        check_size(kinds.count("layer"), kinds.count("network"), size)
        told = {"head": draft.head, "size": size}
        if draft.seen == 0 and _row(connection, draft.work) is None:
            self._room(connection, draft.owner, size)
            names = {"owner": draft.owner, "owner_name": draft.owner_name}
            names |= {"id": draft.work, "name": draft.name[:MOST_NAME]}
            connection.execute(insert(WORKS).values(**told, **names, **_first(at)))
            return
        mine = (WORKS.c.id == draft.work) & (WORKS.c.version == draft.seen)
        now = {"version": draft.seen + 1, "saved": text_of(at), "seen": text_of(at)}
        changed = update(WORKS).where(mine, WORKS.c.deleted.is_(None)).values(**told, **now)
        if connection.execute(changed).rowcount == 0:
            row = _row(connection, draft.work)
            if row is None:
                raise GoneError(_GONE)
            raise BehindError(time_of(row.saved))

    def _room(self, connection: Connection, owner: str, size: int) -> None:
        """See that an owner may have another work; those of nobody are counted together."""
        counted = select(func.count(), func.coalesce(func.sum(WORKS.c.size), 0))
        found = connection.execute(counted.where(WORKS.c.owner == owner)).one()
        if found[0] >= self.limits.works or found[1] + size > self.limits.megabytes * 1e6:
            raise DataError(
                f"已存 {found[0]} 个工作、共 {found[1] / 1e6:,.0f} MB，"
                f"上限 {self.limits.works} 个、{self.limits.megabytes:,.0f} MB；"
                "请先在“我的工作”中删除不用的"
            )

    def _change(self, work: str, **values: str | None) -> None:
        with self.database.writing() as connection:
            changed = update(WORKS).where(WORKS.c.id == work).values(**values)
            if connection.execute(changed).rowcount == 0:
                raise GoneError(_GONE)


def _first(at: datetime) -> dict[str, Any]:
    now = text_of(at)
    return {"version": 1, "made": now, "saved": now, "seen": now}


def _row(connection: Connection, name: str) -> Any:  # noqa: ANN401 - a row of SQLAlchemy
    named = or_(WORKS.c.id == name, WORKS.c.share == name)
    return connection.execute(select(WORKS).where(named, WORKS.c.deleted.is_(None))).first()


def _work(row: Any) -> Work:  # noqa: ANN401
    deleted = time_of(row.deleted) if row.deleted else None
    return Work(
        row.id, row.owner, row.owner_name, row.name, row.version, row.size,
        time_of(row.made), time_of(row.saved), deleted, row.share,
    )  # fmt: skip


def _content(connection: Connection, row: Any) -> bytes:  # noqa: ANN401
    wanted = select(PARTS).where(PARTS.c.work == row.id, PARTS.c.kind != "scan")
    texts: dict[str, list[str]] = {"layer": [], "network": []}
    for part in connection.execute(wanted.order_by(PARTS.c.place)):
        within = blobs.get(connection, part.blob).decode() if part.blob else ""
        texts[part.kind].append(part.before + within + part.after)
    return assemble(row.head, texts["layer"], texts["network"]).encode()


def _scan(connection: Connection, work: str) -> FoundScan | None:
    wanted = select(PARTS).where(PARTS.c.work == work, PARTS.c.kind == "scan")
    part = connection.execute(wanted).first()
    return FoundScan(part.before, blobs.get(connection, part.blob)) if part is not None else None


def _write_parts(connection: Connection, draft: Draft) -> None:
    """Write the parts that are others than before."""
    wanted = dict(_placed(draft.parts))
    held = select(PARTS).where(PARTS.c.work == draft.work)
    there = {(row.kind, row.place): row for row in connection.execute(held)}
    for place in there.keys() - wanted.keys():
        connection.execute(delete(PARTS).where(_at(draft.work, *place)))
    for place, part in wanted.items():
        row, values = there.get(place), {name: getattr(part, name) for name in _TOLD}
        if row is None:
            named = {"work": draft.work, "kind": place[0], "place": place[1]}
            connection.execute(insert(PARTS).values(**named, **values))
        elif any(getattr(row, name) != value for name, value in values.items()):
            connection.execute(update(PARTS).where(_at(draft.work, *place)).values(**values))


_TOLD = ("before", "after", "blob")


def _placed(parts: Iterable[WorkPart]) -> Iterable[tuple[tuple[str, int], WorkPart]]:
    return (((part.kind, place), part) for place, part in enumerate(parts))


def _at(work: str, kind: str, place: int) -> Any:  # noqa: ANN401 - a clause of SQLAlchemy
    return (PARTS.c.work == work) & (PARTS.c.kind == kind) & (PARTS.c.place == place)
