"""Small towns walked by hand; metres from the corner of the parent's frames."""

import pytest
from shapely import LineString

from geo.network.build import build_network
from geo.network.pace import Pace
from geo.network.walking import Walking

RIVER = [
    ((0, 0), (1000, 0)),  # south bank
    ((0, 200), (1000, 200)),  # north bank
    ((900, 0), (900, 200)),  # the one bridge
]
"""Two streets along a river, 200 m apart, and one bridge near their east end."""


@pytest.fixture
def streets(shapes_at):
    """Make a network of streets given as runs of offsets in metres."""

    def make(*runs, **options):
        lines = shapes_at(*(LineString(run) for run in runs))
        return build_network(lines, label="试验路网", **options)

    return make


@pytest.fixture
def town(streets):
    """Make a distance model that walks on streets given as runs of offsets."""

    def make(*runs, delay_s=0.0, limit_m=500.0, **options):
        return Walking(streets(*runs, **options), Pace(60, delay_s), limit_m)

    return make


@pytest.fixture
def river(town):
    return town(*RIVER)
