"""2 规划图: the sheet of the scope, A4 at its true size."""

from collections.abc import Iterator
from dataclasses import replace

from geo.district import DISTRICT
from layers import LAYERS
from layers.features import features_of
from layers.themes import themed
from sheets.paper import SIZES_MM
from sheets.render import render
from sheets.report.model import Block, Figure, Heading, Paragraph
from sheets.report.request import ReportRequest
from sheets.report.scope import Scope
from sheets.report.wording import clean
from sheets.request import SheetLayer, SheetRequest


def map_blocks(request: ReportRequest, scope: Scope) -> Iterator[Block]:
    """Yield the section; the sheet is drawn here."""
    layers = _layers(request, scope)
    titles = "、".join(clean(layer.spec.title) for layer in layers)
    yield Heading("规划图")
    yield Paragraph(
        f"图示图层：{titles}。图幅为 A4 横向，按原尺寸（100%）打印时图上比例有效。"
        "图为示意图，不作为划界、审批依据。"
    )
    if request.public and not request.review_number:
        yield Paragraph("本图未取得审图号：不绘区界，分区以离开界线的概略图形表示。")
    yield figure(request, scope, f"规划图（{scope.title}）")


def figure(
    request: ReportRequest, scope: Scope, caption: str, subtitle: str | None = None
) -> Figure:
    """Return the sheet of a scope, drawn; its subtitle is the zone where none is given."""
    sheet = _sheet(request, scope, _layers(request, scope))
    if subtitle is not None:
        sheet = replace(sheet, subtitle=subtitle)
    return Figure(caption, render(sheet, "png"), *SIZES_MM["A4"])


def _layers(request: ReportRequest, scope: Scope) -> tuple[SheetLayer, ...]:
    if request.layers is not None:
        return request.layers
    shown = (spec for spec in LAYERS if spec.visible)
    return tuple(
        SheetLayer(themed(spec, request.theme), features_of(scope.plan, spec)) for spec in shown
    )


def _sheet(request: ReportRequest, scope: Scope, layers: tuple[SheetLayer, ...]) -> SheetRequest:
    return SheetRequest(
        title=DISTRICT.map_title,
        subtitle=scope.title if scope.zone else "",
        date=request.date,
        extent_ll=scope.extent_ll(),
        layers=layers,
        dpi=request.dpi,
        palette=request.palette,
        mode=request.mode,
        review_number=request.review_number,
        filter_text=scope.filter_text,
        ledger_words=request.plan.ledger_words,
        locator=scope.plan.zones,
    )
