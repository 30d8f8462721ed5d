"""A verb of `planmap ledger`."""

import argparse
from collections.abc import Callable
from dataclasses import dataclass

Add = Callable[[argparse.ArgumentParser], None]
Run = Callable[[argparse.Namespace], int | None]


def by_its_own(options: argparse.Namespace) -> int | None:
    """Run what the options themselves name, where a verb has verbs of its own."""
    done: int | None = options.run(options)
    return done


@dataclass(frozen=True)
class LedgerVerb:
    """A verb: its name, what it does, its options, the work, and an example."""

    name: str
    words: str
    add: Add
    run: Run = by_its_own
    example: str = ""
