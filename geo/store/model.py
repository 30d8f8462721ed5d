"""What a store of the plan's data answers."""

from typing import NamedTuple, Protocol

from pandas import DataFrame

from geo.plan_data import PlanData


class Standards(NamedTuple):
    """The tables that come from standards, not from the plan.

    `levels`: see `geo.reach.load_levels`; `rules`: see `geo.lifecircle.rules.load_rules`; `paces`:
    see `geo.network.paces.load_paces`.
    """

    levels: DataFrame
    rules: DataFrame
    paces: DataFrame


class PlanStore(Protocol):
    """The plan's data, wherever they lie.

    A store that takes changes offers `write` and `history` besides; whoever only reads asks for
    nothing more than this.
    """

    def version(self) -> int:
        """Return a number that is another one as soon as anything of the data changes.

        Raises
        ------
        DataError
            If there are no data.
        """

    def read(self) -> PlanData:
        """Return the plan, checked.

        Raises
        ------
        DataError, MissingColumnError
            Naming what is missing or wrong, and what to do.
        """

    def standards(self) -> Standards:
        """Return the tables of standards, checked; errors as `read`."""

    def described(self) -> str:
        """Say in one Chinese line which data and which edition of them these are."""
