"""What the tables of a district's file have in common: their base, and kinds of values."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

Hue = Literal[
    "orange", "green", "violet", "red", "teal", "crimson", "petrol", "pink", "jade", "brown",
    "indigo", "purple", "slate",
]  # fmt: skip
"""Name of a general colour; `layers.palettes` gives each in every palette."""

Shape = Literal["circle", "square", "triangle", "diamond", "cross", "star", "hexagon", "inverted"]

Words = Annotated[str, Meta(min_length=1, max_length=200, pattern=r"\S")]
Id = Annotated[str, Meta(pattern=r"^[a-z][a-z0-9-]{0,39}$")]
Size = Annotated[float, Meta(ge=0.5, le=40)]
Degrees = tuple[float, float]


class Told(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A table of the file: nothing in it is overlooked."""
