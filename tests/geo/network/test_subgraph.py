"""Nodes reached from each source by itself, along the river of `conftest`."""

import numpy as np
import pytest
from scipy.sparse import csr_array

from geo.network import subgraph
from geo.network.routing import costs_of
from geo.network.snapping import snap_points_of, snap_to_edges
from geo.network.subgraph import each_source

X0, Y0 = 392_000.0, 3_168_000.0


def reached(model, places, limit_m, delay_m=0.0):
    """{(source, (east, north)): metres}, and the number of batches."""
    network = model.network
    costs = costs_of(network, delay_m)
    batches = list(
        each_source(network, costs, snap_to_edges(network, snap_points_of(places)), limit_m)
    )
    found = {}
    for batch in batches:
        spots = (network.nodes_m[batch.node] - (X0, Y0)).round(6).tolist()
        for source, spot, metres in zip(batch.source, spots, batch.cost_m, strict=True):
            found[int(source), tuple(spot)] = round(float(metres), 6)
    return found, len(batches)


def test_a_node_at_the_very_limit_is_reached(at, river):
    """100 m back; 800 m to the bridge, 100 m past it, 200 m over it, 100 m past that."""
    found, _ = reached(river, at((100, 0)), 1100)
    assert found == {
        (0, (0, 0)): 100,
        (0, (900, 0)): 800,
        (0, (1000, 0)): 900,
        (0, (900, 200)): 1000,
        (0, (1000, 200)): 1100,
    }
    assert (0, (1000, 200)) not in reached(river, at((100, 0)), 1099)[0]


@pytest.mark.parametrize("bank", [0, 200])
def test_every_node_may_be_walked_to_from_another(at, river, bank):
    """50 m to either end of its edge, 900 m along the bank, 200 m over the bridge, 100 m on."""
    found, _ = reached(river, at((950, bank)), 1000)
    other = 200 - bank
    assert found == {
        (0, (900, bank)): 50,
        (0, (1000, bank)): 50,
        (0, (900, other)): 250,
        (0, (1000, other)): 350,
        (0, (0, bank)): 950,
    }


def test_the_leg_is_walked_first_and_nothing_may_be_near(at, river):
    found, _ = reached(river, at((100, -30)), 130)
    assert found == {(0, (0, 0)): 130}
    assert reached(river, at((100, -30)), 50) == ({}, 1)
    assert reached(river, at(), 50) == ({}, 0)


def test_waiting_at_a_junction_is_walked_before_it_is_left(at, river):
    """30 m at each end of the bridge, where three ways meet."""
    found, _ = reached(river, at((800, 0)), 400, delay_m=30.0)
    assert found == {
        (0, (900, 0)): 100,
        (0, (1000, 0)): 230,
        (0, (900, 200)): 330,
    }


@pytest.mark.parametrize(("chunk", "batches"), [(8, 1), (7, 2), (3, 3)])
def test_sources_by_themselves_whatever_is_walked_at_once(at, river, monkeypatch, chunk, batches):
    """Within 250 m as the crow flies two have four nodes each, the last none."""
    places = at((950, 0), (860, 0), (500, 100))
    whole, _ = reached(river, places, 250)
    monkeypatch.setattr(subgraph, "_CHUNK", chunk)
    assert reached(river, places, 250) == (whole, batches)
    assert whole == {
        (0, (900, 0)): 50,
        (0, (1000, 0)): 50,
        (0, (900, 200)): 250,
        (1, (900, 0)): 40,
        (1, (1000, 0)): 140,
        (1, (900, 200)): 240,
    }


def test_what_is_not_among_the_nodes_near_is_not_walked_through(at, river):
    """A matrix with an edge that is longer than the limit: nothing beyond it is reached."""
    costs = river.network.matrix
    far = csr_array((np.full(costs.nnz, 5000.0), costs.indices, costs.indptr), shape=costs.shape)
    (batch,) = each_source(
        river.network, far, snap_to_edges(river.network, snap_points_of(at((100, 0)))), 1000
    )
    spots = river.network.nodes_m[batch.node] - (X0, Y0)
    assert sorted(map(tuple, spots.round(6).tolist())) == [(0, 0), (900, 0)]
