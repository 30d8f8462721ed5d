"""A stored walking network of a file, checked."""

from geo.errors import DataError
from geo.project_file.checks import maybe, named, number, refuse, text, whole
from geo.project_file.layer_reading import read_layer
from geo.project_file.limits import Limits
from geo.project_file.model import StoredNetwork

MEMBERS = ("label", "note", "lines", "lines_read", "tolerance_m", "dropped")


def read_network(data: object, where: str, limits: Limits) -> tuple[StoredNetwork, tuple[str, ...]]:
    """Check one network of a file; return it and sentences on what was left out.

    Raises
    ------
    DataError
        Naming the member that is wrong.
    """
    if not isinstance(data, dict) or not set(MEMBERS) <= set(data):
        raise refuse(where, f"有 {'、'.join(MEMBERS)} 各项的路网", data)
    found = maybe(lambda value, at: read_layer(value, at, limits))(data["lines"], f"{where}.lines")
    if found and found.layer.role != "network":
        raise DataError(f"项目文件 {where}.lines.role：应为 network，实为 {found.layer.role}")
    network = StoredNetwork(
        text(200)(data["label"], f"{where}.label"),
        text(500)(data["note"], f"{where}.note"),
        found.layer if found else None,
        whole(0, 10**9)(data["lines_read"], f"{where}.lines_read"),
        number(0, 100)(data["tolerance_m"], f"{where}.tolerance_m"),
        named(whole(0, 10**9), 50)(data["dropped"], f"{where}.dropped"),
    )
    return network, found.warnings if found else ()
