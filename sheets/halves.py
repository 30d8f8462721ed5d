"""Long names broken in two where a reader would break them."""

import re
from itertools import pairwise

from sheets.circle_words import wide_em

_CHINESE = 0x2E7F
_CLOSING = "·、，。）》”"
_BEGINNERS = re.compile(
    "（|社区|街道|卫生|服务|幼儿园|保育院|小学|中学|学校|附属|校区|医院|农贸|公园|棚户区|周边|地下|"
    "变电站|隧道|升级|改造|建设|工程|商贸|发展|生态|产业|创新"
)
"""What begins a word in the names of projects and facilities."""

_MIDDLE = (0.3, 0.7)


def halved(text: str) -> tuple[str, ...]:
    """Break a name near its middle: before a known word, else after an even number of characters.

    Most words are of two characters, so that few are broken. Figures and Latin words stay whole; a
    name of one piece stays in one line.
    """
    whole = wide_em(text)
    shares = {end: wide_em(text[:end].rstrip("·")) / whole for end in _ends(text)}
    if not shares:
        return (text,)
    best = min(shares, key=lambda end: abs(shares[end] - 0.5))
    return text[:best].strip(), text[best:].strip("· ")


def _ends(text: str) -> list[int]:
    """Places where a first line may end."""
    low, high = (share * len(text) for share in _MIDDLE)
    known = [found.start() for found in _BEGINNERS.finditer(text)]
    return [end for end in known if low <= end <= high] or _even(text)


def _even(text: str) -> list[int]:
    """Places after an even number of Chinese characters."""
    ends, chinese = list[int](), 0
    for place, (char, after) in enumerate(pairwise(text), start=1):
        chinese += ord(char) > _CHINESE
        if chinese % 2 == 0 and ord(char) > _CHINESE and after not in _CLOSING:
            ends.append(place)
    return ends
