"""What the parts of a workbook say beside the values of its cells. Read in a child alone.

Which cells hold formulas and percentages, comments, texts in drawings, and what might do something:
macros, links to other workbooks, DDE. Nothing of it is ever run.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Final, NamedTuple
from xml.etree.ElementTree import Element, ParseError, fromstring

from geo.errors import DataError

Parts = Mapping[str, bytes]
"""Members of the archive, by place without a slash before it."""

_REL: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_TOKEN: Final = re.compile(rb"<(?:\w+:)?(row|c|f)\b([^>]*)>")
_ROW: Final = re.compile(rb"\br=[\"'](\d{1,7})[\"']")
_CELL: Final = re.compile(rb"\br=[\"']([A-Z]{1,3})\d{1,7}[\"']")
_STYLE: Final = re.compile(rb"\bs=[\"'](\d{1,6})[\"']")
_ERROR: Final = re.compile(rb"\bt=[\"']e[\"']")
_PERCENT_IDS: Final = ("9", "10")
_DOING: Final = (
    (re.compile(r"vbaProject|\.bin$.*vba", re.IGNORECASE), "带有宏，没有运行"),
    (re.compile(r"(^|/)externalLinks/"), "带有指向其他文件的链接，没有打开"),
    (re.compile(r"(^|/)(macrosheets|dialogsheets)/", re.IGNORECASE), "带有宏表，没有运行"),
    (
        re.compile(r"(^|/)(embeddings|activeX|ctrlProps)/", re.IGNORECASE),
        "带有嵌入的对象或控件，没有打开",
    ),
    (
        re.compile(r"(^|/)connections\.xml$|(^|/)queryTables/", re.IGNORECASE),
        "带有外部数据连接，没有连接",
    ),
)
_DDE: Final = re.compile(rb"<(?:\w+:)?ddeLink\b|\bDDE(?:AUTO)?\b", re.IGNORECASE)


class MarkedCells(NamedTuple):
    """Cells of a sheet that hold a formula, that show a percentage, that hold an error."""

    formulas: tuple[str, ...]
    percents: tuple[str, ...]
    errors: tuple[str, ...]


class CellText(NamedTuple):
    """A text that is in no cell: at a cell ("" for none), and what it is."""

    cell: str
    text: str
    told: str


def sheet_places(parts: Parts) -> dict[str, str]:
    """Return the place of every sheet of cells by its name."""
    book = _tree(parts, "xl/workbook.xml")
    links = _links(parts, "xl/workbook.xml")
    return {
        str(each.get("name")): links[str(each.get(_REL))]
        for each in book.iter()
        if _tag(each) == "sheet" and str(each.get(_REL)) in links
    }


def counts_from_1904(parts: Parts) -> bool:
    """Whether days of the workbook are counted from 1904."""
    book = _tree(parts, "xl/workbook.xml")
    return any(
        each.get("date1904") in ("1", "true") for each in book.iter() if _tag(each) == "workbookPr"
    )


def percent_styles(parts: Parts) -> frozenset[int]:
    """Return the numbers of styles that show a share as a percentage."""
    if "xl/styles.xml" not in parts:
        return frozenset()
    tree = _tree(parts, "xl/styles.xml")
    codes = {
        str(each.get("numFmtId")): str(each.get("formatCode", ""))
        for each in tree.iter()
        if _tag(each) == "numFmt"
    }
    shows = {*_PERCENT_IDS, *(key for key, code in codes.items() if _is_percent(code))}
    looks = next((each for each in tree.iter() if _tag(each) == "cellXfs"), ())
    return frozenset(at for at, each in enumerate(looks) if each.get("numFmtId") in shows)


def _is_percent(code: str) -> bool:
    return "%" in re.sub(r'"[^"]*"|\\.', "", code)


def marked_cells(sheet: bytes, percents: frozenset[int]) -> MarkedCells:
    """Return which cells of a sheet hold formulas and percentages."""
    formulas: list[str] = []
    shares: list[str] = []
    errors: list[str] = []
    row = column = 0
    for token in _TOKEN.finditer(sheet):
        kind, about = token[1], token[2]
        if kind == b"row":
            found = _ROW.search(about)
            row, column = int(found[1]) if found else row + 1, 0
        elif kind == b"c":
            named = _CELL.search(about)
            column = number_of(named[1].decode()) if named else column + 1
            style = _STYLE.search(about)
            if style and int(style[1]) in percents:
                shares.append(f"{letters_of(column)}{row}")
            if _ERROR.search(about):
                errors.append(f"{letters_of(column)}{row}")
        else:
            formulas.append(f"{letters_of(column)}{row}")
    return MarkedCells(tuple(formulas), tuple(shares), tuple(errors))


def texts_beside(parts: Parts, place: str) -> Iterator[CellText]:
    """Give comments on cells of a sheet, and texts in its drawings."""
    for target in _links(parts, place).values():
        if target not in parts:
            continue
        kind = PurePosixPath(target).parts[-1]
        if "omment" in kind:
            yield from _comments(parts, target)
        elif "drawings" in PurePosixPath(target).parts and target.endswith(".xml"):
            words = _words(_tree(parts, target))
            if words:
                yield CellText("", words, "图形中的文字")


def _comments(parts: Parts, place: str) -> Iterator[CellText]:
    for each in _tree(parts, place).iter():
        if _tag(each) in ("comment", "threadedComment") and each.get("ref"):
            words = _words(each)
            if words and not words.startswith("[Threaded comment]"):
                yield CellText(str(each.get("ref")), words, "批注")


def _words(tree: Element) -> str:
    told = [each.text for each in tree.iter() if _tag(each) in ("t", "text") and each.text]
    return " ".join("".join(told).split())


def what_might_run(parts: Parts) -> list[str]:
    """Say what the workbook holds that is more than cells."""
    told = [words for sign, words in _DOING if any(sign.search(place) for place in parts)]
    links = (content for place, content in parts.items() if "externalLinks" in place)
    if any(_DDE.search(content) for content in links):
        told.append("带有 DDE 链接，没有打开")
    return told


def number_of(letters: str) -> int:
    """Return the position of a column from 1."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def letters_of(number: int) -> str:
    """Return the letters of a column by its position from 1."""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _links(parts: Parts, place: str) -> dict[str, str]:
    """Places that a part refers to, by the id of the link."""
    home = PurePosixPath(place)
    rels = str(home.parent / "_rels" / f"{home.name}.rels")
    if rels not in parts:
        return {}
    return {
        str(each.get("Id")): _resolved(home.parent, str(each.get("Target", "")))
        for each in _tree(parts, rels)
        if each.get("TargetMode") != "External"
    }


def _resolved(folder: PurePosixPath, target: str) -> str:
    if target.startswith("/"):
        return target.lstrip("/")
    found: list[str] = []
    for step in (folder / target).parts:
        if step == "..":
            del found[-1:]
        else:
            found.append(step)
    return "/".join(found)


def _tag(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _tree(parts: Parts, place: str) -> Element:
    try:
        return fromstring(parts[place])
    except (KeyError, ParseError, ValueError) as error:
        raise DataError(
            f"工作簿的 {place} 缺失或已损坏；请在 Excel 中另存为 .xlsx 后再交"
        ) from error
