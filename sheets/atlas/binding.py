"""Drawn pages and their index as one file: a PDF with bookmarks, or a ZIP of images."""

import io
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, NamedTuple

from pypdf import PdfReader, PdfWriter
from pypdf.constants import PageLabelStyle

from geo.atomic_file import write_whole
from geo.errors import DataError
from geo.exporting.csv_text import csv_text
from geo.exporting.file_names import plain_name
from sheets.atlas.index import Leaf, index_pages, index_table
from sheets.atlas.model import SERIES, TITLES, Atlas, Subject

_INDEX = "目录"


class Bound(NamedTuple):
    """An atlas as a file: where, how many sheets it holds, and what it lacks, in words."""

    path: Path
    sheets: int
    lacking: tuple[str, ...]


Binder = Callable[[Atlas, list[Leaf]], bytes]
"""What makes one file of an atlas and its pages."""


def bound(atlas: Atlas, leaves: list[Leaf]) -> bytes:
    """Return the index and every drawn page as a file, PDF or ZIP as the style's format asks.

    Raises
    ------
    DataError
        If a page has vanished.
    """
    target = io.BytesIO()
    make = _pdf if atlas.style.file_format == "pdf" else _zip
    make(atlas, leaves, target)
    return target.getvalue()


def bind(atlas: Atlas, leaves: list[Leaf], out: Path, binder: Binder = bound) -> Bound:
    """Write the index and every drawn page into `out`, .pdf or .zip as the style's format asks.

    Parameters
    ----------
    atlas, leaves
        What was asked for, and each page as it came out.
    out
        File to write.
    binder
        Makes its content.

    Raises
    ------
    DataError
        If no page was drawn, the ending of `out` does not fit the format, a page has vanished, or
        the disk refuses; an older file of the name stays as it is.
    """
    drawn = [leaf for leaf in leaves if leaf.drawn is not None]
    if not drawn:
        raise DataError(f"没有一幅图绘成：{_reasons(leaves)}")
    wanted = ".pdf" if atlas.style.file_format == "pdf" else ".zip"
    if out.suffix.lower() != wanted:
        raise DataError(
            f"输出文件“{out.name}”的扩展名不可用；{atlas.style.file_format} 图册须为 {wanted}"
        )
    write_whole(out, binder(atlas, leaves))
    lacking = [f"{leaf.page.called}：{leaf.reason}" for leaf in leaves if leaf.drawn is None]
    return Bound(out, len(drawn), tuple(lacking))


def _reasons(leaves: list[Leaf]) -> str:
    """Return why pages were not drawn, each reason once."""
    reasons = list(dict.fromkeys(leaf.why for leaf in leaves if leaf.why))
    return "；".join(reasons[:3]) or "尚未开始；请重新绘制"


def _content(leaf: Leaf) -> bytes:
    """Return a drawn page; the folder of an atlas is cleaned by others at times."""
    if leaf.drawn is None:
        return b""
    try:
        return leaf.drawn.path.read_bytes()
    except OSError as error:
        raise DataError(
            f"图幅“{leaf.page.called}”的文件读不出（可能已被清理）；请重新绘制图册"
        ) from error


def _pdf(atlas: Atlas, leaves: list[Leaf], target: IO[bytes]) -> None:
    writer = PdfWriter()
    index = index_pages(atlas, leaves)
    for content in index:
        writer.append(PdfReader(io.BytesIO(content)), import_outline=False)
    writer.add_outline_item(title=_INDEX, page_number=0)
    writer.set_page_label(0, len(index) - 1, PageLabelStyle.DECIMAL, f"{_INDEX}-")
    for subject, own in _by_subject(leaves):
        _append(writer, subject, own)
    writer.add_metadata({"/Title": atlas.style.title, "/Producer": "pypdf, matplotlib"})
    writer.compress_identical_objects()
    writer.write(target)


def _append(writer: PdfWriter, subject: Subject, leaves: list[Leaf]) -> None:
    """Append the sheets of a subject under one bookmark; each carries its number as its label."""
    first = len(writer.pages)
    above = writer.add_outline_item(title=TITLES[subject], page_number=first)
    for leaf in leaves:
        if leaf.drawn is not None:
            place = len(writer.pages)
            writer.append(PdfReader(io.BytesIO(_content(leaf))), import_outline=False)
            writer.add_outline_item(title=leaf.page.called, page_number=place, parent=above)
            number = int(leaf.page.number.rpartition("-")[2])
            prefix = f"{SERIES[subject]}-"
            writer.set_page_label(place, place, PageLabelStyle.DECIMAL, prefix, number)


def _by_subject(leaves: list[Leaf]) -> Iterator[tuple[Subject, list[Leaf]]]:
    for subject in TITLES:
        own = [leaf for leaf in leaves if leaf.page.subject == subject and leaf.drawn is not None]
        if own:
            yield subject, own


def _zip(atlas: Atlas, leaves: list[Leaf], target: IO[bytes]) -> None:
    """Write the pages as they are: images are packed already, and names are UTF-8."""
    ending = atlas.style.file_format
    table = index_table(atlas, leaves).assign(
        文件=[*map(file_name, leaves), *[""] * len(atlas.omitted)]
    )
    packed = zipfile.ZIP_DEFLATED if ending == "svg" else zipfile.ZIP_STORED
    with zipfile.ZipFile(target, "w", packed) as archive:
        archive.writestr(f"{_INDEX}.csv", csv_text(table), zipfile.ZIP_DEFLATED)
        for place, content in enumerate(index_pages(atlas, leaves), start=1):
            archive.writestr(f"{_INDEX}-{place}.{ending}", content)
        for leaf in leaves:
            if leaf.drawn is not None:
                archive.writestr(file_name(leaf), _content(leaf))


def file_name(leaf: Leaf) -> str:
    """Return the name of a sheet in the ZIP, "" where it was not drawn: 项目-07_博文路.png."""
    if leaf.drawn is None:
        return ""
    series, _, number = leaf.page.number.partition("-")
    name = plain_name(leaf.page.name)
    return f"{TITLES[leaf.page.subject]}/{series}-{int(number):03d}_{name}{leaf.drawn.path.suffix}"
