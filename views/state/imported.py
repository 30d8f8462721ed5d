"""Layers that a planner imported: what is known of each, and how a project file keeps it."""

from dataclasses import dataclass
from typing import Any

from geo.attributes import AttributeFilter, AttributeRule
from geo.project_file.checks import Check, flag, many, number, one_of, record, text, whole
from layers.imported import Family
from layers.imported_style import INKS, SHAPES, OwnLook
from views.state.model import Key, KeyFamily

SIZES = (0.5, 3.0)
"""Least and largest factor by which symbols are drawn larger."""


@dataclass(frozen=True)
class ImportedLayer:
    """What is known of an imported layer; its features are on the shelf under the token."""

    token: str
    title: str
    family: Family
    columns: tuple[str, ...]  # attributes that are told of a feature
    turn: int  # how many were imported before it: decides its first colour
    look: OwnLook = OwnLook()
    wanted: AttributeFilter = AttributeFilter()

    @property
    def layer_id(self) -> str:
        """Its id among all layers."""
        return f"own-{self.token}"


IMPORTED = Key[tuple[ImportedLayer, ...]]("own-layers", ())
"""Newest first."""

FILTER_TURN = KeyFamily("own-turn-", 0)
"""By layer: how often its filter was taken off."""

REPORT = Key[dict[str, Any] | None]("in-report", None)
"""What reading the last file met."""

GONE = Key[list[str]]("own-gone", [])
STOPPED = Key("stopped-reading", "")
"""Mark of the file whose reading the planner stopped."""

_RULE = record(
    column=text(200),
    one_of=many(text(2_000), 300),
    low=number(-1e300, 1e300),
    high=number(-1e300, 1e300),
)
LOOK: dict[str, Check] = {
    "ink": one_of("", *INKS),
    "shape": one_of("", *SHAPES),
    "size": number(*SIZES),
    "column": text(200),
    "classes": many(text(2_000), 20),
    "filter": record(text=text(100), rules=many(_RULE, 20)),
    "visible": flag,
    "opacity": whole(10, 100),
}
"""How a file keeps how an imported layer is drawn, and what of it is kept."""


def look_of(layer: ImportedLayer) -> dict[str, Any]:
    """Return look and filter as a file keeps them; what is as it came is left out."""
    known = layer.look._asdict() | {"classes": list(layer.look.classes)}
    look = known if layer.look != OwnLook() else {}
    if layer.wanted == AttributeFilter():
        return look
    rules = [rule._asdict() | {"one_of": list(rule.one_of)} for rule in layer.wanted.rules]
    return look | {"filter": {"text": layer.wanted.text, "rules": rules}}


def dressed(kept: dict[str, Any]) -> tuple[OwnLook, AttributeFilter]:
    """Return look and filter of what a file keeps, which was checked."""
    drawn = {name: kept[name] for name in OwnLook._fields if name in kept}
    look = OwnLook(**drawn | {"classes": tuple(drawn.get("classes", ()))})
    wanted = kept.get("filter") or {"text": "", "rules": []}
    rules = (AttributeRule(**rule | {"one_of": tuple(rule["one_of"])}) for rule in wanted["rules"])
    return look, AttributeFilter(wanted["text"], tuple(rules))
