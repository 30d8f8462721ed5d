"""What was seen of the files a session looks at, so that each choice looks only once."""

from collections import OrderedDict
from hashlib import sha256
from threading import Lock
from typing import TYPE_CHECKING

from geo.plan_data import PlanData
from views.limits import limits
from views.reading import waiting

if TYPE_CHECKING:
    from geo.guarded import By, Sent
    from geo.incoming.model import Choices, Peek

_MOST = 12
_seen: OrderedDict[tuple[str, str, str], "Peek"] = OrderedDict()
_lock = Lock()


def mark_of(content: bytes) -> str:
    """Return what tells a file from others."""
    return sha256(content).hexdigest()[:16]


def peek(plan: PlanData, mark: str, sent: "Sent", choices: "Choices") -> "Peek":
    """Look at a file as chosen, or remember what was seen.

    Raises
    ------
    DataError
        If it cannot be read.
    """
    with waiting("正在辨认文件……") as by:
        key = by.owner, f"{mark}-{sent.name}", repr(choices)
        with _lock:
            if key in _seen:
                _seen.move_to_end(key)
                return _seen[key]
        seen = _look(plan, sent, choices, by)
        with _lock:
            _seen[key] = seen
            while len(_seen) > _MOST:
                _seen.popitem(last=False)
        return seen


def _look(plan: PlanData, sent: "Sent", choices: "Choices", by: "By") -> "Peek":
    from geo import guarded  # noqa: PLC0415 - readers are known when a file comes

    return guarded.peek(sent, guarded.Asked(choices, plan.boundary, limits()), by)
