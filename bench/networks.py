"""Print how fast the walking network is, beside its peers: `python -m bench.networks`."""

from collections.abc import Iterator

from bench import curves, gaps, noding, straight, walks
from bench.curves import Curve
from bench.markdown import markdown
from bench.timing import Row, spoken


def rows() -> list[Row]:
    """Measure every figure of the table, each with its peers in the same run."""
    return [*walks.rows(), *noding.rows(), *gaps.rows(), *straight.rows()]


def table_lines(table: list[Row]) -> Iterator[str]:
    """Lines of the table, Markdown."""
    yield from markdown([Row("work", "to reach", "this app", "peers, same run"), *table])


def curve_lines(curve: Curve) -> Iterator[str]:
    """Lines of one curve: seconds by size, and how they grow."""
    yield f"{curve.work}, by {curve.unit}: grows as {curve.unit}^{curve.exponent():.2f}"
    sizes = [f"{size:,}" for size in curve.sizes]
    yield from markdown([(curve.unit, *sizes), ("time", *map(spoken, curve.seconds))])


def main() -> None:
    """Measure and print the table, then the curves."""
    for line in table_lines(rows()):
        print(line, flush=True)  # noqa: T201 - a command's output
    for curve in curves.curves():
        print("", *curve_lines(curve), sep="\n", flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
