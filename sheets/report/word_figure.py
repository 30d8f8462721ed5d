"""A figure of a Word report: a sheet that fills a wide page at its true size."""

import io

from docx.document import Document as Docx
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from sheets.report.model import Figure
from sheets.report.word_fields import add_caption
from sheets.report.word_pages import set_figure_page

_CAPTION_MM, _CAPTION_PT = 1.4, 8.5
_MOVED = ("wp:extent", "wp:effectExtent", "wp:docPr", "wp:cNvGraphicFramePr", "a:graphic")


def add_figure(document: Docx, figure: Figure) -> None:
    """Append a wide page with the sheet on it, its caption in the margin of the sheet."""
    set_figure_page(document)
    caption = add_caption(document, "图", figure.number, figure.caption)
    caption.paragraph_format.keep_with_next = False
    caption.paragraph_format.line_spacing = Pt(_CAPTION_PT * 1.25)
    for run in caption.runs:
        run.font.size = Pt(_CAPTION_PT)
    _frame(caption, figure.width_mm)
    shape = (
        document.add_paragraph()
        .add_run()
        .add_picture(io.BytesIO(figure.png), width=Mm(figure.width_mm), height=Mm(figure.height_mm))
    )
    inline = shape._inline  # noqa: SLF001 - there is no public way to the XML
    inline.docPr.set("descr", figure.caption)
    inline.getparent().replace(inline, _anchor(inline))


def _frame(paragraph: Paragraph, width_mm: float) -> None:
    """Stand a paragraph at the upper edge of the page."""
    frame = OxmlElement("w:framePr")
    values = {
        "w": str(round(Mm(width_mm - 40).twips)),
        "wrap": "around",
        "vAnchor": "page",
        "hAnchor": "page",
        "xAlign": "center",
        "y": str(round(Mm(_CAPTION_MM).twips)),
    }
    for name, value in values.items():
        frame.set(qn(f"w:{name}"), value)
    form = paragraph.paragraph_format
    form.space_before = form.space_after = 0
    properties = paragraph.paragraph_format.element.get_or_add_pPr()
    properties.insert_element_before(frame, "w:spacing", "w:ind", "w:jc")


def _anchor(inline: BaseOxmlElement) -> BaseOxmlElement:
    """Return a picture that stood in the text as one at the corner of the page, behind it."""
    anchor: BaseOxmlElement = parse_xml(
        f'<wp:anchor {nsdecls("wp", "a", "pic", "r")} distT="0" distB="0" distL="0" distR="0"'
        ' simplePos="0" relativeHeight="1" behindDoc="1" locked="0" layoutInCell="1"'
        ' allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        '<wp:positionH relativeFrom="page"><wp:posOffset>0</wp:posOffset></wp:positionH>'
        '<wp:positionV relativeFrom="page"><wp:posOffset>0</wp:posOffset></wp:positionV>'
        "</wp:anchor>"
    )
    for name in _MOVED:
        part = inline.find(qn(name))
        if part is not None:
            anchor.append(part)
        if name == "wp:effectExtent":
            anchor.append(OxmlElement("wp:wrapNone"))
    return anchor
