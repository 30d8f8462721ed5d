"""What the children of a server draw: each function makes a file of values that travelled here."""

import traceback
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from pandas import DataFrame

from geo.errors import PlanMapError
from sheets.atlas.binding import bound
from sheets.atlas.folder import DrawnPage as Page
from sheets.atlas.index import Leaf
from sheets.atlas.model import Atlas
from sheets.drawn import DrawnFile, page_names
from sheets.evaluation.request import EvaluationRequest
from sheets.evaluation.writing import written
from sheets.lifecircle.request import CircleRequest
from sheets.lifecircle.sheet import render_circle
from sheets.page_files import Format
from sheets.render import render
from sheets.report.build import build
from sheets.report.lifecircle_figures import default_circles
from sheets.report.pdf import to_pdf
from sheets.report.request import ReportRequest
from sheets.report.word import to_docx
from sheets.request import SheetRequest


def ready() -> DrawnFile:
    """Do nothing: whoever can be asked this has read all libraries."""
    return DrawnFile()


def sheet(request: SheetRequest, file_format: Format) -> DrawnFile:
    """Draw a sheet."""
    return _drawn(render, request, file_format)


def circle_sheet(request: CircleRequest, file_format: Format) -> DrawnFile:
    """Draw a 生活圈 sheet."""
    return _drawn(render_circle, request, file_format)


def report(request: ReportRequest, rules: DataFrame, ending: str) -> DrawnFile:
    """Work the figures of the life circles out and write a report, .docx or .pdf.

    Parameters
    ----------
    request
        Without figures of the life circles.
    rules
        Of every standard; see `geo.lifecircle.rules.load_rules`.
    ending
        "docx" or "pdf".
    """

    def write() -> bytes:
        full = replace(request, circles=default_circles(request.plan, rules))
        return (to_docx if ending == "docx" else to_pdf)(build(full))

    return _drawn(write)


def evaluation(request: EvaluationRequest, ending: str) -> DrawnFile:
    """Write an evaluation, `.docx` or `.pdf`."""
    return _drawn(written, request, ending)


def atlas(wanted: Atlas, leaves: list[Leaf], **pages: Path) -> DrawnFile:
    """Bind an atlas.

    Parameters
    ----------
    wanted
        The atlas; background and inset are drawn already and may be empty.
    leaves
        Its pages as they came out.
    pages
        File of each that was drawn, by `page_` and its place among the leaves.
    """
    there = [
        leaf._replace(drawn=Page(pages[name], leaf.drawn.scale)) if leaf.drawn else leaf
        for name, leaf in zip(page_names(leaves), leaves, strict=True)
    ]
    return _drawn(bound, wanted, there)


def _drawn(make: Callable[..., bytes], *wanted: Any) -> DrawnFile:  # noqa: ANN401 - a request
    """Make a file; what nobody foresaw goes into the log of the server, which a child has not."""
    try:
        return DrawnFile(make(*wanted))
    except (PlanMapError, MemoryError):
        raise
    except Exception:  # the boundary of the child
        return DrawnFile(trace=traceback.format_exc()[-8_000:])
