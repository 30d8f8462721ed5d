"""主要道路: named main roads as they run today, for finding one's way."""

from layers.spec import LayerSpec, Symbol
from layers.variants import with_added

SPEC = LayerSpec(
    layer_id="main-roads",
    title="主要道路",
    frame="roads",
    role="base",
    plane="reference",
    class_column="grade",
    symbols=with_added(
        (
            Symbol("A", "主要道路（位置可靠）", "road", width=2.4),
            Symbol("B", "主要道路（位置较可靠）", "road", width=1.8),
            Symbol("C", "主要道路（位置待核）", "road", width=1.6, dash="3 4"),
            Symbol("", "主要道路", "road", width=1.6),
        ),
        "主要道路",
    ),
    label_zoom=14,
    label_pt=5.6,
    rank=4,
)
