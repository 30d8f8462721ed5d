"""Pictures of boards for a document, and the same charts for a file of their own."""

from collections.abc import Callable

from pandas import DataFrame, Series, isna

from geo.monitoring.amounts import amount_words
from geo.monitoring.boards import STATE_COLUMNS
from geo.schema import UNREPORTED
from layers.palettes import STANDARD
from sheets.canvas import Canvas
from sheets.charts.looks import state_looks
from sheets.charts.stacks import Stack, stacked_chart
from sheets.charts.years import YearPair, year_chart
from sheets.page_files import page_bytes
from sheets.report.model import BODY_MM

_DPI = 150

Picture = tuple[bytes, float, float]
"""PNG, and its width and height in millimetres, as `sheets.report.model.Chart` takes them."""


def states_canvas(rows: DataFrame, width_mm: float, palette: str, title: str = "") -> Canvas:
    """Return the chart of the states of a board, a bar each row that has items."""
    stacks = [
        Stack(str(row["title"]), tuple(int(row[name]) for name in STATE_COLUMNS))
        for _, row in rows[rows["items"] > 0].iterrows()
    ]
    return stacked_chart(stacks, state_looks(palette), width_mm, title)


def years_canvas(years: DataFrame, width_mm: float, title: str = "") -> Canvas:
    """Return the chart of what was planned and done year by year."""
    pairs = [
        YearPair(
            int(str(year)),
            (_amount(row, "planned"), _amount(row, "actual")),
            (_words(row, "planned"), _words(row, "actual")),
        )
        for year, row in years.iterrows()
    ]
    return year_chart(pairs, width_mm, title)


def states_picture(rows: DataFrame, palette: str = STANDARD) -> Picture:
    """Return the chart of states as a picture for a document."""
    return picture(lambda: states_canvas(rows, BODY_MM, palette))


def years_picture(years: DataFrame) -> Picture:
    """Return the chart of years as a picture for a document."""
    return picture(lambda: years_canvas(years, BODY_MM))


def picture(draw: Callable[[], Canvas]) -> Picture:
    """Return a chart as a picture for a document."""
    sizes: list[tuple[float, float]] = []

    def drawn() -> Canvas:
        canvas = draw()
        sizes.append(canvas.page_mm)
        return canvas

    return page_bytes(drawn, _DPI, "png"), *sizes[0]


def _amount(row: Series, name: str) -> float | None:
    return None if isna(row[name]) else float(row[name])


def _words(row: Series, name: str) -> str:
    if isna(row[name]):
        return UNREPORTED
    return f"{amount_words(row[name])}\n{int(row[f'{name}_items'])} 项"
