"""`planmap atlas`: draw an atlas from the command line.

What is asked for wrongly ends with a message and exit code 2; pages that could not be drawn with 1;
Ctrl-C with 130, the finished pages kept where `--keep` names a folder.
"""

import argparse
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from time import perf_counter

from geo import temporary_folders
from geo.command_parser import CommandParser
from geo.console import begin, tell_share, words_of
from geo.district import DISTRICT
from geo.errors import DataError, PlanMapError
from geo.filtering import apply
from geo.lifecircle.parts import measured_by
from geo.lifecircle.question import NETWORK, STRAIGHT, Ways
from geo.network.build import skeleton
from geo.plan_data import PlanData
from geo.store import PlanStore
from geo.store_options import add_plan, plan_of
from geo.walk_thresholds import by_levels, by_metres
from layers.features import features_of, with_derived_columns
from layers.themes import themed
from sheets import arguments
from sheets.atlas.atlas_spec import AtlasSpec, make_atlas
from sheets.atlas.job import AtlasJob, AtlasProgress
from sheets.atlas.model import SUBJECTS, TITLES, Atlas, AtlasStyle
from sheets.atlas.reached_estates import SchoolReach
from sheets.request import SheetLayer

_STOPPED, _LACKING, _WRONG = 130, 1, 2
_IMAGES = ("png", "svg")
_WAYS = {"straight": STRAIGHT, "network": NETWORK}


def main(words: Sequence[str] | None = None) -> int:
    """Draw the atlas that the words ask for; return the exit code."""
    begin()
    options = parser().parse_args(words)
    try:
        return _run(options)
    except (PlanMapError, OSError, MemoryError) as error:
        arguments.tell(f"错误：{words_of(error)}")
        return _WRONG
    except KeyboardInterrupt:
        kept = f"；已绘各页留在 {options.keep}，再次运行即可接着画" if options.keep else ""
        arguments.tell(f"已停止{kept}")
        return _STOPPED


def _run(options: argparse.Namespace) -> int:
    start = perf_counter()
    arguments.check_out(options.out, ".pdf", ".zip")
    atlas = _atlas(options)
    arguments.tell(f"共 {len(atlas.pages)} 幅")
    kept = nullcontext(options.keep) if options.keep else temporary_folders.folder("atlas")
    with kept as folder, AtlasJob(atlas, folder, options.workers) as job:
        for now in _changes(job):
            tell_share(now.description, now.done / now.total)
        bound = job.finish(options.out)
    size, took = bound.path.stat().st_size / 1e6, perf_counter() - start
    arguments.tell(f"写出 {bound.path}（{bound.sheets} 幅，{size:.1f} MB，{took:.1f} 秒）")
    for each in bound.lacking:
        arguments.tell(f"未绘成：{each}")
    return _LACKING if bound.lacking else 0


def _changes(job: AtlasJob) -> Iterator[AtlasProgress]:
    """Yield the progress whenever a page is added."""
    before = -1
    for now in job.watch():
        if (there := now.done + len(now.failed)) != before:
            before = there
            yield now


def _atlas(options: argparse.Namespace) -> Atlas:
    store = plan_of(options)
    arguments.tell(store.described())
    plan = with_derived_columns(store.read())
    for zone in options.zone:
        arguments.check_zone(plan, zone)
    subjects = tuple(each.strip() for each in options.subjects.split(","))
    criteria = replace(
        arguments.criteria_of(options),
        zones=tuple(options.zone),
        placed="placed" if options.placed else "all",
    )
    shown, theme = arguments.chosen_layers(options.layers), arguments.theme_of(options)
    wanted = AtlasSpec(
        plan=plan,
        subjects=subjects,
        style=AtlasStyle(
            file_format="pdf" if options.out.suffix.lower() == ".pdf" else options.images,
            ledger_words=plan.ledger_words,
            **arguments.page_of(options),
        ),
        background=tuple(
            SheetLayer(themed(spec, theme), features_of(plan, spec)) for spec in shown
        ),
        projects_ll=apply(plan.projects, criteria),
        circles=_circles(plan, store, options) if "schools" in subjects else None,
        unplaced=not options.no_unplaced,
        theme=theme,
    )
    return make_atlas(wanted)


def _circles(plan: PlanData, store: PlanStore, options: argparse.Namespace) -> SchoolReach:
    """Rings as asked for, or the levels of the standard."""
    levels = store.standards().levels
    reach = by_metres(options.buffer) if options.buffer else by_levels(levels, levels["minutes"])
    model = measured_by(Ways(_WAYS[options.distance]), lambda: skeleton(plan.roads))
    kinds = tuple(options.school_kind) or ("学校",)
    known = sorted(set(plan.facilities["kind"]))
    if unknown := [kind for kind in kinds if kind not in known]:
        raise DataError(f"现状设施没有类别“{unknown[0]}”；可选：{'、'.join(known)}")
    return SchoolReach(reach, model, plan.services, kinds)


def parser() -> argparse.ArgumentParser:
    """Return the parser of `planmap atlas`."""
    made = CommandParser(
        prog="planmap atlas",
        description="图册：一区一图、一项目一图、一校一图 / draw an atlas (PDF or ZIP)",
    )
    _add_files(made)
    _add_contents(made)
    arguments.add_page(made, "A4", DISTRICT.atlas_title, "放不下的自动缩小 / N (fits)")
    arguments.add_imprint(made)
    return made


def _add_files(made: argparse.ArgumentParser) -> None:
    add = made.add_argument
    add("--out", type=Path, required=True, help="输出 .pdf 或 .zip / file to write")
    add_plan(made)
    add(
        "--keep", type=Path, default=None, help="保留各页的目录，用于接着画 / folder to resume from"
    )
    add("--workers", type=_count, default=None, help="绘图进程数 / processes (2)")
    add("--images", choices=_IMAGES, default="png", help="ZIP 内的图片格式 / images in a ZIP")


def _add_contents(made: argparse.ArgumentParser) -> None:
    add = made.add_argument
    told = "、".join(f"{each}={TITLES[each]}" for each in SUBJECTS)
    add("--subjects", required=True, help=f"内容，逗号分隔：{told} / what gets a page")
    ids = ",".join(arguments.LAYER_IDS)
    add("--layers", default="", help=f"底图图层，逗号分隔 / background, of {ids}")
    arguments.add_theme(made)
    arguments.add_filters(made)
    add("--zone", action="append", default=[], help="只留分区的项目，可重复 / keep a zone_id")
    add("--placed", action="store_true", help="只要已落图的项目 / placed items alone")
    add("--no-unplaced", action="store_true", help="未落图项目只列入目录 / index them only")
    add("--buffer", type=float, action="append", default=[], help="学校的圈(米)，可重复 / metres")
    add("--distance", choices=tuple(_WAYS), default="straight", help="直线或主干路路网 / how")
    add(
        "--school-kind", action="append", default=[], help="现状设施类别，默认 学校 / facility kind"
    )


def _count(words: str) -> int:
    count = int(words)
    if not 1 <= count <= 64:
        raise argparse.ArgumentTypeError("进程数应为 1—64")
    return count
