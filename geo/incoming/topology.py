"""TopoJSON: how much its arcs unfold, since each may be part of any number of shapes."""

import json

from geo.errors import DataError
from geo.incoming.model import Ask


def check_topology(text: bytes, ask: Ask) -> None:
    """Raise `DataError` if the shapes of a topology unfold beyond the limits, or it is broken."""
    try:
        data = json.loads(text)
        sizes = [len(arc) for arc in data["arcs"]]
        waiting: list[object] = list(data["objects"].values())
    except (ValueError, RecursionError, TypeError, AttributeError) as error:
        raise DataError(f"{ask.name} 不是完好的 TopoJSON；请重新导出") from error
    vertices = 0
    while waiting:
        part = waiting.pop()
        if isinstance(part, dict):
            waiting.extend(part.get(name) for name in ("geometries", "arcs"))
        elif isinstance(part, list):
            waiting.extend(part)
        elif isinstance(part, int):
            arc = part if part >= 0 else ~part
            vertices += sizes[arc] if arc < len(sizes) else 0
            ask.limits.check_vertices(ask.name, vertices)
