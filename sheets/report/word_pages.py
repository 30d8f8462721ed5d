"""Pages of a Word report: size, margins, running head, and words that Word counts itself."""

from docx.document import Document as Docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm
from docx.text.paragraph import Paragraph

from sheets.report.model import BODY_MM, Content

_SIDE_MM, _TOP_MM, _BOTTOM_MM = 20, 24, 20
_SHORT_MM, _LONG_MM = 210, 297


def set_running_page(document: Docx, content: Content) -> None:
    """Begin upright pages with running head and number."""
    section = document.add_section(WD_SECTION.NEW_PAGE)
    set_upright(section)
    section.header.is_linked_to_previous = section.footer.is_linked_to_previous = False
    head = section.header.paragraphs[0]
    head.text = f"{content.running}\t{content.mark}"
    stops = head.paragraph_format.tab_stops
    stops.add_tab_stop(Mm(BODY_MM), WD_TAB_ALIGNMENT.RIGHT)
    _underline(head)
    _number(section.footer.paragraphs[0])


def set_figure_page(document: Docx) -> None:
    """Begin a wide page for a figure: no head, the number in its lower margin."""
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(_LONG_MM), Mm(_SHORT_MM)
    section.footer_distance = Mm(2)
    section.header.is_linked_to_previous = section.footer.is_linked_to_previous = False
    _number(section.footer.paragraphs[0])


def set_upright(section: Section) -> None:
    """Set an upright page; that of the cover has no head and no number."""
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(_SHORT_MM), Mm(_LONG_MM)
    section.left_margin = section.right_margin = Mm(_SIDE_MM)
    section.top_margin, section.bottom_margin = Mm(_TOP_MM), Mm(_BOTTOM_MM)
    section.header_distance, section.footer_distance = Mm(12), Mm(10)


def _number(paragraph: Paragraph) -> None:
    paragraph.add_run("第 ")
    add_field(paragraph, "PAGE", "1")
    paragraph.add_run(" 页　共 ")
    add_field(paragraph, "NUMPAGES", "1")
    paragraph.add_run(" 页")


def _underline(paragraph: Paragraph) -> None:
    borders, bottom = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "4"), ("space", "3"), ("color", "5F5F5F")):
        bottom.set(qn(f"w:{name}"), value)
    borders.append(bottom)
    paragraph.paragraph_format.element.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc"
    )


def add_field(paragraph: Paragraph, code: str, shown: str) -> None:
    """Append a field that shows `shown` until Word works it out."""
    _add_mark(paragraph, "begin")
    instruction = OxmlElement("w:instrText")
    instruction.set(qn("xml:space"), "preserve")
    instruction.text = f" {code} "
    paragraph.add_run().element.append(instruction)
    _add_mark(paragraph, "separate")
    paragraph.add_run(shown)
    _add_mark(paragraph, "end")


def add_caption(document: Docx, kind: str, number: str, words: str) -> Paragraph:
    """Append a caption, numbered so that Word can list tables and figures."""
    paragraph = document.add_paragraph(f"{kind} ", style="Caption")
    add_field(paragraph, f"SEQ {kind} \\* ARABIC", number)
    paragraph.add_run(f"　{words}")
    return paragraph


def _add_mark(paragraph: Paragraph, kind: str) -> None:
    mark = OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    paragraph.add_run().element.append(mark)
