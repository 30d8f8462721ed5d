"""Where the plan's data come from: the one seam through which page and commands read them.

The folder holds the plan as published; a ledger (`geo.ledger`), where there is one, lies over it.
"""

import os
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pandas import DataFrame

from geo.edition import edition_of, is_of
from geo.errors import DataError
from geo.installation import installation
from geo.lifecircle.rules import load_rules
from geo.network.pace import load_paces
from geo.overlay import ADDED, ITEMS
from geo.overlay.checking import check_edit
from geo.overlay.laying import overlaid
from geo.overlay.published import published_values
from geo.plan_data import PlanData, load_plan
from geo.versions import Versions
from geo.walk_thresholds import load_levels

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from geo.ledger import Act, Change, Edit, Ledger
    from geo.ledger.model import Kind


class Standards(NamedTuple):
    """The tables that come from standards, not from the plan.

    `levels`: see `geo.walk_thresholds.load_levels`; `rules`: see `geo.lifecircle.rules.load_rules`;
    `paces`: see `geo.network.pace.load_paces`.
    """

    levels: DataFrame
    rules: DataFrame
    paces: DataFrame


class _Held(NamedTuple):
    """The plan laid over last, and of what."""

    published: PlanData
    version: int
    plan: PlanData


class PlanStore:
    """The plan of a folder of files, as data/README.md describes it, with a ledger over it.

    Every answer raises `DataError` or `MissingColumnError` where there are no data, or naming what
    is missing or wrong, and what to do.

    Parameters
    ----------
    folder
        Only read.
    open_ledger
        Opens the ledger when it is first asked for; None for the plan as published.
    wants_review
        Tells, at each writing, whether a change is a draft until somebody reviews it.
    """

    def __init__(
        self,
        folder: Path,
        open_ledger: Callable[[], "Ledger"] | None = None,
        wants_review: Callable[[], bool] = lambda: False,
    ) -> None:
        self.folder = folder
        self._open_ledger, self._wants_review = open_ledger, wants_review
        self._held: _Held | None = None

    @cached_property
    def ledger(self) -> "Ledger | None":
        """The ledger; None where the plan is read as published."""
        return self._open_ledger() if self._open_ledger else None

    def versions(self) -> Versions:
        """Return which folder and which state of the ledger there are now."""
        return Versions(self.folder_version(), self.ledger_version(), date.today())

    def version(self) -> int:
        """Return a number that is another one as soon as anything of the data changes."""
        return self.versions().number

    def folder_version(self) -> int:
        """Return a number that is another one as soon as a file of the folder changes."""
        return edition_of(self.folder, besides=self._own_file())

    def ledger_version(self) -> int:
        """Return a number that grows with every change; 0 where nothing was ever written."""
        return self.ledger.version() if self.ledger else 0

    def read(self, at: datetime | None = None) -> PlanData:
        """Return the plan, every file of it checked, as the office has it now, or had it `at`."""
        day = at.astimezone().date() if at else date.today()
        return overlaid(self.published(), self.states(at), day)

    def published(self) -> PlanData:
        """Return the plan of the folder alone."""
        return load_plan(self.folder)

    def states(self, at: datetime | None = None) -> dict[str, DataFrame]:
        """Return what the ledger says, by table (`geo.overlay.ITEMS`)."""
        return {table: self.ledger.state(table, at) for table in ITEMS} if self.ledger else {}

    def entries(
        self,
        table: str,
        fields: Collection[str] | None = None,
        *,
        since: int = 0,
        at: datetime | None = None,
    ) -> DataFrame:
        """Return every entry of the ledger's history; see `geo.ledger.entries.entries`."""
        if self.ledger is None:
            from geo.ledger.entries import no_entries  # noqa: PLC0415 - as in `open_store`

            return no_entries()
        return self.ledger.entries(table, fields, since=since, at=at)

    def standards(self) -> Standards:
        """Return the three tables of standards, checked."""
        return Standards(load_levels(self.folder), load_rules(self.folder), load_paces(self.folder))

    def write_all(
        self,
        edits: Iterable["Edit"],
        published: PlanData | None = None,
        *,
        kind: "Kind" = "edit",
        then: "Callable[[Connection, list[Change]], None]" = lambda *_: None,
    ) -> "list[Change]":
        """Check edits (`geo.overlay.checking`), write all of them or none; return the changes.

        Parameters
        ----------
        edits, published
            Each of one item; the plan of the folder, where the caller has it already.
        kind, then
            `merge` for what came back from elsewhere; writes what goes with the changes.

        Raises
        ------
        DataError
            If one may not be written, or there is no ledger.
        """
        ledger = self.writable()
        base = self.published() if published is None else published
        now = self._now(base)
        return ledger.write_all(
            [_checked(now, each) for each in edits],
            lambda each: published_values(base, each.table, each.item, tuple(each.values)),  # noqa: PD011
            kind=kind,
            then=then,
        )

    def laid(self, published: PlanData, states: Mapping[str, DataFrame], version: int) -> PlanData:
        """Return the plan with `states` over it, read after `version`; edits are checked by it."""
        self._held = _Held(published, version, overlaid(published, states, date.today()))
        return self._held.plan

    def _now(self, published: PlanData) -> PlanData:
        """Return the plan as it is now, as it was laid last if nothing was written since."""
        version, held = self.ledger_version(), self._held
        if held and held.published is published and held.version == version:
            return held.plan
        return overlaid(published, self.states(), date.today())

    def write(self, edit: "Edit", published: PlanData | None = None) -> "Change":
        """Check and write one edit; see `write_all`."""
        return self.write_all([edit], published)[0]

    def undo(self, seq: int, act: "Act") -> "Change":
        """Take a change back by another one, see `geo.ledger.Ledger.undo`."""
        return self.writable().undo(seq, act)

    def writable(self) -> "Ledger":
        """Return the ledger as the installation wants it written.

        Raises
        ------
        DataError
            If the plan is read as published.
        """
        if self.ledger is None:
            raise DataError("按规划原文打开，不能填报；请去掉“仅规划原文”后再试")
        self.ledger.reviewed = self._wants_review()
        return self.ledger

    def described(self) -> str:
        """Say in one Chinese line which data, which edition and which state of the ledger."""
        mark, own = f"{self.folder_version():016x}"[:8], self._own_file()
        files = (path for path in self.folder.rglob("*") if path.is_file() and not is_of(path, own))
        newest = max(path.stat().st_mtime for path in files)
        day = datetime.fromtimestamp(newest).strftime("%Y-%m-%d %H:%M")
        return f"读取数据 {self.folder}（版本 {mark}，最近修改 {day}）；{self._ledger_words()}"

    def _ledger_words(self) -> str:
        if self.ledger is None:
            return "仅规划原文"
        number = self.ledger_version()
        return f"台账第 {number} 版" if number else "台账为空"

    def _own_file(self) -> Path | None:
        return self.ledger.database.file if self.ledger else None


