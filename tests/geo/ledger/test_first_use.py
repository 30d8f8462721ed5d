"""Stores that are made at the same moment by threads of one program."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime
from threading import Barrier

from geo.ledger import Act, Edit, Ledger

NOON = datetime(2026, 3, 1, 4, 0, tzinfo=UTC)
COUNT = 6


def test_stores_made_at_the_same_moment_are_whole(tmp_path):
    together = Barrier(COUNT)

    def made(number):
        url = f"sqlite:///{tmp_path / f'{number}.sqlite'}"
        edit = Edit("projects", "P1", {"remark": f"{number}"}, Act("张三", NOON, "核实"))
        with closing(Ledger(url)) as ledger:
            together.wait(60)
            ledger.write(edit, {})
            return ledger.change(1).fields[0].after

    with ThreadPoolExecutor(COUNT) as threads:
        assert list(threads.map(made, range(COUNT))) == [f"{each}" for each in range(COUNT)]
