"""Data in words that Streamlit reads as Markdown."""

_MARKS = frozenset("\\`*_{}[]()<>#!|~:$")


def plain(text: str) -> str:
    """Return text that Markdown shows as it is: no link, image or markup from data."""
    return "".join(f"\\{char}" if char in _MARKS else char for char in text)
