"""A child process that draws pages until none is left: `python -m sheets.atlas.worker`.

What is wrong with a page is noted with its reason; anything unforeseen ends the process, and the
parent sees to it.
"""

import sys
from pathlib import Path

from geo.errors import PlanMapError
from geo.lifeline import end_with_parent
from sheets.atlas.compose import draw_page
from sheets.atlas.folder import Job, Store, load_job


def work(store: Store, number: int) -> None:
    """Draw every page that no other worker has taken and that is not drawn yet."""
    job = load_job(store)
    for place, print_ in enumerate(job.prints):
        if not store.is_drawn(print_, job.style.file_format) and store.claim(place, number):
            _draw(store, job, place)


def _draw(store: Store, job: Job, place: int) -> None:
    try:
        content, scale = draw_page(job, job.pages[place])
        store.keep(job.prints[place], job.style.file_format, content, scale)
    except (PlanMapError, OSError, MemoryError) as error:
        store.fail(place, str(error) or type(error).__name__)


if __name__ == "__main__":
    end_with_parent()
    work(Store(Path(sys.argv[1]), sys.argv[2]), int(sys.argv[3]))
