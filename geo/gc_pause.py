"""Many objects made at once, without a search for rubbish every so many of them."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Put off Python's search for circular rubbish, which looks at all that lives, over and over.

    Shapes are no rubbish and hold no circles: of 200 000 points the searches took two thirds of
    the time. Threads that overlap may end it for each other, which costs time alone.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
