"""现状设施: public services that stand today, by kind."""

from geo.district import DISTRICT, ServiceKind
from layers.palettes import PALETTES, STANDARD
from layers.spec import LayerSpec, Symbol


def _symbol(kind: ServiceKind) -> Symbol:
    """Mark of a kind, in the drafting standard's colour for it or in a general one."""
    colour = kind.hue if kind.hue in PALETTES[STANDARD] else f"hue.{kind.hue}"
    return Symbol(
        kind.name, kind.name, colour, kind.shape, kind.size, width=kind.width, filled=kind.filled
    )


SPEC = LayerSpec(
    layer_id="facilities",
    title="现状设施",
    frame="facilities",
    plane="point",
    class_column="kind",
    symbols=(
        *map(_symbol, DISTRICT.kinds),
        Symbol("", "其他设施", "metro", "circle", 4.0, width=1.2),
    ),
    visible=False,
    label_zoom=16,
    label_pt=5.2,
    pick_key="fac",
)
