"""What of a session a work holds: taken in the session's run, written in the saver's thread."""

from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any, Final, Generic, NamedTuple, TypeVar

from geopandas import GeoDataFrame

from geo.ledger.blobs import Packed, packed
from geo.network.graph import WalkNetwork
from geo.project_file import store_network
from geo.project_file.frames import described, feature_texts
from geo.project_file.model import StoredLayer, StoredNetwork
from geo.project_file.writing import head, layer_piece, network_piece
from geo.works.model import WorkPart
from planmap import __version__
from views import imported_project, layer_store
from views.lifecircle import layer_roles
from views.state import kept, placing
from views.state.imported import IMPORTED
from views.state.lifecircle import NETWORK, SCENARIOS, USES
from views.state.model import State
from views.works import scan_part

_Around = TypeVar("_Around", StoredLayer, StoredNetwork)

_MOST_BODIES: Final = 500
"""Layers whose written features are known by name; each takes some hundred bytes."""


class _Layer(NamedTuple):
    token: str
    title: str
    frame: GeoDataFrame
    look: dict[str, Any]


class Snapshot(NamedTuple):
    """What a session held at one moment, safe from what it does next."""

    day: str
    choices: dict[str, Any]
    layers: tuple[_Layer, ...]
    network: tuple[str, WalkNetwork] | None
    scan: scan_part.HeldScan | None


class WorkText(NamedTuple):
    """A work as text: how its file begins, its parts, and contents that may be new."""

    head: str
    parts: tuple[WorkPart, ...]
    new: tuple[Packed, ...]


class _Body(NamedTuple, Generic[_Around]):
    """Features as written once: what they are of, without them, their name and size."""

    around: _Around
    blob: str | None
    size: int


_layers: OrderedDict[str, _Body[StoredLayer]] = OrderedDict()
_networks: OrderedDict[str, _Body[StoredNetwork]] = OrderedDict()
_scans: dict[str, tuple[str, int]] = {}
"""By token; only the saver's thread comes here."""


def take(state: State) -> Snapshot:
    """Take what a work holds out of a session's state.

    Raises
    ------
    DataError
        If a layer has gone.
    """
    layers = [
        _Layer(
            each.token,
            each.title,
            layer_store.get(each.token),
            imported_project.look_in(state, each),
        )
        for each in IMPORTED.of(state)
    ]
    token = NETWORK.of(state)
    return Snapshot(
        day=date.today().isoformat(),
        choices=kept.pick({**state, USES.name: layer_roles.numbered(state)}).values,
        layers=tuple(layers),
        network=(token, layer_store.get(token)) if token else None,
        scan=scan_part.take(state),
    )


def first_name(snapshot: Snapshot) -> str:
    """Return what a work may be called: by what is in it, with the day."""
    titles = [each.title for each in reversed(snapshot.layers)]
    titles += list(SCENARIOS.of(snapshot.choices))
    titles += [snapshot.network[1].label] if snapshot.network else []
    edit = placing.EDIT.of(snapshot.choices)
    titles += [f"落图 {edit['title']}"] if edit else []
    named = titles[0][:30] if titles else "工作"
    more = f"等 {len(titles)} 项" if len(titles) > 1 else ""
    _, month, day = snapshot.day.split("-")
    return f"{named}{more} {int(month)}月{int(day)}日"


def compose(snapshot: Snapshot, pause: Callable[[], None]) -> WorkText:
    """Write a snapshot; features that were written before are not written again.

    `pause` is called between two pieces of longer work.

    Raises
    ------
    DataError
        If a project file does not take what is in it.
    """
    new: list[Packed] = []
    parts = [_layer(each, new, pause) for each in snapshot.layers]
    if snapshot.network is not None:
        parts.append(_network(*snapshot.network, new))
    if snapshot.scan is not None:
        parts.append(scan_part.part(snapshot.scan, _scans, new))
    begun = head(__version__, snapshot.day, snapshot.choices)
    return WorkText(begun, tuple(parts), tuple(new))


def forget() -> None:
    """Write all features again the next time: the store may not have them."""
    _layers.clear()
    _networks.clear()
    _scans.clear()


def _layer(layer: _Layer, new: list[Packed], pause: Callable[[], None]) -> WorkPart:
    body = _layers.get(layer.token)
    if body is None:
        bare = imported_project.bare(layer.frame, layer.token)
        around = described(bare, layer.title)
        blob = packed(_encoded(feature_texts(bare, around), pause))
        new.append(blob)
        body = _keep(_layers, layer.token, _Body(around, blob.sha256, blob.size))
    told = replace(body.around, name=layer.title, look=layer.look)
    return WorkPart("layer", *layer_piece(told), body.blob, body.size)


def _network(token: str, network: WalkNetwork, new: list[Packed]) -> WorkPart:
    body = _networks.get(token)
    if body is None:
        stored, blob = store_network(network), None
        if stored.lines is not None:
            blob = packed(_encoded([stored.lines.features], lambda: None))
            new.append(blob)
            stored = replace(stored, lines=replace(stored.lines, features=()))
        named, size = (blob.sha256, blob.size) if blob else (None, 0)
        body = _keep(_networks, token, _Body(stored, named, size))
    return WorkPart("network", *network_piece(body.around), body.blob, body.size)


def _keep(bodies: OrderedDict[str, _Body[_Around]], token: str, body: _Body) -> _Body[_Around]:
    bodies[token] = body
    while len(bodies) > _MOST_BODIES:
        bodies.popitem(last=False)
    return body


def _encoded(pieces: Iterable[tuple[str, ...]], pause: Callable[[], None]) -> Iterator[bytes]:
    """Return pieces of texts as the members of a list in a file, each on a line of its own."""
    first = True
    for texts in pieces:
        if texts:
            yield (("\n" if first else ",\n") + ",\n".join(texts)).encode()
            first = False
        pause()
    if not first:
        yield b"\n"
