"""A PostgreSQL server with PostGIS of its own, for the tests and the measurements of the ledger."""

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

import psycopg
from psycopg import sql

from tools.headless import free_port

_PLACES: Final = "/usr/lib/postgresql"
_TEMPLATE: Final = "with_postgis"
_USER: Final = "planmap"

QUICK: Final = ("fsync=off", "full_page_writes=off")
"""Settings of a server that outlives its own death, though not a failure of power: for tests."""


class Missing(Exception):  # noqa: N818 - says what is missing
    """PostgreSQL, or PostGIS for it, is not on this machine."""


def binaries() -> Path:
    """Return the folder of the newest PostgreSQL's programs.

    Raises
    ------
    Missing
        If there is none.
    """
    versions = sorted(Path(_PLACES).glob("*/bin/initdb"), key=lambda each: int(each.parts[-3]))
    if versions:
        return versions[-1].parent
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    raise Missing("no PostgreSQL on this machine: apt-get install postgresql-15-postgis-3")


class PostgreSQL:
    """A server on a free port of loopback, in a folder that goes with it; started once it is asked.

    Parameters
    ----------
    settings
        As `name=value`, beside those it comes with.
    """

    def __init__(self, settings: Sequence[str] = ()) -> None:
        self.programs = binaries()
        self.port = free_port()
        self._settings = settings
        self._folder = Path(tempfile.mkdtemp(prefix="planmap-postgresql-"))
        self._process: subprocess.Popen[bytes] | None = None
        self._filled = False

    @property
    def process_id(self) -> int:
        """Of the running server, 0 where it does not run."""
        return self._process.pid if self._process else 0

    def start(self) -> None:
        """Start it if it does not run, and wait until it answers."""
        if self._process and self._process.poll() is None:
            return
        data = self._folder / "data"
        if not data.exists():
            self._make(data)
        options = (f"port={self.port}", "listen_addresses=127.0.0.1", "unix_socket_directories=")
        told = [f"--{each}" for each in (*options, "max_connections=120", *self._settings)]
        with (self._folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [self.programs / "postgres", "-D", data, *told],
                stdout=log,
                stderr=log,
                cwd=self._folder,
                **_as_whom(),
            )
        self._wait()
        if not self._filled:
            self._fill()

    def stop(self, how: str = "fast") -> None:
        """Stop it: `fast` breaks all connections, `immediate` is as if it had died."""
        if self._process and self._process.poll() is None:
            _run([self.programs / "pg_ctl", "stop", "-D", "data", "-m", how], self._folder)
            self._process.wait()
        self._process = None

    def database(self) -> str:
        """Make a database with PostGIS; return its URL as `PLANMAP_STORE` takes it."""
        self.start()
        name = f"plan_{uuid4().hex[:12]}"
        made = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
        self._say(made.format(sql.Identifier(name), sql.Identifier(_TEMPLATE)))
        return f"postgresql+psycopg://{_USER}@127.0.0.1:{self.port}/{name}"

    def drop(self, url: str) -> None:
        """Take a database away, whoever is still in it."""
        self.start()
        name = sql.Identifier(url.rpartition("/")[2])
        self._say(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(name))

    def close(self) -> None:
        """Stop it and take its folder away."""
        self.stop("immediate")
        shutil.rmtree(self._folder, ignore_errors=True)

    def _make(self, data: Path) -> None:
        if whom := _as_whom():
            shutil.chown(self._folder, whom["user"])
        told = ("--auth=trust", f"--username={_USER}", "--encoding=UTF8", "--no-sync")
        _run([self.programs / "initdb", "-D", data, "--locale=C.UTF-8", *told], self._folder)

    def _fill(self) -> None:
        self._say(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(_TEMPLATE)))
        try:
            self._say(sql.SQL("CREATE EXTENSION postgis"), _TEMPLATE)
        except psycopg.Error as error:
            raise Missing(f"no PostGIS for this PostgreSQL: {error}") from error
        self._filled = True

    def _say(self, statement: sql.SQL | sql.Composed, database: str = "postgres") -> None:
        where = {"host": "127.0.0.1", "port": self.port, "user": _USER, "dbname": database}
        with psycopg.connect(**where, autocommit=True) as connection:  # type: ignore[arg-type]
            connection.execute(statement)

    def _wait(self) -> None:
        until = time.monotonic() + 60
        while time.monotonic() < until:
            if self._process and self._process.poll() is not None:
                break
            with suppress(psycopg.OperationalError):
                self._say(sql.SQL("SELECT 1"))
                return
            time.sleep(0.05)
        raise RuntimeError((self._folder / "log").read_text(errors="replace")[-2000:])


@contextmanager
def running(settings: Sequence[str] = ()) -> Iterator[PostgreSQL]:
    """Give a server for a while."""
    server = PostgreSQL(settings)
    try:
        server.start()
        yield server
    finally:
        server.close()


def _as_whom() -> dict[str, Any]:
    """PostgreSQL refuses to run as root: who runs it then."""
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        return {"user": "postgres", "group": "postgres", "extra_groups": []}
    return {}


def _run(command: Sequence[str | Path], folder: Path) -> None:
    done = subprocess.run(command, cwd=folder, capture_output=True, check=False, **_as_whom())
    if done.returncode:
        raise RuntimeError((done.stderr + done.stdout).decode(errors="replace")[-2000:])
