"""What the planner's own layers are used for on the page 生活圈, as plain values of the session."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, Final

from views.state.imported import IMPORTED
from views.state.lifecircle import ROLES, USES
from views.state.model import State

SERVICES, DEMAND, NETWORK, CAPACITY, CANDIDATES = ROLES

FAMILIES: Final = {
    SERVICES: "点面线",
    DEMAND: "点面",
    NETWORK: "线",
    CAPACITY: "点面",
    CANDIDATES: "点面",
}
"""Families of geometries that can take a role."""


@dataclass(frozen=True)
class Use:
    """One layer in one role.

    `layer` is its token, `title` its name when it was chosen. Of services: `kind` is what all of
    them are, or `column` (with `stage`) says it row by row; `instead`: in place of those that
    stand. `spacing_m` is of demand, `tolerance_m` of a network.
    """

    role: str
    layer: str
    title: str
    kind: str = ""
    column: str = ""
    stage: str = ""
    instead: bool = False
    spacing_m: float = 50.0
    tolerance_m: float = 1.0


def all_uses() -> tuple[Use, ...]:
    """Every use, oldest first."""
    return tuple(Use(**each) for each in USES.get())


def of_role(role: str) -> tuple[Use, ...]:
    """Uses in a role."""
    return tuple(each for each in all_uses() if each.role == role)


def the(role: str) -> Use | None:
    """Return the one layer of a role, None where there is none."""
    return next(iter(of_role(role)), None)


def keep(uses: Iterable[Use]) -> None:
    """Keep these uses and no others."""
    USES.set([asdict(each) for each in uses])


def put(use: Use) -> None:
    """Use a layer; in a role of one layer it takes the place of the other."""
    drop(use.role, use.layer if use.role == SERVICES else "")
    keep([*all_uses(), use])


def drop(role: str, layer: str = "") -> None:
    """Use a layer no longer in a role; "" for whichever it is."""
    keep(each for each in all_uses() if each.role != role or layer not in ("", each.layer))


def change(role: str, layer: str, **fields: Any) -> None:  # noqa: ANN401 - of a Use
    """Set how a layer is used."""
    keep(
        replace(each, **fields) if (each.role, each.layer) == (role, layer) else each
        for each in all_uses()
    )


def numbered(state: State) -> list[dict[str, Any]]:
    """Uses of a session's state for a file: each layer by its place among the own layers."""
    places = {each.token: str(at) for at, each in enumerate(IMPORTED.of(state))}
    kept = (each for each in USES.of(state) if each["layer"] in places)
    return [{**each, "layer": places[each["layer"]]} for each in kept]


def named(kept: Sequence[Mapping[str, Any]], tokens: Sequence[str]) -> list[dict[str, Any]]:
    """Uses of a file for a session, its own layers under these tokens."""
    there = [each for each in kept if int(each["layer"]) < len(tokens)]
    once: dict[Any, Mapping[str, Any]] = {}
    for each in there:  # a role of one layer has the last, another each layer once
        once[each["role"], each["layer"] if each["role"] == SERVICES else ""] = each
    return [{**each, "layer": tokens[int(each["layer"])]} for each in once.values()]
