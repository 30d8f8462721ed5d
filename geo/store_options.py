"""Words by which a command is told which plan it reads: folder, and with the ledger or without."""

import argparse

from geo.data_folder import add_data
from geo.store import PlanStore, open_store


def add_plan(parser: argparse.ArgumentParser) -> None:
    """Add the options; `plan_of` makes sense of them."""
    add_data(parser)
    parser.add_argument(
        "--as-published",
        action="store_true",
        help="仅规划原文，不计台账里填报的内容 / the plan as published, without the ledger",
    )


def plan_of(options: argparse.Namespace) -> PlanStore:
    """Return the store that the words ask for."""
    return open_store(options.data, as_published=options.as_published)
