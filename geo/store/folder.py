"""The plan as published: a folder of files that are only read."""

from pathlib import Path

from geo.data_folder import edition_words
from geo.edition import edition_of
from geo.lifecircle.rules import load_rules
from geo.network.paces import load_paces
from geo.plan_data import PlanData, load_plan
from geo.reach import load_levels
from geo.store.model import PlanStore, Standards


class FolderStore:
    """A folder as data/README.md describes it; see `geo.store.model.PlanStore`.

    Parameters
    ----------
    folder
        Where the files lie.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def version(self) -> int:
        """Return a number of the names, sizes, times and places of the files."""
        return edition_of(self.folder)

    def read(self) -> PlanData:
        """Return the plan, every file of it checked."""
        return load_plan(self.folder)

    def standards(self) -> Standards:
        """Return the three tables of standards."""
        return Standards(load_levels(self.folder), load_rules(self.folder), load_paces(self.folder))

    def described(self) -> str:
        """Name the folder, and when its newest file was written."""
        return edition_words(self.folder)


def open_store(folder: Path) -> PlanStore:
    """Return the store of the plan whose published files lie in `folder`."""
    return FolderStore(folder)
