"""`planmap sheet`: draw a sheet of the plan from the command line.

What is asked for wrongly ends with a message and exit code 2.
"""

import argparse
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from time import perf_counter

from geopandas import GeoDataFrame

from geo.buffers import merged_rings
from geo.command_parser import CommandParser
from geo.console import begin, exit_code
from geo.district import DISTRICT
from geo.errors import DataError
from geo.filtering import apply
from geo.plan_data import PlanData, in_metric
from geo.store_options import add_plan, plan_of
from layers.features import features_of, with_derived_columns, with_place
from layers.spec import LayerSpec
from layers.themes import themed
from sheets import arguments
from sheets.page_files import FORMATS, Format, png_megabytes
from sheets.paper import layout
from sheets.render import render
from sheets.request import Bounds, SheetLayer, SheetRequest, bounds_of

_FORMATS: dict[str, Format] = {f".{each}": each for each in FORMATS}


def main(words: Sequence[str] | None = None) -> int:
    """Draw what the words ask for; return the exit code."""
    begin()
    options = parser().parse_args(words)
    return exit_code(lambda: _draw(options))


def _draw(options: argparse.Namespace) -> None:
    file_format = _FORMATS[arguments.check_out(options.out, *_FORMATS)]
    store = plan_of(options)
    arguments.tell(store.described())
    plan = store.read()
    for zone in options.in_zone:
        arguments.check_zone(plan, zone)
    plan_m = with_derived_columns(plan.with_frames(in_metric(plan)))
    chosen = arguments.chosen_layers(options.layers)
    theme = arguments.theme_of(options)
    layers = tuple(
        SheetLayer(themed(spec, theme), _features(plan_m, spec, options)) for spec in chosen
    )
    arguments.tell("图层：" + "、".join(f"{each.spec.title} {len(each.frame)}" for each in layers))
    request = _request(plan_m, layers, _extent(plan, options.zone), options)
    memory = _memory(request, file_format)
    arguments.tell(f"绘制 {request.paper} {request.orientation} {file_format}{memory}")
    start = perf_counter()
    arguments.write_out(options.out, render(request, file_format), start)


def _memory(request: SheetRequest, file_format: Format) -> str:
    if file_format != "png":
        return ""
    page_mm = layout(request.paper, request.orientation).page
    return f" {request.dpi} dpi，约需内存 {png_megabytes(page_mm, request.dpi)} MB"


def parser() -> argparse.ArgumentParser:
    """Return the parser of `planmap sheet`."""
    made = CommandParser(
        prog="planmap sheet",
        description="绘制规划图纸 / draw a sheet of the plan (PNG, PDF, SVG)",
    )
    add = made.add_argument
    add("--out", type=Path, required=True, help="输出文件 .png、.pdf 或 .svg / file to write")
    add_plan(made)
    arguments.add_page(made, "A3", DISTRICT.map_title)
    add("--subtitle", default="", help="副题 / subtitle")
    arguments.add_imprint(made)
    ids = ",".join(arguments.LAYER_IDS)
    add("--layers", default="", help=f"图层，逗号分隔 / layers, of {ids}")
    arguments.add_theme(made)
    add("--zone", default="", help="只绘一个分区的范围 / extent of one zone, by zone_id")
    arguments.add_filters(made)
    add("--in-zone", action="append", default=[], help="只留分区的项目，可重复 / keep a zone_id")
    add("--buffer", type=float, action="append", default=[], help="缓冲半径(米)，可重复 / metres")
    add("--around", default="", help="缓冲哪个图层 / layer to buffer")
    return made


def _request(
    plan_m: PlanData, layers: tuple[SheetLayer, ...], extent_ll: Bounds, options: argparse.Namespace
) -> SheetRequest:
    rings_m, page = _rings(plan_m, options), arguments.page_of(options)
    names = "、".join(str(plan_m.zones["name"][zone]) for zone in options.in_zone)
    zones = f"分区：{names}" if names else ""
    radii = "、".join(f"{radius:g}" for radius in sorted(options.buffer))
    return SheetRequest(
        subtitle=options.subtitle,
        extent_ll=extent_ll,
        layers=layers,
        rings=rings_m,
        rings_title="" if rings_m is None else f"缓冲圈 {radii} 米（直线距离筛查）",
        locator=plan_m.zones,
        ledger_words=plan_m.ledger_words,
        **{**page, "filter_text": "；".join(filter(None, (page["filter_text"], zones)))},
    )


def _features(plan: PlanData, spec: LayerSpec, options: argparse.Namespace) -> GeoDataFrame:
    """Features of a layer; plan items pass the filter, everything else is whole."""
    frame = features_of(plan, spec)
    if spec.role != "plan":
        return frame
    return apply(frame, replace(arguments.criteria_of(options), zones=tuple(options.in_zone)))


def _rings(plan_m: PlanData, options: argparse.Namespace) -> GeoDataFrame | None:
    """Discs around the features of the layer named by `--around`, straight-line."""
    if bool(options.buffer) != bool(options.around):
        raise DataError("--buffer 与 --around 须同时给出；例如 --buffer 500 --around education")
    if not options.buffer:
        return None
    origins = with_place(_features(plan_m, arguments.layer_named(options.around), options))
    if origins.empty:
        raise DataError(f"图层“{options.around}”没有已落图的要素，无从缓冲；请换图层或放宽筛选")
    return merged_rings(origins, options.buffer)


def _extent(plan: PlanData, zone: str) -> Bounds:
    if zone:
        arguments.check_zone(plan, zone)
    return bounds_of(plan.zones.loc[[zone]] if zone else plan.boundary)
