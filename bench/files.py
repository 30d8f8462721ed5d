"""Print how fast files come in and go out, beside their peers: `python -m bench.files`."""

import argparse
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from bench import (
    atlas,
    exchange_data,
    exchange_in,
    exchange_map,
    exchange_memory,
    exchange_out,
    sheets,
)
from bench.markdown import markdown
from bench.timing import Row


def rows(folder: Path, *, browser: bool) -> Iterator[Row]:
    """Measure every figure of the table, each with its peers in the same run.

    Parameters
    ----------
    folder
        Where the measured files go.
    browser
        Whether the map is measured in a browser too.
    """
    files = exchange_data.files(folder)
    yield from sheets.rows()
    yield from atlas.rows()
    yield from exchange_in.rows(files)
    yield from exchange_out.rows(folder)
    yield from exchange_map.rows(files, browser=browser)
    yield from exchange_memory.rows(files)


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description="measure files in and out")
    parser.add_argument("--no-browser", action="store_true", help="leave out what needs a browser")
    chosen = parser.parse_args()
    with TemporaryDirectory(prefix="bench-") as folder:
        head = Row("work", "to reach", "this app", "peers, same run")
        table = [head, *rows(Path(folder), browser=not chosen.no_browser)]
    for line in markdown(table):
        print(line, flush=True)  # noqa: T201 - a command's output


if __name__ == "__main__":
    main()
