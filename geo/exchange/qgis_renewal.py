"""The GeoPackage for QGIS kept up to date beside the store, in a thread that slows no save."""

import logging
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from threading import Event, Thread
from typing import Final

from geo.errors import DataError
from geo.exchange.qgis_file import write_qgis_file
from geo.store import PlanStore
from geo.versions import Versions

_log = logging.getLogger(__name__)

NAME: Final = "只读_QGIS.gpkg"
LOOK_S: Final = 2.0
"""How often it is looked whether anything changed; seconds."""

AGAIN_S: Final = 30.0
"""After how long a file that could not be replaced is tried again; seconds."""


def usual_path(store: PlanStore) -> Path | None:
    """Return where the file lies: beside the store; None where the store is a server's."""
    file = store.ledger.database.file if store.ledger else None
    return file.with_name(NAME) if file else None


class QgisRenewal:
    """A thread that writes the file anew after changes; `trouble` says why it could not.

    Parameters
    ----------
    store
        The plan with its ledger.
    path
        Of the file.
    clock
        Says what time it is.
    """

    def __init__(self, store: PlanStore, path: Path, clock: Callable[[], datetime]) -> None:
        self._store, self._path, self._clock = store, path, clock
        self._ended = Event()
        self._thread = Thread(target=self._run, name="qgis file", daemon=True)
        self._written: Versions | None = None
        self.trouble = ""

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End, after a file that is being written."""
        self._ended.set()
        if self._thread.is_alive():
            self._thread.join()

    def renew(self) -> bool:
        """Write the file if anything changed since; return whether the file is up to date.

        Nothing is written before the first change.
        """
        try:
            versions = self._store.versions()
            if versions.ledger and versions != self._written:
                write_qgis_file(self._store, self._path, self._clock())
                self._written = versions
        except DataError as error:
            if self.trouble != str(error):
                _log.warning("the GeoPackage for QGIS is not renewed: %s", error)
            self.trouble = str(error)
            return False
        self.trouble = ""
        return True

    def _run(self) -> None:
        wait = LOOK_S
        while not self._ended.wait(wait):
            wait = LOOK_S if self.renew() else AGAIN_S
