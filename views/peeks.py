"""What was seen of the files a session looks at, so that each choice looks only once."""

from hashlib import sha256
from typing import TYPE_CHECKING

from geo.plan_data import PlanData
from views.limits import limits
from views.reading import waiting
from views.sessions.memory import remembered

if TYPE_CHECKING:
    from geo.guarded.reading import Sent
    from geo.incoming.model import Choices, Peek


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
    return _peeked(mark, sent.name, choices, sent, plan)


@remembered(most=12)
def _peeked(
    mark: str,
    name: str,  # noqa: ARG001
    choices: "Choices",
    _sent: "Sent",
    _plan: PlanData,
) -> "Peek":
    from geo.guarded import reading as guarded  # noqa: PLC0415 - readers are known when a file comes

    with waiting("正在辨认文件……", mark) as by:
        return guarded.peek(_sent, guarded.Asked(choices, _plan.boundary, limits()), by)
