"""The form of the report: the district or a zone, as Word or PDF, from the same content."""

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Literal

import streamlit as st

from geo.plan_data import PlanData
from sheets.publishing import warnings
from sheets.request import SheetRequest
from views import cache, catalogue, downloads, drawing, sheet_parts
from views.choices import Choices

if TYPE_CHECKING:
    from sheets.report.request import ReportRequest

_WHOLE = ""


def show(plan: PlanData, choices: Choices, request: SheetRequest) -> None:
    """Draw the form; palette, use, 审图号 and 编制单位 are those of the sheet's form."""
    st.caption(
        "含示意图、按条目的项目表、未落图清单、生活圈数字及其方法与局限；"
        "Word 与 PDF 内容相同，编制约需几秒。"
    )
    names = plan.zones["name"]
    zone = st.selectbox(
        "范围",
        [_WHOLE, *names.index],
        format_func=lambda each: str(names[each]) if each else "全区",
        key="report-zone",
    )
    if not sheet_parts.known(warnings(request), "report"):
        return
    wanted = _request(plan, choices, request, str(zone))
    place = str(names[zone]) if zone else "全区"
    with downloads.row() as row:
        for ending, words in (("docx", "下载 Word"), ("pdf", "下载 PDF 报告")):
            row.button(
                words,
                partial(_write, wanted, ending),  # type: ignore[arg-type]
                f"规划报告_{place}.{ending}",
                key=f"report-{ending}",
            )


def _request(plan: PlanData, choices: Choices, request: SheetRequest, zone: str) -> "ReportRequest":
    from sheets.report.request import OwnLayer, ReportRequest  # noqa: PLC0415

    return ReportRequest(
        plan=plan,
        date=date.today().isoformat(),
        zone=zone,
        office=request.imprint.office if request.imprint else "",
        mode=request.mode,
        review_number=request.review_number,
        layers=request.layers,
        own=tuple(
            OwnLayer(spec.title, catalogue.narrowed(spec, choices.filter_of(spec)))
            for spec in choices.own
        ),
        palette=request.palette,
    )


def _write(wanted: "ReportRequest", ending: Literal["docx", "pdf"]) -> bytes:
    """Have the figures worked out and the report written."""
    return drawing.draw("report", request=wanted, rules=cache.standards().rules, ending=ending)
