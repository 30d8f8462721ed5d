"""Names under which our own named values travel."""

from collections.abc import Mapping

Classes = Mapping[str, type]
"""What the receiver builds, by name."""

TAG = "~"
"""Member that tells what a JSON object stands for; plain objects do not occur."""


def classes(*listed: type) -> Classes:
    """Return named tuples, dataclasses and enumerations by the names they travel under."""
    return {name_of(each): each for each in listed}


def name_of(cls: type) -> str:
    """Return the name under which values of a class travel."""
    return f"{cls.__module__}:{cls.__qualname__}"
