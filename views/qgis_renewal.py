"""The server's file for QGIS: renewed beside the ledger after changes, in a thread of its own."""

from datetime import UTC, datetime
from functools import cache

from geo.exchange.qgis_renewal import QgisRenewal, usual_path
from views.edition import STORE


@cache
def renewal() -> QgisRenewal | None:
    """Return the one of this server; None where the ledger is a database that QGIS opens itself."""
    path = usual_path(STORE)
    return QgisRenewal(STORE, path, lambda: datetime.now(UTC)) if path else None


def start() -> None:
    """Begin to renew."""
    made = renewal()
    if made is not None:
        made.start()


def stop() -> None:
    """End, after a file that is being written."""
    made = renewal()
    if made is not None:
        made.stop()


def trouble() -> str:
    """Return why the file is not up to date, "" where it is."""
    made = renewal()
    return made.trouble if made is not None else ""
