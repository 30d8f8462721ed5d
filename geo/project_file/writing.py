"""A project as text: readable, the same for the same project, one feature a line."""

import json
from typing import Any

from geo.errors import DataError
from geo.project_file.model import FORMAT, USUAL, VERSION, Project, StoredLayer, StoredNetwork
from geo.project_file.values import bounded


def dump(project: Project) -> str:
    """Return a project as the text of its file, which `geo.project_file.load` gives back.

    Raises
    ------
    DataError
        If a choice is no plain value, or the file would be too large to be read again.
    """
    kept, left_out = bounded(project.choices, "choices")
    if left_out:
        raise DataError(f"无法保存项目：{left_out[0]}")
    head = {"format": FORMAT, "version": VERSION, "app": project.app, "saved": project.saved}
    choices = {key: kept[key] for key in sorted(kept)}
    layers = [_layer(each) for each in project.layers]
    networks = [_network(each) for each in project.networks]
    opened = _json(head | {"choices": choices}).removesuffix("\n}")
    text = f'{opened},\n "layers": [{_joined(layers)}],\n "networks": [{_joined(networks)}]\n}}\n'
    _check_size(project, len(text.encode()) / 1e6)
    return text


def _check_size(project: Project, megabytes: float) -> None:
    """Refuse what could not be read again."""
    brought = max(len(project.layers), len(project.networks))
    if brought > USUAL.layers or megabytes > USUAL.megabytes:
        raise DataError(
            f"无法保存项目：共 {megabytes:,.1f} MB、{brought} 个导入图层，"
            f"上限 {USUAL.megabytes:g} MB、{USUAL.layers} 个；请去掉不需要的图层后再保存"
        )


def _layer(layer: StoredLayer) -> str:
    head: dict[str, Any] = {
        "name": layer.name,
        "role": layer.role,
        "source": layer.source,
        "index": layer.index._asdict(),
        "columns": [each._asdict() for each in layer.columns],
        "look": {name: layer.look[name] for name in sorted(layer.look)},
    }
    opened = _json(head).removesuffix("\n}")
    features = f'"features": [{_joined(list(layer.features))}]'
    return f'{opened},\n "collection": {{"type": "FeatureCollection", {features}}}\n}}'


def _network(network: StoredNetwork) -> str:
    told = ("label", "note", "lines_read", "tolerance_m", "dropped")
    head = {name: getattr(network, name) for name in told}
    lines = _layer(network.lines) if network.lines else "null"
    opened = _json(head).removesuffix("\n}")
    return f'{opened},\n "lines": {lines}\n}}'


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, indent=1)


def _joined(texts: list[str]) -> str:
    return "\n" + ",\n".join(texts) + "\n" if texts else ""
