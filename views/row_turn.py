"""Tables whose selected row follows the map: which row it is, and when a table starts anew."""

from zlib import crc32

from views.state.plan_map import ROWS, SELECTED, SERIAL, TURN


def chosen_in(ids: tuple[str, ...]) -> list[int]:
    """Row of what is selected, [] where it is not in the table."""
    _, _, chosen = SELECTED.get().partition(":")
    return [ids.index(chosen)] if chosen in ids else []


def serial(name: str, ids: tuple[str, ...]) -> str:
    """Number of a table: a new one when the map selected or the row selected moved."""
    rows, turn, mark = ROWS.key(name), TURN.key(name), crc32("|".join(ids).encode())
    moved = rows.is_set() and rows.get() != mark
    rows.set(mark)
    if moved and SELECTED.get() not in ("", ":"):
        turn.set(turn.get() + 1)
    return f"{SERIAL.get()}-{turn.get()}"
