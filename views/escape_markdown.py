"""Words from data where Streamlit reads Markdown: every letter is shown, none is obeyed."""

import re

_MARKS = re.compile(r"[\\`*_{}\[\]()<>#!|~:$&]")
_JOINT = ":color[]"
"""Streamlit's directive without colour or content: an empty span, which no letter shows."""

_SEAMS = re.compile(
    r"(?<=:)(?=[\w+/-]+:)"  # :smile:, :material/home:, :streamlit:
    r"|(?<=http)(?=s?://)|(?<=www)(?=\.)|(?=@)"  # addresses become links by themselves
    r"|(?<=[-<>~])(?=[-=>])",  # ->, <-, --, >=, <=, ~= become other signs
    re.ASCII | re.IGNORECASE,
)
"""Where text is read again after Markdown, so that a backslash does not help."""


def escape_markdown(text: str) -> str:
    """Return text that Markdown shows as it is: no link, image, sign or markup from data."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    pieces = (_MARKS.sub(r"\\\g<0>", piece) for piece in _SEAMS.split(lines))
    return _first_letters(_JOINT.join(pieces))


def strong(text: str) -> str:
    """Return text in bold; spaces at its ends would undo that."""
    return f"**{escape_markdown(text.strip())}**" if text.strip() else ""


def _first_letters(text: str) -> str:
    """Take from the start of a line what makes it a list, a rule, a heading or code."""
    spaced = re.sub(r"^[ \t]+", " ", text, flags=re.MULTILINE)
    return re.sub(r"^( ?)([-+=]|\d+(?=\.))", _fenced, spaced, flags=re.MULTILINE)


def _fenced(found: re.Match[str]) -> str:
    space, first = found.groups()
    return f"{space}{first}\\" if first.isdigit() else f"{space}\\{first}"
