"""A project as text: readable, the same for the same project, one feature a line."""

import json
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from geo.errors import DataError
from geo.project_file.model import FORMAT, USUAL, VERSION, Project, StoredLayer, StoredNetwork
from geo.project_file.values import bounded


class Piece(NamedTuple):
    """A layer or network of a file: what stands before its features, and what behind them.

    The features themselves are `joined`, one a line; where there is no frame, `after` is "".
    """

    before: str
    after: str


def dump(project: Project) -> str:
    """Return a project as the text of its file, which `geo.project_file.load` gives back.

    Raises
    ------
    DataError
        If a choice is no plain value, or the file would be too large to be read again.
    """
    layers = [_whole(layer_piece(each), each) for each in project.layers]
    networks = [_whole(network_piece(each), each.lines) for each in project.networks]
    text = assemble(head(project.app, project.saved, project.choices), layers, networks)
    check_size(len(layers), len(networks), len(text.encode()))
    return text


def head(app: str, saved: str, choices: Mapping[str, Any]) -> str:
    """Return how the text of a file begins, up to its layers.

    Raises
    ------
    DataError
        If a choice is no plain value.
    """
    kept, left_out = bounded(choices, "choices")
    if left_out:
        raise DataError(f"无法保存项目：{left_out[0]}")
    told = {"format": FORMAT, "version": VERSION, "app": app, "saved": saved}
    return _opened(told | {"choices": {key: kept[key] for key in sorted(kept)}})


def assemble(head: str, layers: Iterable[str], networks: Iterable[str]) -> str:
    """Return the text of a file of its head and the texts of layers and networks."""
    return f'{head},\n "layers": [{joined(layers)}],\n "networks": [{joined(networks)}]\n}}\n'


def check_size(layers: int, networks: int, size: int) -> None:
    """Refuse what could not be read again: so many layers and networks, so many bytes in all."""
    brought, megabytes = max(layers, networks), size / 1e6
    if brought > USUAL.layers or megabytes > USUAL.megabytes:
        raise DataError(
            f"无法保存项目：共 {megabytes:,.1f} MB、{brought} 个导入图层，"
            f"上限 {USUAL.megabytes:g} MB、{USUAL.layers} 个；请去掉不需要的图层后再保存"
        )


def layer_piece(layer: StoredLayer) -> Piece:
    """Return what stands around the features of a layer."""
    told: dict[str, Any] = {
        "name": layer.name,
        "role": layer.role,
        "source": layer.source,
        "index": layer.index._asdict(),
        "columns": [each._asdict() for each in layer.columns],
        "look": {name: layer.look[name] for name in sorted(layer.look)},
    }
    begun = f'{_opened(told)},\n "collection": {{"type": "FeatureCollection", "features": ['
    return Piece(begun, "]}\n}")


def network_piece(network: StoredNetwork) -> Piece:
    """Return what stands around the edges of a network; all of it where it was left out."""
    names = ("label", "note", "lines_read", "tolerance_m", "dropped")
    begun = f'{_opened({name: getattr(network, name) for name in names})},\n "lines": '
    if network.lines is None:
        return Piece(f"{begun}null\n}}", "")
    lines = layer_piece(network.lines)
    return Piece(begun + lines.before, f"{lines.after}\n}}")


def joined(texts: Iterable[str]) -> str:
    """Return texts as the members of a list, each on a line of its own."""
    within = ",\n".join(texts)
    return f"\n{within}\n" if within else ""


def _whole(piece: Piece, layer: StoredLayer | None) -> str:
    return piece.before + (joined(layer.features) if layer else "") + piece.after


def _opened(value: Mapping[str, Any]) -> str:
    """Return an object as text, not yet closed."""
    return _json(value).removesuffix("\n}")


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, indent=1)
