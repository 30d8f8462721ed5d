"""Print how fast the ledger is, beside what its database does alone: `python -m bench.ledger`."""

import argparse
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from bench.ledger_commits import bare, ours, size_mb
from bench.ledger_data import BETWEEN, START, TABLE, fill
from bench.markdown import markdown
from bench.timing import Row, best_s, median_s, spoken
from geo.ledger import Ledger
from tools.postgresql import running

_ROUNDS = 7


def main() -> None:
    """Measure both stores and print the table."""
    parser = argparse.ArgumentParser(prog="bench.ledger", description=__doc__)
    parser.add_argument("--items", type=int, default=10_000)
    parser.add_argument("--changes", type=int, default=200_000)
    parser.add_argument("--edits", type=int, default=10_000, help="whose size is told")
    asked = parser.parse_args()
    rows = [Row("work", "aim", "ours", "the database alone")]
    with tempfile.TemporaryDirectory(prefix="planmap-bench-") as folder:
        rows.append(_commit(Path(folder)))
        rows += _long("SQLite", f"sqlite:///{Path(folder) / 'long.sqlite'}", asked)
        size = size_mb(Path(folder) / "edits.sqlite", asked.edits)
        rows.append(
            Row(f"SQLite: {asked.edits:,} edits of two fields on disk", "-", f"{size:.1f} MB")
        )
    with running() as server:
        rows += _long("PostgreSQL", server.database(), asked)
    for line in markdown(rows):
        print(line)  # noqa: T201 - a command's output


def _commit(folder: Path) -> Row:
    """Time a change beside the same rows put in by sqlite3, each synced to the disk."""
    with ours(folder / "ours.sqlite") as write, bare(folder / "bare.sqlite") as put:
        rounds = [(median_s(write, 60), median_s(put, 60)) for _ in range(5)]
    mine, alone = (min(each) for each in zip(*rounds, strict=True))
    aim = f"{spoken(3 * alone)} (3x)"
    return Row("SQLite: one change of two fields, committed", aim, spoken(mine), spoken(alone))


def _long(name: str, url: str, asked: argparse.Namespace) -> Iterator[Row]:
    """Time the reading of a long history."""
    with closing(Ledger(url)) as ledger:
        fill(ledger, asked.items, asked.changes)
        if not ledger.database.is_sqlite:
            with ledger.database.writing() as connection:
                connection.exec_driver_sql("ANALYZE")  # as the server does by itself in a minute
        there = len(ledger.state(TABLE))
        middle = START + BETWEEN * (asked.changes // 2)
        now_s = best_s(lambda: ledger.state(TABLE), _ROUNDS)
        then_s = best_s(lambda: ledger.state(TABLE, middle), _ROUNDS)
        alone_s = best_s(lambda: _fetched(ledger, there), _ROUNDS)
        yield Row(
            f"{name}: state of {asked.items:,} items, {asked.changes:,} changes, {there:,} fields",
            "0.5 s",
            spoken(now_s),
            f"{spoken(alone_s)}, so many rows fetched",
        )
        yield Row(f"{name}: their state at a date", "1 s", spoken(then_s))
        item_s = median_s(lambda: ledger.history(TABLE, "P00077"))
        yield Row(f"{name}: history of one item", "-", spoken(item_s))
        yield Row(f"{name}: version", "2 ms", spoken(median_s(ledger.version, 200)))


def _fetched(ledger: Ledger, rows: int) -> int:
    """Fetch as many rows as the state has, of both tables, in any order."""
    question = (
        "SELECT f.item, f.field, f.after, f.seq, c.author, c.made, c.why, c.document, c.kind "
        f"FROM changed_fields f JOIN changes c ON c.seq = f.seq LIMIT {rows}"
    )
    with ledger.database.reading() as connection:
        return len(connection.exec_driver_sql(question).fetchall()) if connection else 0


if __name__ == "__main__":
    main()
