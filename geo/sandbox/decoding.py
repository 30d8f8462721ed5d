"""Values from JSON and blobs: what arrives is checked, and only listed classes are built."""

import logging
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from geo.errors import DataError
from geo.sandbox import array_codec, table_codec
from geo.sandbox.parcel import TAG, Classes, Parcel

_log = logging.getLogger(__name__)

_TIMES: dict[str, Callable[[str], Any]] = {
    "datetime": datetime.fromisoformat,
    "date": date.fromisoformat,
    "time": time.fromisoformat,
}
_GROUPS: dict[str, Callable[[Iterable[Any]], Any]] = {
    "tuple": tuple,
    "set": set,
    "frozenset": frozenset,
}


class BrokenParcelError(DataError):
    """What arrived is not what `encode` writes."""

    def __init__(self, why: str) -> None:
        super().__init__(f"读取进程交回的内容不可用（{why}）；请重试，若仍出错请联系管理员")


def decode(parcel: Parcel, known: Classes) -> Any:  # noqa: ANN401 - whatever was encoded
    """Return the value that `encode` was given.

    Parameters
    ----------
    parcel
        As it arrived: every part of it is checked.
    known
        Classes that may be built.

    Raises
    ------
    BrokenParcelError
        If it is not of `encode`, or holds another class.
    """
    try:
        return _Reader(parcel.blobs, known, set()).value(parcel.tree)
    except BrokenParcelError:
        raise
    except (Exception, MemoryError) as error:  # whatever is wrong with it, it is not of `encode`
        _log.warning("a parcel could not be read: %s", type(error).__name__)
        raise BrokenParcelError("格式不符") from error


class _Reader(NamedTuple):
    blobs: Sequence[bytearray]
    known: Classes
    taken: set[int]

    def value(self, node: Any) -> Any:  # noqa: ANN401
        """Return the value of a JSON node."""
        if isinstance(node, list):
            return [self.value(each) for each in node]
        if isinstance(node, dict):
            return _READERS[node[TAG]](self, node)
        return node

    def blob(self, at: int) -> bytearray:
        """Return a blob by its number; each once: what is held is no more than what came."""
        if type(at) is not int or not 0 <= at < len(self.blobs) or at in self.taken:
            raise BrokenParcelError("缺少数据块")
        self.taken.add(at)
        return self.blobs[at]

    def named(self, node: dict[str, Any]) -> Any:  # noqa: ANN401
        cls = self._class(node)
        members = {str(name): self.value(each) for name, each in node["members"].items()}
        return cls(**members)

    def choice(self, node: dict[str, Any]) -> Any:  # noqa: ANN401
        return self._class(node)[node["name"]]  # type: ignore[index]

    def _class(self, node: dict[str, Any]) -> type:
        cls = self.known.get(node["class"])
        if cls is None:
            raise BrokenParcelError("未列出的类型")
        return cls

    def group(self, node: dict[str, Any]) -> Any:  # noqa: ANN401
        return _GROUPS[node[TAG]](self.value(each) for each in node["items"])

    def dict_(self, node: dict[str, Any]) -> Any:  # noqa: ANN401
        keys = [self.value(key) for key in node["keys"]]
        return dict(zip(keys, (self.value(v) for v in node["values"]), strict=True))


_READERS: dict[str, Callable[[_Reader, dict[str, Any]], Any]] = {
    "named": _Reader.named,
    "choice": _Reader.choice,
    "tuple": _Reader.group,
    "set": _Reader.group,
    "frozenset": _Reader.group,
    "dict": _Reader.dict_,
    "bytes": lambda reader, node: bytes(reader.blob(node["at"])),
    "time": lambda _, node: _TIMES[node["kind"]](node["text"]),
    "duration": lambda _, node: timedelta(node["days"], 0, node["rest"]),
    "path": lambda _, node: Path(node["text"]),
    "array": lambda reader, node: array_codec.read(node["held"], reader),
    "number": lambda reader, node: array_codec.read(node["held"], reader)[()],
    "index": lambda reader, node: table_codec.read_index(node["held"], reader),
    "series": lambda reader, node: table_codec.read_series(node["held"], reader),
    "frame": lambda reader, node: table_codec.read_frame(node["held"], reader),
}
