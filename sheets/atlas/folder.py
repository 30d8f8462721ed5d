"""The folder of an atlas: what is to be drawn, who draws what, and the pages drawn.

`pages/` holds finished pages under their fingerprints, so that another run finds what it may keep;
`run-*/` holds one run: the job, the claims of its workers, and what failed.
"""

import hashlib
import io
import json
import os
import secrets
import shutil
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import geopandas as gpd
import matplotlib as mpl
from geopandas import GeoDataFrame
from pandas import isna

from geo.atomic_file import sweep_drafts, write_whole
from geo.disk_space import unwritten
from layers.variants import DECIDING
from sheets.atlas.job_json import canonical, page_from, spec_from, style_from
from sheets.atlas.model import Atlas, AtlasStyle, Page
from sheets.request import SheetLayer

ROOT = Path(__file__).parents[2]
_RUN, _STALE_S = "run-", 86_400.0

_PAGES = "图册各页"
"""What the files in here are to a planner, who knows none of their names."""

_DRAFT_S = 60.0
"""A page is written in far less: an older draft is that of a process that was ended."""


class DrawnPage(NamedTuple):
    """A finished page: its file and N of its scale."""

    path: Path
    scale: int


@dataclass(frozen=True)
class Job:
    """What a worker reads: the pages with their fingerprints, and how they look."""

    pages: tuple[Page, ...]
    prints: tuple[str, ...]
    style: AtlasStyle
    background: tuple[SheetLayer, ...]
    locator_ll: GeoDataFrame


class Store:
    """The files of one run inside an atlas folder."""

    def __init__(self, folder: Path, run: str) -> None:
        self.folder, self.run = folder, folder / run
        self.pages = folder / "pages"
        self.claims, self.failures = self.run / "claims", self.run / "failed"

    @classmethod
    def create(cls, folder: Path) -> "Store":
        """Make the folder and in it a new run.

        Raises
        ------
        DataError
            If the disk is full or refuses otherwise.
        """
        made = cls(folder.resolve(), f"{_RUN}{secrets.token_hex(6)}")
        _sweep(made.folder)
        try:
            for each in (made.pages, made.claims, made.failures):
                each.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            shutil.rmtree(made.run, ignore_errors=True)
            raise unwritten(_PAGES, error, folder.parent) from error
        sweep_drafts(made.pages, older_s=_DRAFT_S)
        return made

    def drawn(self, print_: str, ending: str) -> DrawnPage | None:
        """Return a finished page, None where it is not."""
        if not self.is_drawn(print_, ending):
            return None
        try:
            told = json.loads((self.pages / f"{print_}.json").read_text("utf-8"))
        except OSError:  # taken away just now
            return None
        return DrawnPage(self.pages / f"{print_}.{ending}", int(told["scale"]))

    def is_drawn(self, print_: str, ending: str) -> bool:
        """Return whether a page is finished; its scale is written last."""
        return (self.pages / f"{print_}.json").is_file() and (
            self.pages / f"{print_}.{ending}"
        ).is_file()

    def keep(self, print_: str, ending: str, content: bytes, scale: int) -> None:
        """Put a finished page down; it is there as a whole or not at all."""
        write_whole(self.pages / f"{print_}.{ending}", content, _PAGES)
        write_whole(self.pages / f"{print_}.json", json.dumps({"scale": scale}).encode(), _PAGES)

    def claim(self, place: int, worker: int) -> bool:
        """Take a page for a worker; False where another has it."""
        try:
            handle = os.open(self.claims / str(place), os.O_CREAT | os.O_EXCL | os.O_WRONLY)
        except (FileExistsError, PermissionError):  # Windows: one that is just being removed
            return False
        with os.fdopen(handle, "w") as file:
            file.write(str(worker))
        return True

    def claimed(self) -> dict[int, int]:
        """Return which worker took which page; 0 where it has not yet said so.

        Workers count from 1: the number of a process is not that of its launcher on Windows.
        """
        return {place: int(text or 0) for place, text in _texts(self.claims)}

    def release(self, place: int) -> None:
        """Let another process take a page."""
        (self.claims / str(place)).unlink(missing_ok=True)

    def fail(self, place: int, why: str) -> None:
        """Note that a page could not be drawn."""
        write_whole(self.failures / str(place), why.encode(), _PAGES)

    def failed(self) -> dict[int, str]:
        """Return why pages could not be drawn, by their place."""
        return dict(_texts(self.failures))


