"""Where works are kept: the database of the ledger over the plan of this server."""

import os
from functools import cache

from geo.data_folder import data_folder
from geo.installation import installation
from geo.ledger.database import Database
from geo.ledger.location import store_url
from geo.works.store import Works


@cache
def works() -> Works:
    """Return the works of this server; nothing is opened, and no file made, before it is needed.

    Raises
    ------
    DataError
        If the place of the store is said in a way that cannot be understood.
    """
    told = installation(os.environ).store
    return Works(Database(store_url(os.environ, data_folder(), told)))
