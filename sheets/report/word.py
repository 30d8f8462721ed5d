"""A report as a Word document: real headings, repeated table headers, page numbers."""

import io
from datetime import datetime

from docx import Document
from docx.document import Document as Docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt
from docx.text import paragraph as docx_paragraph

from sheets.report.model import (
    Block,
    Chart,
    Content,
    Contents,
    Cover,
    Figure,
    Heading,
    Note,
    Paragraph,
    ReportTable,
)
from sheets.report.word_contents import add_contents, add_heading
from sheets.report.word_pages import (
    add_caption,
    set_figure_page,
    set_running_page,
    set_upright,
)
from sheets.report.word_styles import COVER, NOTE, STRONG, set_styles
from sheets.report.word_table import add_table

_CAPTION_MM, _CAPTION_PT = 1.4, 8.5
_MOVED = ("wp:extent", "wp:effectExtent", "wp:docPr", "wp:cNvGraphicFramePr", "a:graphic")


def to_docx(content: Content) -> bytes:
    """Return a report as a .docx file."""
    document = Document()
    set_styles(document)
    _describe(document, content)
    set_upright(document.sections[0])
    _add_cover(document, content.cover)
    set_running_page(document, content)
    for place, block in enumerate(content.blocks):
        _add(document, content, block, last=place + 1 == len(content.blocks))
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def _describe(document: Docx, content: Content) -> None:
    """Fill in what the file says of itself."""
    made = datetime.fromisoformat(content.date)
    properties = document.core_properties
    properties.title = f"{content.cover.title} {content.cover.subtitle}"
    properties.author = content.office
    properties.comments = ""
    properties.language = "zh-CN"
    properties.created = properties.modified = made


def _add_cover(document: Docx, cover: Cover) -> None:
    document.add_paragraph(cover.title, style="Title")
    document.add_paragraph(cover.subtitle, style="Subtitle")
    for place, words in enumerate(cover.lines):
        paragraph = document.add_paragraph(words, style=COVER)
        if place == 0:
            paragraph.paragraph_format.space_before = 240 * 12700


def _add(document: Docx, content: Content, block: Block, *, last: bool) -> None:
    match block:
        case Heading() | Paragraph() | Note():
            _add_words(document, block)
        case Contents():
            add_contents(document, block, content.blocks)
        case ReportTable():
            add_caption(document, "表", block.number, block.caption)
            add_table(document, block)
        case Figure():
            _add_figure(document, block)
        case Chart():
            _add_chart(document, block)
    if isinstance(block, (Contents, Figure)) and not last:
        set_running_page(document, content)


def _add_words(document: Docx, block: Heading | Paragraph | Note) -> None:
    match block:
        case Heading():
            add_heading(document, block)
        case Paragraph():
            document.add_paragraph(block.text, style=STRONG if block.strong else "Body Text")
        case Note():
            document.add_paragraph(f"注：{block.text}", style=NOTE)


def _add_chart(document: Docx, chart: Chart) -> None:
    """Append a picture in the middle of the text, its caption below it."""
    paragraph = document.add_paragraph(style="Normal")
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.keep_with_next = True
    size = {"width": Mm(chart.width_mm), "height": Mm(chart.height_mm)}
    shape = paragraph.add_run().add_picture(io.BytesIO(chart.png), **size)
    shape._inline.docPr.set("descr", chart.caption)  # noqa: SLF001 - as below
    caption = add_caption(document, "图", chart.number, chart.caption)
    caption.paragraph_format.keep_with_next = False


def _add_figure(document: Docx, figure: Figure) -> None:
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


def _frame(paragraph: docx_paragraph.Paragraph, width_mm: float) -> None:
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
