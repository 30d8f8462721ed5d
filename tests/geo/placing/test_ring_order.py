"""Which neighbours are to be closed, the least metres first."""

from geo.placing.ring_order import closings


def test_roads_that_all_meet_leave_nothing_open():
    assert closings(4, {}) == [()]


def test_a_grid_is_gone_round_so_that_opposite_sides_are_no_neighbours():
    """0 and 2 lie across from each other, as do 1 and 3: only going 0-1-2-3 leaves nothing open."""
    ways = closings(4, {(0, 2): 600.0, (1, 3): 1000.0})
    assert ways == [(), ((0, 2), (1, 3))]


def test_the_narrower_gap_is_closed_first():
    ways = closings(4, {(0, 1): 50.0, (1, 2): 10.0, (1, 3): 200.0})
    assert ways == [((0, 1), (1, 2)), ((1, 2), (1, 3)), ((0, 1), (1, 3))]


def test_three_have_one_way_round():
    assert closings(3, {(0, 1): 5.0}) == [((0, 1),)]
