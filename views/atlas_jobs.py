"""Atlases being drawn on the server: one a session, a few at a time, gone with the server."""

from dataclasses import dataclass
from pathlib import Path
from secrets import token_urlsafe
from shutil import rmtree
from tempfile import mkdtemp
from typing import TYPE_CHECKING
from weakref import finalize

import streamlit as st

from geo.errors import DataError
from views import drawing

if TYPE_CHECKING:
    from sheets.atlas.binding import Bound
    from sheets.atlas.job import AtlasJob
    from sheets.atlas.model import Atlas

_MOST_RUNNING = 2
"""Atlases drawn at once; each takes two processors."""

_MOST_KEPT = 8
"""Sessions whose pages are kept; the oldest goes first."""


@dataclass
class Held:
    """The atlas of a session: the folder of its pages, the work on it, the file made of it.

    The folder is made when the first page is asked for, and goes with this value.
    """

    folder: Path | None = None
    job: "AtlasJob | None" = None
    bound: "Bound | None" = None

    @property
    def running(self) -> bool:
        """Whether pages are being drawn."""
        return self.job is not None and self.bound is None

    def start(self, atlas: "Atlas") -> None:
        """Begin, or go on: pages finished earlier with the same settings are kept."""
        from sheets.atlas.job import AtlasJob  # noqa: PLC0415 - matplotlib is read when it draws

        self.stop()
        self.bound = None
        if self.folder is None:
            self.folder = Path(mkdtemp(prefix="atlas-"))
            finalize(self, rmtree, self.folder, ignore_errors=True)
        self.job = AtlasJob(atlas, self.folder)
        self.job.start()

    def stop(self) -> None:
        """End the work; the finished pages stay."""
        if self.job is not None:
            self.job.stop()
        self.job = None

    def bind(self) -> None:
        """Make the file of what is drawn."""
        if self.job is None or self.folder is None:
            return
        ending = "pdf" if self.job.atlas.style.file_format == "pdf" else "zip"
        self.bound = self.job.finish(self.folder / f"图册.{ending}", drawing.bound)
        self.job.stop()

    def close(self) -> None:
        """End the work and forget the pages."""
        self.stop()
        if self.folder is not None:
            rmtree(self.folder, ignore_errors=True)


@st.cache_resource(show_spinner=False)
def _held() -> dict[str, Held]:
    return {}


def mine() -> Held:
    """The atlas of this session, an empty one at first."""
    token = st.session_state.setdefault("atlas-token", token_urlsafe(12))
    held = _held()
    while token not in held and len(held) >= _MOST_KEPT:
        oldest = next((name for name, each in held.items() if not each.running), next(iter(held)))
        held.pop(oldest).close()
    return held.setdefault(token, Held())


def require_room(own: Held) -> None:
    """Refuse to begin where the server draws enough already.

    Raises
    ------
    DataError
        Saying so.
    """
    others = sum(each.running for each in _held().values() if each is not own)
    if others >= _MOST_RUNNING:
        raise DataError(f"服务器正在绘制其他 {others} 本图册；请稍后再开始")
