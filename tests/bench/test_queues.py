"""What the bench of queues prints."""

from bench.queues import Queues, _rows


def test_times_are_told_in_their_units():
    found = Queues([0.001, 0.002, 0.003], [0.004], [5.0, 7.0], {"after the first sheet": 250.4})
    rows = list(_rows("this", found))
    assert rows[0] == ("this", "address, quiet, ms", "3", "2.00", "2.90", "3.00")
    assert rows[1] == ("this", "address, 2 A2 PNG wait, ms", "1", "4.00", "4.00", "4.00")
    assert rows[2][:4] == ("this", "A2 PNG asked for at once, s", "2", "6.00")
    assert rows[3] == ("this", "server after the first sheet, MB", "1", "250", "-", "-")
