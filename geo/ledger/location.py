"""Where the ledger lies: the database that the environment names, else a file of the user's."""

import re
from collections.abc import Mapping
from hashlib import blake2b
from pathlib import Path
from typing import Final

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from geo.data_folder import SHIPPED
from geo.district import DISTRICT
from geo.errors import DataError
from geo.user_folder import user_folder

VARIABLE: Final = "PLANMAP_STORE"
"""Environment variable that names another store: `sqlite:///FILE` or `postgresql+psycopg://…`."""

_DRIVERS: Final = ("sqlite", "postgresql+psycopg")


def store_url(environ: Mapping[str, str], folder: Path, told: str = "") -> str:
    """Return the URL of the store over the plan of a data folder.

    The environment goes before `told`, what the installation's file says. Without either the plan
    that comes with the program has one file, wherever the program lies: an update is put into
    another folder. Each other data folder has a file of its own.

    Raises
    ------
    DataError
        If the setting is no such URL.
    """
    named = environ.get(VARIABLE, "").strip() or told
    if named:
        return checked_url(named)
    return f"sqlite:///{user_folder(environ) / _own_name(folder.resolve()) / 'ledger.sqlite'}"


def _own_name(place: Path) -> str:
    if place == SHIPPED.resolve():
        return re.sub(r"[^\w-]", "_", DISTRICT.district.name)
    mark = blake2b(str(place).encode(), digest_size=4).hexdigest()
    return f"{place.parent.name}-{mark}"


def checked_url(named: str) -> str:
    """Return a store's URL if it is one; a bare file name is SQLite's, `postgresql://` psycopg's.

    Raises
    ------
    DataError
        If it is not.
    """
    if "://" not in named:
        return f"sqlite:///{Path(named).resolve()}"
    given = named.replace("postgresql://", "postgresql+psycopg://", 1)
    try:
        url = make_url(given)
    except (ArgumentError, ValueError) as error:
        raise DataError(_wrong("写法不完整")) from error
    if url.drivername not in _DRIVERS:
        raise DataError(_wrong(f"不支持 {url.drivername}"))
    if not url.database or url.database == ":memory:":
        raise DataError(_wrong("没有写明数据库或文件"))
    return given


def _wrong(why: str) -> str:
    return (
        f"台账位置（{VARIABLE} 或 --store）{why}；应为 SQLite 文件名、sqlite:///文件，"
        "或 postgresql+psycopg://用户:口令@主机/数据库"
    )
