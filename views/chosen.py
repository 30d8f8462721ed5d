"""What the sidebar's widgets hold, gathered into one `Choices`."""

from views import catalogue, filtered
from views.choices import Choices
from views.filter_keys import current
from views.state.plan_map import (
    BACKGROUND,
    CLASSES,
    OPACITY,
    PALETTE,
    TIANDITU_KEY,
    VISIBLE,
)


def is_known() -> bool:
    """Tell whether the widgets have been drawn in this session, so that they hold values."""
    return PALETTE.is_set()


def gather() -> Choices:
    """Return what the widgets hold, whether or not they are drawn yet in this run."""
    criteria, specs = current(), catalogue.specs()
    visible = [spec for spec in specs if VISIBLE.key(spec.layer_id, spec.visible).get()]
    return Choices(
        visible=tuple(spec.layer_id for spec in visible),
        palette=PALETTE.get(),
        background=BACKGROUND.get(),
        key=TIANDITU_KEY.get().strip(),
        classes=tuple((layer, tuple(key.get())) for layer, key in CLASSES.items() if key.get()),
        criteria=criteria,
        kept=filtered.left(criteria).ids,
        own=catalogue.own(),
        filters=catalogue.filters(),
        opacities=tuple((spec.layer_id, OPACITY.key(spec.layer_id).get() / 100) for spec in specs),
    )
