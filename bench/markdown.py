"""Tables of words as Markdown, columns aligned."""

from collections.abc import Iterator, Sequence


def markdown(cells: Sequence[Sequence[str]]) -> Iterator[str]:
    """Lines of a table, its head first.

    Parameters
    ----------
    cells
        Rows of the same length; at least the head.
    """
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    for place, row in enumerate(cells):
        yield "| " + " | ".join(map(str.ljust, row, widths)) + " |"
        if not place:
            yield "| " + " | ".join("-" * width for width in widths) + " |"
