"""KML as Google Earth writes it: placemarks of every folder, read as a stream.

Without document type, so without entities, inside or out.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError, iterparse
from xml.parsers.expat import ExpatError, ParserCreate

import numpy as np
from pandas import DataFrame, RangeIndex
from shapely.geometry.base import BaseGeometry

from geo.errors import DataError
from geo.importing.kml_shapes import bare, shape_of
from geo.importing.limits import MB, ReadingLimits
from geo.importing.model import Ask, Issue, Raw

_OTHERS = ("NetworkLink", "GroundOverlay", "PhotoOverlay", "ScreenOverlay", "Tour")
_FOLDERS = ("Document", "Folder")
_DEEPEST = 200
_MARK = "Placemark"
_LONLAT = "EPSG:4326"
"""The only system of KML."""


_Place = tuple[dict[str, str], BaseGeometry | None]
"""Cells and shape."""


@dataclass
class _Way:
    """Where the stream stands, and what it has passed."""

    name: str
    limits: ReadingLimits
    tags: list[str] = field(default_factory=list)
    folders: list[str] = field(default_factory=list)
    others: Counter[str] = field(default_factory=Counter)
    commas: int = 0
    inside: bool = False

    def enter(self, tag: str) -> None:
        if not self.tags and tag != "kml":
            raise DataError(f"{self.name} 的内容是 XML，但不是 KML（根标签为 {tag}）；请重新导出")
        if len(self.tags) >= _DEEPEST:
            raise DataError(f"{self.name} 的标签嵌套超过 {_DEEPEST} 层；请重新导出")
        self.tags.append(tag)
        if tag == _MARK:
            if self.inside:
                raise DataError(f"{self.name} 的地标（Placemark）套着地标；请重新导出")
            self.inside = True
        if tag in _FOLDERS:
            self.folders.append("")

    def leave(self, element: Element, tag: str) -> None:
        self.tags.pop()
        if tag in _FOLDERS:
            self.folders.pop()
        elif tag == "name" and self.tags[-1:] and self.tags[-1] in _FOLDERS:
            self.folders[-1] = (element.text or "").strip()
        elif tag in _OTHERS:
            self.others[tag] += 1
        elif tag == _MARK:
            self.inside = False
        elif tag == "coordinates":
            self._count((element.text or "").count(","))
        elif tag == "coord":
            self._count(2)

    def _count(self, commas: int) -> None:
        """Stop before coordinates become numbers; each place has one comma or two."""
        self.commas += commas
        self.limits.check(self.name, vertices=self.commas // 2, shape=commas // 2)


def read(path: Path, ask: Ask) -> Raw:
    """Read placemarks: name, description, extended data and folder as text, shapes with heights.

    Raises
    ------
    DataError
        If it is no KML, broken, has a document type (the door for entities), or goes beyond the
        limits.
    """
    refuse_doctype(path, ask.name)
    marks, ends = _marks(path)
    if ask.rows is None:
        ask.limits.check(ask.name, rows=marks)
    if ends > ask.limits.max_tags:
        check_tags(path, ask.name, ask.limits)
    way = _Way(ask.name, ask.limits)
    try:
        with np.errstate(invalid="ignore"):  # places that are no numbers are set aside later
            places = list(_bounded(_places(path, way), ask))
    except (ParseError, LookupError) as error:
        raise DataError(f"{ask.name} 不是完好的 KML（可能没有传完）；请重新导出") from error
    frame = DataFrame([cells for cells, _ in places], index=RangeIndex(len(places)))
    shapes = np.empty(len(places), dtype=object)
    shapes[:] = [shape for _, shape in places]
    return Raw(frame.fillna(""), shapes, _LONLAT, _issues(way.others))


def _marks(path: Path) -> tuple[int, int]:
    """About how many placemarks there are, and ends of tags, found in a moment."""
    marks = ends = 0
    with path.open("rb") as file:
        for piece in iter(lambda: file.read(MB), b""):
            marks += piece.count(b"<Placemark")
            ends += piece.count(b"</") + piece.count(b"/>")
    return marks, ends


def _places(path: Path, way: _Way) -> Iterator[_Place]:
    """Return placemarks one by one; what was read is let go."""
    above: list[Element] = []
    for event, element in iterparse(path, ("start", "end")):
        tag = bare(element.tag)
        if event == "start":
            way.enter(tag)
            above.append(element)
            continue
        above.pop()
        way.leave(element, tag)
        if tag == _MARK:
            yield _cells(element, way.folders), shape_of(element)
        if not way.inside and above:
            above[-1].clear()


def _bounded(places: Iterator[_Place], ask: Ask) -> Iterator[_Place]:
    columns: set[str] = set()
    for count, place in enumerate(places, start=1):
        columns.update(place[0])
        ask.limits.check(ask.name, rows=count, columns=len(columns))
        yield place
        if count == ask.rows:
            return


def _cells(placemark: Element, folders: list[str]) -> dict[str, str]:
    texts = {bare(child.tag): (child.text or "").strip() for child in placemark}
    cells = {"名称": texts.get("name", ""), "文件夹": "/".join(filter(None, folders))}
    if texts.get("description"):
        cells["描述"] = texts["description"]
    return cells | _extended(placemark)


def _extended(placemark: Element) -> dict[str, str]:
    """Values of ExtendedData, typed by a schema or not."""
    cells = {}
    for element in placemark.iter():
        tag, key = bare(element.tag), element.get("name", "")
        if tag == "SimpleData" and key:
            cells[key] = (element.text or "").strip()
        elif tag == "Data" and key:
            values = [child.text or "" for child in element if bare(child.tag) == "value"]
            cells[key] = "".join(values).strip()
    return cells


def _issues(others: Counter[str]) -> tuple[Issue, ...]:
    return tuple(
        Issue("not_read", f"{tag} 不是矢量要素，未读取", count, DataFrame())
        for tag, count in others.items()
    )


class _Seen(Exception):  # noqa: N818 - a signal, not an error
    """The first element began: a document type stands before it or nowhere."""


def refuse_doctype(path: Path, name: str) -> None:
    """Raise `DataError` if the document declares a type, or breaks before its first element.

    Entities, external ones and those that multiply, can be declared nowhere else. Expat reads
    the same encodings here as in the parsers of the standard library.
    """
    parser = ParserCreate()

    def refuse(*_: object) -> None:
        raise DataError(f"{name} 带有 DOCTYPE 或实体声明，可能有害，不予打开；请重新导出")

    def stop(*_: object) -> None:
        raise _Seen

    parser.StartDoctypeDeclHandler, parser.StartElementHandler = refuse, stop
    try:
        with path.open("rb") as file:
            parser.ParseFile(file)
    except _Seen:
        return
    except DataError:
        raise
    except (ExpatError, LookupError, ValueError) as error:
        raise DataError(f"{name} 不是完好的 XML（可能没有传完）；请重新导出") from error


def check_tags(path: Path, name: str, limits: ReadingLimits) -> None:
    """Raise `DataError` if a document has more tags than allowed; what is broken is told later."""
    parser, count = ParserCreate(), 0

    def begin(*_: object) -> None:
        nonlocal count
        count += 1
        if count > limits.max_tags:
            limits.check(name, tags=count)

    parser.StartElementHandler = begin
    try:
        with path.open("rb") as file:
            parser.ParseFile(file)
    except DataError:
        raise
    except (ExpatError, LookupError, ValueError):
        return