def save_job(store: Store, atlas: Atlas) -> tuple[str, ...]:
    """Write the job for the workers; return the fingerprint of each page."""
    layers = atlas.background
    frames = [*(drawable(each) for each in layers), atlas.locator_ll[["geometry"]]]
    contents = [_save(store.run / f"{place}.parquet", each) for place, each in enumerate(frames)]
    about = [{"spec": asdict(each.spec), "opacity": each.opacity} for each in layers]
    common = _digest([canonical(about).encode(), *contents, made_by().encode()])
    look = asdict(atlas.style)
    pages = [asdict(page) for page in atlas.pages]
    prints = [_digest([canonical([page, look, common]).encode()]) for page in pages]
    values = {"pages": pages, "prints": prints, "style": look, "background": about}
    write_whole(store.run / "job.json", canonical(values).encode(), _PAGES)
    return tuple(prints)


def load_job(store: Store) -> Job:
    """Read what `save_job` wrote."""
    values: dict[str, Any] = json.loads((store.run / "job.json").read_text("utf-8"))
    about = values["background"]
    frames = [gpd.read_parquet(store.run / f"{place}.parquet") for place in range(len(about) + 1)]
    background = tuple(
        SheetLayer(spec_from(each["spec"]), frame, each["opacity"])
        for each, frame in zip(about, frames[:-1], strict=True)
    )
    pages = tuple(map(page_from, values["pages"]))
    style = style_from(values["style"])
    return Job(pages, tuple(values["prints"]), style, background, frames[-1])


def drawable(layer: SheetLayer) -> GeoDataFrame:
    """Return the frame of a layer with what is drawn of it alone, as texts; ids are texts too."""
    frame, spec = layer.frame, layer.spec
    index = frame.index.map(str).rename(frame.index.name)
    wanted = dict.fromkeys((spec.name_column, spec.class_column, "source", *DECIDING))
    columns = {
        name: ["" if isna(value) is True else str(value) for value in frame[name]]
        for name in wanted
        if name in frame.columns and name != index.name
    }
    shapes = frame.geometry.to_numpy()
    return GeoDataFrame(columns, geometry=shapes, index=index, crs=frame.crs)


@cache
def made_by() -> str:
    """Digest of the program that draws: a page drawn by another version is drawn again."""
    sources = sorted(path for name in ("sheets", "layers") for path in (ROOT / name).rglob("*.py"))
    return _digest([mpl.__version__.encode(), *(path.read_bytes() for path in sources)])


def _sweep(folder: Path) -> None:
    """Remove what runs left behind that were ended from outside more than a day ago."""
    for path in folder.glob(f"{_RUN}*"):
        with suppress(OSError):
            if time.time() - path.stat().st_mtime > _STALE_S:
                shutil.rmtree(path, ignore_errors=True)


def _texts(folder: Path) -> Iterator[tuple[int, str]]:
    """Yield the files of a folder whose names are numbers; one may vanish while they are read."""
    for path in folder.glob("*"):
        if path.name.isdigit():
            with suppress(OSError):
                yield int(path.name), path.read_text("utf-8")


def _save(path: Path, frame: GeoDataFrame) -> bytes:
    target = io.BytesIO()
    frame.to_parquet(target)
    write_whole(path, target.getvalue(), _PAGES)
    return target.getvalue()


def _digest(contents: Iterable[bytes]) -> str:
    """Return what is the same for the same contents alone, 32 characters."""
    found = hashlib.sha256()
    for content in contents:
        found.update(len(content).to_bytes(8, "little") + content)
    return found.hexdigest()[:32]
