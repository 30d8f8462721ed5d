"""`planmap ledger`: values, places, history, undo and review from the command line.

What is refused ends with one line and exit code 2; `--json` gives the results to programs.
"""

from collections.abc import Sequence

from geo.command_parser import CommandParser
from geo.console import begin, exit_code
from planmap.ledger import (
    chart,
    entering,
    exchanging,
    forms,
    indicators,
    matters,
    placing,
    report,
    reviewing,
    telling,
)
from planmap.ledger.verb import LedgerVerb

VERBS: tuple[LedgerVerb, ...] = (
    *entering.VERBS,
    *matters.VERBS,
    *placing.VERBS,
    *telling.VERBS,
    *indicators.VERBS,
    *reviewing.VERBS,
    *exchanging.VERBS,
    *report.VERBS,
    *chart.VERBS,
    *forms.VERBS,
)


def main(words: Sequence[str] | None = None) -> int:
    """Do what the words ask for; return the exit code."""
    begin()
    options = parser().parse_args(words)
    return exit_code(lambda: options.verb.run(options))


def parser() -> CommandParser:
    """Words that `planmap ledger` understands."""
    made = CommandParser(
        prog="planmap ledger",
        description="台账：填报、落图、留痕、撤销、审核、交换、备份 / the ledger of a plan",
    )
    verbs = made.add_subparsers(metavar="命令", required=True, dest="命令")
    for verb in VERBS:
        added = verbs.add_parser(
            verb.name, help=verb.words, description=verb.words, epilog=verb.example
        )
        verb.add(added)
        added.set_defaults(verb=verb)
    return made
