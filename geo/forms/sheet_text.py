"""A cell's value as people see it where it has no format."""

from geo.forms.model import Raw


def shown(raw: Raw) -> str:
    """Return a cell as Excel shows it: no .0 behind whole numbers."""
    if raw is None:
        return ""
    if isinstance(raw, float):
        return str(int(raw)) if raw.is_integer() and abs(raw) < 1e15 else repr(raw)
    return raw
