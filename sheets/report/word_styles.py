"""Styles of a Word report: 黑体 headings, 宋体 text, Times New Roman for Latin words."""

from typing import NamedTuple

from docx.document import Document as Docx
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from docx.styles.style import ParagraphStyle

STRONG, NOTE, COVER, CELL, HEAD = "文内标题", "表注", "封面文字", "表格文字", "表头"

_SONG, _HEI, _LATIN = "宋体", "黑体", "Times New Roman"
_LEFT, _MIDDLE = WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.CENTER
_BOTH = WD_ALIGN_PARAGRAPH.JUSTIFY
_INK = RGBColor(25, 25, 25)
_THEMED = ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme")


class _Look(NamedTuple):
    """A style: fonts and sizes in points."""

    font: str
    size: float
    before: float = 0.0
    after: float = 0.0
    align: WD_ALIGN_PARAGRAPH = _LEFT
    bold: bool = False
    line: float = 1.0
    indent: float = 0.0
    inside: float = 0.0
    kept: bool = False


_LOOKS = {
    "Normal": _Look(_SONG, 10.5),
    "Body Text": _Look(_SONG, 10.5, 3, 2, _BOTH, line=1.4, indent=21.0),
    "Title": _Look(_HEI, 24, 190, 14, _MIDDLE),
    "Subtitle": _Look(_HEI, 17, 0, 0, _MIDDLE),
    "Heading 1": _Look(_HEI, 16, 14, 6, kept=True),
    "Heading 2": _Look(_HEI, 13, 10, 4, kept=True),
    "Heading 3": _Look(_HEI, 11, 8, 3, kept=True),
    "toc 1": _Look(_HEI, 10.5, 4, 2),
    "toc 2": _Look(_SONG, 10.5, 1, 1, inside=18.0),
    "Caption": _Look(_HEI, 9.5, 6, 3, _MIDDLE, kept=True),
    "Header": _Look(_SONG, 8.5),
    "Footer": _Look(_SONG, 8.5, align=_MIDDLE),
    STRONG: _Look(_HEI, 10.5, 6, 2, line=1.2, kept=True),
    NOTE: _Look(_SONG, 8.5, 3, 8, _BOTH, line=1.15),
    COVER: _Look(_SONG, 12, 0, 6, _MIDDLE),
    CELL: _Look(_SONG, 8.5, 1, 1, line=1.05),
    HEAD: _Look(_HEI, 8.5, 1, 1, _MIDDLE, line=1.05, kept=True),
}


def set_styles(document: Docx) -> None:
    """Set every style that a report uses."""
    for name, look in _LOOKS.items():
        _set(_style(document, name), look)
    _speak_chinese(document)
    _without_rule(document.styles["Title"])
    document.styles["Header"].paragraph_format.tab_stops.clear_all()


def _style(document: Docx, name: str) -> ParagraphStyle:
    if name in document.styles:
        return document.styles[name]
    made = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    made.base_style = document.styles["Normal"]
    return made


def _set(style: ParagraphStyle, look: _Look) -> None:
    style.font.size, style.font.bold, style.font.italic = Pt(look.size), look.bold, False
    style.font.color.rgb = _INK
    _set_fonts(style, look.font)
    form = style.paragraph_format
    form.space_before, form.space_after = Pt(look.before), Pt(look.after)
    form.alignment, form.line_spacing = look.align, look.line
    form.keep_with_next = look.kept
    form.first_line_indent = Pt(look.indent)
    form.left_indent = Pt(look.inside)


def _set_fonts(style: ParagraphStyle, name: str) -> None:
    """Name the fonts themselves: those of the theme of python-docx are Latin."""
    style.font.name = _LATIN
    fonts = style.element.rPr.rFonts
    for theme in _THEMED:
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    fonts.set(qn("w:eastAsia"), name)
    fonts.set(qn("w:cs"), _LATIN)


def _speak_chinese(document: Docx) -> None:
    """Say that the text is Chinese: spelling and line breaks go by it."""
    properties = document.styles["Normal"].element.get_or_add_rPr()
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-US")
    language.set(qn("w:eastAsia"), "zh-CN")
    properties.append(language)


def _without_rule(style: ParagraphStyle) -> None:
    """Take away the line that the template draws below a title."""
    rule = style.element.pPr.find(qn("w:pBdr"))
    if rule is not None:
        style.element.pPr.remove(rule)
