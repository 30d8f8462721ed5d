"""The list of contents of a Word report, and the headings that it names."""

from collections.abc import Sequence

from docx.document import Document as Docx
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from sheets.report.model import BODY_MM, CONTENTS_LEVELS, Block, Contents, Heading
from sheets.report.word_pages import add_field
from sheets.report.word_styles import COVER

_BEHIND = ("w:hdrShapeDefaults", "w:footnotePr", "w:endnotePr", "w:compat", "w:docVars", "w:rsids")
"""What the schema wants behind it."""


def add_heading(document: Docx, heading: Heading) -> None:
    """Append a heading; the contents lead to it by its mark."""
    paragraph = document.add_heading(heading.numbered, heading.level)
    if not _listed(heading):
        return
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    number = _mark(heading).removeprefix("_Toc")
    for element in (start, end):
        element.set(qn("w:id"), number)
    start.set(qn("w:name"), _mark(heading))
    runs = paragraph.runs
    runs[0].element.addprevious(start)
    runs[-1].element.addnext(end)


def add_contents(document: Docx, contents: Contents, blocks: Sequence[Block]) -> None:
    """Append the contents on a page of their own: each heading, dots, and a field for its page.

    It is no field TOC itself: LibreOffice shows of that only what Word left there.
    """
    title = document.add_paragraph(style=COVER)
    title.add_run(contents.title).font.size = Pt(16)
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for head in (each for each in blocks if isinstance(each, Heading) and _listed(each)):
        line = document.add_paragraph(style=f"toc {head.level}")
        stops = line.paragraph_format.tab_stops
        stops.add_tab_stop(Mm(BODY_MM), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
        line.add_run(f"{head.numbered}\t")
        add_field(line, f"PAGEREF {_mark(head)} \\h", "…")
    _have_counted(document)


def _have_counted(document: Docx) -> None:
    """Let Word work out the pages when it opens the file (it asks first)."""
    update = OxmlElement("w:updateFields")
    update.set(qn("w:val"), "true")
    document.settings.element.insert_element_before(update, *_BEHIND)


def _listed(heading: Heading) -> bool:
    return heading.level <= CONTENTS_LEVELS and bool(heading.number)


def _mark(heading: Heading) -> str:
    """Name of the bookmark: of a number such as 2.13, that no other has."""
    first, _, second = heading.number.partition(".")
    return f"_Toc{int(first) * 1000 + int(second or 0):06d}"
