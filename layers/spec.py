"""What a layer is: one frozen value that the map, the legend, the sheet and the tests all read."""

from dataclasses import dataclass
from typing import Literal

from geo.district import Shape

Plane = Literal["area", "reference", "line", "point"]

Role = Literal["zones", "boundary", "plan", "existing", "base", "imported"]
"""What a layer is to a planner: the plan's zones, the outline, its items, what stands today, what
helps to find one's way, what they brought themselves."""


@dataclass(frozen=True)
class Symbol:
    """How one class of a layer is drawn; never by colour alone.

    Parameters
    ----------
    value
        Value of the layer's `class_column` this symbol stands for; "" stands for any other.
    title
        Chinese words in the legend.
    colour
        Key into a palette (`layers.palettes`).
    shape
        Marker of a point; for lines and areas it is ignored.
    size
        Marker radius in screen pixels at 96 dpi.
    dash
        SVG dash pattern in screen pixels, "" for a solid line.
    width
        Stroke width in screen pixels.
    filled
        A hollow marker says the thing does not stand yet.
    variant
        Whose word the place is (`layers.variants`), "" for the plan's.
    mark
        What stands within a marker (`layers.marks`), "" for nothing.
    hatch
        Hatch of areas in every palette, in matplotlib's letters; "" leaves it to the palette.
    late
        Overdue: outlined once more.
    """

    value: str
    title: str
    colour: str
    shape: Shape = "circle"
    size: float = 6.0
    dash: str = ""
    width: float = 2.0
    filled: bool = True
    variant: str = ""
    mark: str = ""
    hatch: str = ""
    late: bool = False

    @property
    def signed(self) -> bool:
        """Whether a sign of its own tells the class, on points, lines and areas alike."""
        return bool(self.mark or self.hatch)


@dataclass(frozen=True)
class CardField:
    """One line of the card of a feature: a column and its Chinese title."""

    column: str
    title: str


@dataclass(frozen=True)
class LayerSpec:
    """A layer of the map.

    Parameters
    ----------
    layer_id
        ASCII, unique, stands in URLs.
    title
        Chinese name in list, legend and sheet.
    frame
        Word of `geo.schema.PLAN_TABLES` for the table the features come from.
    part
        Value of the frame's column `layer` that belongs here; "" takes the whole frame.
    plane
        Areas are drawn first, then reference lines, then lines, then points; within a plane in
        `LAYERS` order.
    class_column
        Column whose value picks the symbol; "" where there is one symbol.
    symbols
        One a class, the one that catches the rest (value "") last; then those of variants.
    cards
        Lines of the card of a feature; () for those of the plan's table (`layers.features`).
    fill_opacity
        Of areas and points, 0-1, multiplied with the opacity a planner sets.
    visible
        Whether it is on when the app opens.
    label_zoom
        Web-map zoom from which names are written; None for never.
    rank
        Names of a lower one go first where there is no room for all.
    note
        Chinese caveat shown beside the layer and on sheets.
    role
        What it is: it decides on filter, order, credits, backdrop and what a public sheet shows.
    label_pt
        Size of its names on an A4 sheet, points.
    pick_key
        Key in the URL of the pills that choose among its classes; "" for none.
    theme
        What its symbols tell instead of the kind of the features (`layers.themes`), "" for that.
    """

    layer_id: str
    title: str
    frame: str
    plane: Plane
    symbols: tuple[Symbol, ...]
    part: str = ""
    class_column: str = ""
    name_column: str = "name"
    cards: tuple[CardField, ...] = ()
    fill_opacity: float = 0.85
    visible: bool = True
    label_zoom: int | None = None
    rank: int = 5
    note: str = ""
    role: Role = "existing"
    label_pt: float = 6.8
    pick_key: str = ""
    theme: str = ""

    @property
    def heading(self) -> str:
        """Title for legends: it says 示意 where the layer's shapes are a sketch."""
        return f"{self.title}（示意）" if self.note else self.title

    def symbol_of(self, value: str, variant: str = "", *, late: bool = False) -> Symbol:
        """Return the symbol of a class, the last one where no symbol names it.

        Of a variant, or of what is late, where the layer does not tell it apart, the usual one.
        """
        asked = self._alike(variant, late) or self._alike(variant) or self._alike("")
        return next((symbol for symbol in asked if symbol.value == value), asked[-1])

    def _alike(self, variant: str, late: bool = False) -> list[Symbol]:
        return [each for each in self.symbols if (each.variant, each.late) == (variant, late)]
