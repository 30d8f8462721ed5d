"""A report as a Word document: real headings, repeated table headers, page numbers."""

import io
from datetime import datetime

from docx import Document
from docx.document import Document as Docx
from docx.enum.text import WD_BREAK

from sheets.report.model import (
    Block,
    Content,
    Cover,
    Figure,
    Heading,
    Note,
    PageBreak,
    Paragraph,
    Table,
)
from sheets.report.word_fields import add_caption
from sheets.report.word_figure import add_figure
from sheets.report.word_pages import set_first_page, set_running_page
from sheets.report.word_styles import COVER, NOTE, STRONG, set_styles
from sheets.report.word_table import add_table


def to_docx(content: Content) -> bytes:
    """Return a report as a .docx file."""
    document = Document()
    set_styles(document)
    _describe(document, content)
    set_first_page(document.sections[0])
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
        case Heading():
            document.add_heading(block.words, block.level)
        case Paragraph():
            document.add_paragraph(block.text, style=STRONG if block.strong else "Body Text")
        case Note():
            document.add_paragraph(f"注：{block.text}", style=NOTE)
        case Table():
            add_caption(document, "表", block.number, block.caption)
            add_table(document, block)
        case Figure():
            add_figure(document, block)
            if not last:
                set_running_page(document, content)
        case PageBreak():
            document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
