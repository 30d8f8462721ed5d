"""Which item a number or a name in a row means; why none, where none is clear."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from geo.entering.model import quoted
from geo.text import fold


class ItemFinder:
    """Finds items by what stands in a row; `names` has the name of each by its id."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._names = names
        self._ids = {fold(each): each for each in names}
        self._named: dict[str, list[str]] = {}
        for item, name in names.items():
            self._named.setdefault(_tight(name), []).append(item)

    def find(self, key: str, name: str) -> tuple[str, str]:
        """Return the id that a number and a name mean, either may be empty; else "" and why."""
        if not key:
            return self._by_name(name) if name else ("", "没有编号也没有名称")
        found = self._ids.get(fold(key))
        if found is None:
            return "", _unknown("编号", key, self._ids.values())
        if name and _tight(name) != _tight(self._names[found]):
            own = quoted(self._names[found])
            return "", f"编号 {quoted(key)} 是“{own}”，这里的名称却是“{quoted(name)}”；请核对"
        return found, ""

    def has_id(self, text: str) -> bool:
        """Whether a cell is the id of an item."""
        return fold(text) in self._ids

    def has_name(self, text: str) -> bool:
        """Whether a cell is the name of an item, or of several."""
        return bool(text) and _tight(text) in self._named

    def _by_name(self, name: str) -> tuple[str, str]:
        alike = self._named.get(_tight(name), [])
        if len(alike) == 1:
            return alike[0], ""
        if not alike:
            return "", _unknown("名称", name, self._names.values())
        ids = "、".join(alike[:5]) + ("……" if len(alike) > 5 else "")
        return "", f"名称为“{quoted(name)}”的有 {len(alike)} 项（{ids}）；请用编号"


def _unknown(what: str, text: str, known: Iterable[str]) -> str:
    near = get_close_matches(text, [*known], 1, 0.7)
    hint = f"，相近的是“{quoted(near[0])}”" if near else "；请核对"
    return f"没有{what}为“{quoted(text)}”的项目{hint}"


def _tight(name: str) -> str:
    return "".join(fold(name).split())
