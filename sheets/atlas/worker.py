"""A child process that draws pages until none is left: `sheets.atlas.drawing_children.begin`.

What is wrong with a page is noted with its reason. Where nothing can be noted, as on a full disk,
the process says why and ends, and so does anything unforeseen; the parent sees to it.
"""

import sys
from pathlib import Path

from geo.console import words_of
from geo.disk_space import disk_words
from geo.errors import DataError, PlanMapError
from sheets.atlas.compose import draw_page
from sheets.atlas.drawing_children import NO_ROOM
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
    except (PlanMapError, OSError, MemoryError) as error:
        store.fail(place, words_of(error))
        return
    store.keep(job.prints[place], job.style.file_format, content, scale)


def _main(folder: str, run: str, number: str) -> int:
    """Work; where the folder cannot be written to, say so instead."""
    try:
        work(Store(Path(folder), run), int(number))
    except DataError as error:
        words = str(error)
    except OSError as error:
        words = disk_words(error)
    else:
        return 0
    sys.stderr.buffer.write(f"{words}\n".encode())
    return NO_ROOM


if __name__ == "__main__":
    sys.exit(_main(*sys.argv[1:4]))
