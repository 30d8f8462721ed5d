"""The folder where this program keeps what belongs to the user, not to the plan."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from platformdirs import user_data_path

VARIABLE: Final = "PLANMAP_HOME"
"""Environment variable that names another folder, as for a service without a home."""


def user_folder(environ: Mapping[str, str]) -> Path:
    """Return the folder; it need not be there."""
    named = environ.get(VARIABLE, "").strip()
    return Path(named) if named else user_data_path("planmap", appauthor=False)