def open_store(
    folder: Path, environ: Mapping[str, str] = os.environ, *, as_published: bool = False
) -> PlanStore:
    """Return the plan of a folder with the ledger that the environment names, or the user's own.

    Parameters
    ----------
    folder
        See `PlanStore`.
    environ
        PLANMAP_STORE names the ledger, else the installation's file (`geo.installation`), see
        `geo.ledger.location`; where nothing was written yet, the plan is as published.
    as_published
        Leave the ledger out.
    """
    if as_published:
        return PlanStore(folder)

    def opened() -> "Ledger":
        from geo.ledger import Ledger  # noqa: PLC0415 - the database's library, once it is asked
        from geo.ledger.location import store_url  # noqa: PLC0415

        return Ledger(store_url(environ, folder, installation(environ).store))

    return PlanStore(folder, opened, lambda: installation(environ).reviewed)


def _checked(now: PlanData, edit: "Edit") -> "Edit":
    values = dict(edit.values)  # noqa: PD011 - a field of an edit
    rows = now.rows(edit.table)
    fresh = edit.table in ADDED and "source" in rows and edit.item not in rows.index
    if fresh and not values.get("source"):
        values["source"] = edit.act.document  # what is new comes from there
    return edit._replace(values=check_edit(now, edit.table, edit.item, values))
