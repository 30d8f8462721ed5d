"""What the counts of noticed faults are made of."""

import pytest

from tools import mutation_areas
from tools.generated import stale
from tools.headless import ROOT
from tools.mutation_areas import by_area
from tools.mutation_figures import changed, figures_of
from tools.mutation_modules import MODULES

SOURCE = '''\
"""甲 7"""
LOW, HIGH = 20, (-0.5, 0.0)
NAMED = {"东": 3, True: "4"}


class Limits:
    most: int = 5

    def twice(self, times=2):
        return 2 * self.most


def three():
    return 3
'''.encode()


def test_figures_outside_functions_are_found_wherever_they_stand():
    found = [(each.line, each.instead) for each in figures_of(SOURCE)]
    assert sorted(found) == [(2, "0.55"), (2, "1.0"), (2, "21"), (3, "4"), (7, "6")]


def test_one_figure_is_changed_and_nothing_else():
    """Columns are counted in bytes: 东 before the 3 takes three."""
    (figure,) = [each for each in figures_of(SOURCE) if each.line == 3]
    assert changed(SOURCE, figure) == SOURCE.replace(b": 3,", b": 4,")


@pytest.mark.parametrize("module", MODULES)
def test_modules_and_their_tests_are_there(module):
    assert (ROOT / module).is_file()
    assert all((ROOT / name.partition("::")[0]).is_file() for name in MODULES[module])


ROWS = """
| geo/coverage.py | 200 | 182 | 91 | 18: alike |
| geo/siting/turns.py | 10 | 9 | 90 | 1: alike |
| geo/scenario/compare.py | 30 | 30 | 100 | 0 |
| `geo/importing/coordinate_columns.py`, numbers | 90 | 80 | 89% | 1 |
| `geo/importing/shapefile.py` | 10 of 541 | 8 | 80% | 2 |
"""


def test_rows_of_modules_are_summed_by_area_with_what_was_tried_of_a_sample():
    """182 / 200, 39 / 40, 88 / 100, and 309 / 340 in all."""
    assert by_area(ROWS).splitlines()[2:] == [
        "| coverage | 200 | 182 | 91.0% |",
        "| siting and scenarios | 40 | 39 | 97.5% |",
        "| reading | 100 | 88 | 88.0% |",
        "| all | 340 | 309 | 90.9% |",
    ]


def test_the_table_by_area_is_the_sum_of_the_rows():
    assert stale(mutation_areas.papers()) == [], "run python -m tools.mutation_areas"
