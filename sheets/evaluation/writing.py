"""An evaluation as a file."""

from sheets.evaluation.build import build
from sheets.evaluation.request import EvaluationRequest
from sheets.report.pdf import to_pdf
from sheets.report.word import to_docx


def written(request: EvaluationRequest, ending: str) -> bytes:
    """Return an evaluation as a Word file (`.docx`) or a PDF (`.pdf`)."""
    return (to_docx if ending == ".docx" else to_pdf)(build(request))
