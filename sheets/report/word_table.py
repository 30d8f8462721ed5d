"""Tables of a Word report: fixed widths, header again on every page, rows kept whole."""

from docx.document import Document as Docx
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.table import CT_Tbl
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm

from sheets.report.model import ReportTable
from sheets.report.word_styles import CELL, HEAD

_SHADE = "E2E8EF"
_RULE = "969CA3"
_PAD = {"top": 20, "left": 70, "bottom": 20, "right": 70}
"""Twentieths of a point."""


def add_table(document: Docx, table: ReportTable) -> None:
    """Append a table; rows are made as XML, python-docx's own take seconds for long ones."""
    made = document.add_table(rows=0, cols=len(table.headers))
    made.autofit = False
    made.alignment = WD_TABLE_ALIGNMENT.CENTER
    widths = [round(Mm(width).twips) for width in table.widths_mm()]
    grid = made._tbl.tblGrid  # noqa: SLF001 - there is no public way to the XML
    for column, width in zip(grid.gridCol_lst, widths, strict=True):
        column.set(qn("w:w"), str(width))
    _dress(made._tbl, sum(widths))  # noqa: SLF001
    styles = {name: document.styles[name].style_id for name in (HEAD, CELL)}
    made._tbl.append(_row(table.headers, widths, styles[HEAD], head=True))  # noqa: SLF001
    for cells in table.rows:
        made._tbl.append(_row(cells, widths, styles[CELL], right=table.right))  # noqa: SLF001


def _row(
    cells: tuple[str, ...],
    widths: list[int],
    style: str,
    *,
    right: tuple[int, ...] = (),
    head: bool = False,
) -> BaseOxmlElement:
    row, properties = OxmlElement("w:tr"), OxmlElement("w:trPr")
    properties.append(OxmlElement("w:cantSplit"))
    if head:
        properties.append(OxmlElement("w:tblHeader"))
    row.append(properties)
    for place, (words, width) in enumerate(zip(cells, widths, strict=True)):
        cell = _cell(words, style, "right" if place in right else "")
        cell.insert(0, _cell_form(width, head=head))
        row.append(cell)
    return row


def _cell(words: str, style: str, align: str) -> BaseOxmlElement:
    cell, paragraph, form = (OxmlElement(f"w:{name}") for name in ("tc", "p", "pPr"))
    form.append(_valued("w:pStyle", style))
    if align:
        form.append(_valued("w:jc", align))
    run = OxmlElement("w:r")
    for place, line in enumerate(words.split("\n")):
        text = OxmlElement("w:t")
        text.text = line
        text.set(qn("xml:space"), "preserve")
        run.extend((OxmlElement("w:br"), text) if place else (text,))
    paragraph.extend((form, run))
    cell.append(paragraph)
    return cell


def _cell_form(width: int, *, head: bool) -> BaseOxmlElement:
    form = OxmlElement("w:tcPr")
    form.append(_measured("w:tcW", width))
    if head:
        shade = _valued("w:shd", "clear")
        shade.set(qn("w:color"), "auto")
        shade.set(qn("w:fill"), _SHADE)
        form.append(shade)
        form.append(_valued("w:vAlign", "center"))
    return form


def _dress(table: CT_Tbl, width: int) -> None:
    """Set width, thin rules and padding; the schema wants them in this order, before tblLook."""
    form = table.tblPr
    for name in ("w:tblW", "w:tblBorders", "w:tblCellMar"):
        for old in form.findall(qn(name)):
            form.remove(old)
    after = ("w:jc", "w:tblInd", "w:tblBorders", "w:tblLayout", "w:tblCellMar", "w:tblLook")
    form.insert_element_before(_measured("w:tblW", width), *after)
    form.insert_element_before(_borders(), *after[3:])
    form.insert_element_before(_padding(), *after[5:])


def _borders() -> BaseOxmlElement:
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        rule = _valued(f"w:{side}", "single")
        for name, value in (("sz", "4"), ("space", "0"), ("color", _RULE)):
            rule.set(qn(f"w:{name}"), value)
        borders.append(rule)
    return borders


def _padding() -> BaseOxmlElement:
    padding = OxmlElement("w:tblCellMar")
    padding.extend(_measured(f"w:{side}", size) for side, size in _PAD.items())
    return padding


def _valued(name: str, value: str) -> BaseOxmlElement:
    element = OxmlElement(name)
    element.set(qn("w:val"), value)
    return element


def _measured(name: str, twips: int) -> BaseOxmlElement:
    element = OxmlElement(name)
    element.set(qn("w:w"), str(twips))
    element.set(qn("w:type"), "dxa")
    return element
