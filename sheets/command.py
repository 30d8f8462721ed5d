"""`planmap sheet`: draw a sheet of the plan from the command line.

What is asked for wrongly ends with a message and exit code 2.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

from geopandas import GeoDataFrame

from geo.console import begin, exit_code
from geo.errors import DataError
from geo.filtering import apply
from geo.plan_data import PlanData, in_metric
from geo.rings import merged_rings
from geo.store.folder import open_store
from geo.whole_file import require_writable, write_whole
from layers import LAYERS
from layers.dress import dressed
from layers.features import features_of, placed
from layers.spec import LayerSpec
from sheets.arguments import LAYER_IDS, parser
from sheets.files import FORMATS, Format, png_megabytes
from sheets.filter_options import criteria_of, filter_words
from sheets.imprint import Imprint
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
    file_format = _format(options.out)
    store = open_store(options.data)
    _tell(store.described())
    plan = store.read()
    plan_m = dressed(plan.with_frames(in_metric(plan)))
    layers = _layers(plan_m, options)
    _tell("图层：" + "、".join(f"{each.spec.title} {len(each.frame)}" for each in layers))
    extent_ll = _extent(plan, options.zone)
    request = _request(plan_m, layers, extent_ll, options)
    _tell(
        f"绘制 {request.paper} {request.orientation} {file_format}{_memory(request, file_format)}"
    )
    start = perf_counter()
    drawn = render(request, file_format)
    write_whole(options.out, drawn)
    _tell(f"写出 {options.out}（{len(drawn) / 1024:,.0f} KB，{perf_counter() - start:.1f} 秒）")


def _memory(request: SheetRequest, file_format: Format) -> str:
    if file_format != "png":
        return ""
    page_mm = layout(request.paper, request.orientation).page
    return f" {request.dpi} dpi，约需内存 {png_megabytes(page_mm, request.dpi)} MB"


def _request(
    plan_m: PlanData,
    layers: tuple[SheetLayer, ...],
    extent_ll: Bounds,
    options: argparse.Namespace,
) -> SheetRequest:
    rings_m = _rings(plan_m, options)
    radii = "、".join(f"{radius:g}" for radius in sorted(options.buffer))
    return SheetRequest(
        title=options.title,
        subtitle=options.subtitle,
        date=options.date,
        extent_ll=extent_ll,
        layers=layers,
        paper=options.paper,
        orientation=options.orientation,
        dpi=options.dpi,
        palette=options.palette,
        mode=options.mode,
        rings=rings_m,
        rings_title="" if rings_m is None else f"缓冲圈 {radii} 米（直线距离筛查）",
        filter_text=filter_words(criteria_of(options)),
        review_number=options.review_number,
        scale=options.scale,
        imprint=_imprint(options),
        locator=plan_m.zones,
    )


def _imprint(options: argparse.Namespace) -> Imprint | None:
    """Return the 图签 where a field is filled in or the box is asked for."""
    made = Imprint(options.office, options.drawn, options.checked, options.approved, options.signed)
    return made if options.imprint or made.filled() else None


def _layers(plan: PlanData, options: argparse.Namespace) -> tuple[SheetLayer, ...]:
    wanted = options.layers.split(",") if options.layers else _shown_at_first()
    chosen = [_spec(layer_id.strip()) for layer_id in wanted]
    ordered = [spec for spec in LAYERS if spec in chosen]
    return tuple(SheetLayer(spec, _features(plan, spec, options)) for spec in ordered)


def _shown_at_first() -> list[str]:
    return [spec.layer_id for spec in LAYERS if spec.visible]


def _spec(layer_id: str) -> LayerSpec:
    if layer_id not in LAYER_IDS:
        raise DataError(f"没有图层“{layer_id}”；可选：{'、'.join(LAYER_IDS)}")
    return LAYERS[LAYER_IDS.index(layer_id)]


def _features(plan: PlanData, spec: LayerSpec, options: argparse.Namespace) -> GeoDataFrame:
    """Features of a layer; plan items pass the filter, everything else is whole."""
    frame = features_of(plan, spec)
    if spec.role != "plan":
        return frame
    return apply(frame, criteria_of(options))


def _rings(plan_m: PlanData, options: argparse.Namespace) -> GeoDataFrame | None:
    """Discs around the features of the layer named by `--around`, straight-line."""
    if bool(options.buffer) != bool(options.around):
        raise DataError("--buffer 与 --around 须同时给出；例如 --buffer 500 --around education")
    if not options.buffer:
        return None
    origins = placed(_features(plan_m, _spec(options.around), options))
    if origins.empty:
        raise DataError(f"图层“{options.around}”没有已落图的要素，无从缓冲；请换图层或放宽筛选")
    return merged_rings(origins, options.buffer)


def _extent(plan: PlanData, zone: str) -> Bounds:
    zones = plan.zones
    if zone and zone not in zones.index:
        raise DataError(f"没有分区“{zone}”；可选：{'、'.join(zones.index)}")
    return bounds_of(zones.loc[[zone]] if zone else plan.boundary)


def _format(out: Path) -> Format:
    if out.suffix.lower() not in _FORMATS:
        raise DataError(f"输出文件“{out.name}”的扩展名不可用；请用 .png、.pdf 或 .svg")
    require_writable(out)
    return _FORMATS[out.suffix.lower()]


def _tell(words: str) -> None:
    print(words, file=sys.stderr, flush=True)
