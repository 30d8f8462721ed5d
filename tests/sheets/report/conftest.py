"""The real plan with its figures, drawn once; and a plan of two hand-made zones."""

from pathlib import Path

import pytest

from geo.lifecircle.rules import load_rules
from geo.plan_data import load_plan
from sheets.report.build import build
from sheets.report.lifecircle_figures import default_circles
from sheets.report.request import ReportRequest

DATA = Path(__file__).parents[3] / "data"


@pytest.fixture(scope="session")
def plan():
    if not (DATA / "projects.csv").exists():
        pytest.skip("the plan's data folder is not here")
    return load_plan(DATA)


@pytest.fixture(scope="session")
def circles(plan):
    return default_circles(plan, load_rules(DATA))


@pytest.fixture(scope="session")
def district(plan, circles):
    """Content of the report of the whole district."""
    return build(ReportRequest(plan, "2026-01-31", office="甲局", circles=circles, dpi=150))


@pytest.fixture(scope="session")
def core(plan, circles):
    """Content of the report of one zone."""
    return build(ReportRequest(plan, "2026-01-31", zone="core", circles=circles, dpi=150))


@pytest.fixture(scope="session")
def data():
    """Folder of the plan's data."""
    return DATA
