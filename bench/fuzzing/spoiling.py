"""Bytes changed at random, the same from the same dice."""

from io import BytesIO
from random import Random
from zipfile import ZIP_DEFLATED, ZipFile

_WORDS = (
    *(b"0", b"-1", b"999999999", b"\xff\xff\xff\xff", b"\0\0\0\0", b"NaN", b"inf", b"1e999"),
    *(b'"', b"<", b"&", b"[", b"{", b",", b"\n", b"POINT", b"null", b"\\U+D800", b"\xff\xfe"),
)
_TIMES = (1, 1, 2, 4, 16)


def spoiled(content: bytes, dice: Random) -> bytes:
    """Return a file with some bytes changed; in an archive also those of a file in it."""
    if content.startswith(b"PK") and dice.random() < 0.8:
        return _inside(content, dice)
    changed = bytearray(content)
    for _ in range(dice.choice(_TIMES)):
        _change(changed, dice)
        changed = changed or bytearray(b"x")
    return bytes(changed)


def _inside(content: bytes, dice: Random) -> bytes:
    """Spoil one file of an archive and pack it rightly, so that readers get to see it."""
    with ZipFile(BytesIO(content)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    chosen = dice.choice(sorted(name for name in members if members[name]))
    members[chosen] = spoiled(members[chosen], dice)
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return packed.getvalue()


def _change(content: bytearray, dice: Random) -> None:
    at = dice.randrange(len(content))
    word = dice.choice(_WORDS)
    match dice.randrange(7):
        case 0:
            content[at] = dice.randrange(256)
        case 1:
            del content[at : at + dice.randrange(1, 20)]
        case 2:
            content[at:at] = word
        case 3:
            content[at : at + len(word)] = word
        case 4:
            start = dice.randrange(len(content))
            content[at:at] = content[start : start + dice.randrange(1, 40)]
        case 5:
            content[at] ^= 1 << dice.randrange(8)
        case _ if dice.random() < 0.2:
            del content[at + 1 :]
