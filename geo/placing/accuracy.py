"""How uncertain a place worked out from words is at least.

An answer is no better than the worst of the lines that it rests on: their `accuracy_m` is how far
a line may lie from the truth, and what is worked out of them may lie as far off. Where a gap was
closed by a straight piece, the road that is not drawn may leave it by half of its length (a right
angle and a half circle over it both do), beyond what its ends are uncertain by. The method adds its
own: half the width of a junction or of two carriageways whose middle was taken, the sector of 45
degrees that one of eight directions stands for, half of the last digit of a coordinate. The sum is
rounded up to whole metres, and is at least 1.

It is a lower bound: words may be older than the lines, and lines may bear a wrong name.
"""

from collections.abc import Iterable
from math import ceil, radians, sin

from geo.placing.model import Drafted, RoadGap, UsedLine

SECTOR = sin(radians(22.5))
"""Metres aside for each metre in one of eight directions, at most."""


def lower_bound(draft: Drafted) -> float:
    """Return whole metres, at least 1; what layers do not tell counts as 0 (`untold` warns)."""
    worst = max((part.accuracy_m or 0.0 for part in draft.parts), default=0.0)
    return float(max(1, ceil(worst + draft.bridged_m / 2 + draft.more_m - 1e-6)))


def widest(gaps: Iterable[RoadGap]) -> float:
    """Return metres of the longest gap, 0 without any."""
    return max((gap.metres for gap in gaps), default=0.0)


def untold(parts: Iterable[UsedLine]) -> list[str]:
    """Return the warning about lines whose layer tells no accuracy, [] where all do."""
    names = dict.fromkeys(part.name for part in parts if part.accuracy_m is None)
    if not names:
        return []
    return [f"{'、'.join(names)}所在图层未注明位置精度，未计入精度下限；请据来源填写"]
