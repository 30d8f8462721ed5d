"""Names of units that are in use, to be offered where one is typed."""

from collections import Counter

from views import cache
from views.edition import by_edition


@by_edition()
def units_in_use() -> tuple[str, ...]:
    """Return the units that answer for items or help, most used first."""
    projects = cache.plan().projects
    counted = Counter(
        name
        for column in ("lead_unit", "with_units")
        for told in projects[column]
        if told
        for name in told.split("、")
    )
    return tuple(name for name, _ in counted.most_common())
