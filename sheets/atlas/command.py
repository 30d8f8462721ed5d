"""`planmap atlas`: draw an atlas from the command line.

What is asked for wrongly ends with a message and exit code 2; pages that could not be drawn with 1;
Ctrl-C with 130, the finished pages kept where `--keep` names a folder.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from time import perf_counter

from geo import scratch
from geo.console import begin, tell_share, words_of
from geo.errors import DataError, PlanMapError
from geo.filtering import apply
from geo.lifecircle.distance_choice import measured_by
from geo.lifecircle.question import NETWORK as ROADS
from geo.lifecircle.question import STRAIGHT, Ways
from geo.network.line_layers import skeleton
from geo.plan_data import PlanData
from geo.reach import by_levels, by_metres
from geo.store import PlanStore
from geo.whole_file import require_writable
from layers import LAYERS
from layers.features import dressed, features_of
from sheets.atlas.arguments import LAYER_IDS, NETWORK, parser
from sheets.atlas.circles import Circles
from sheets.atlas.job import AtlasJob, Progress
from sheets.atlas.model import SUBJECTS, Atlas, Style, Subject
from sheets.atlas.wanted import Wanted, make_atlas
from sheets.files import Format
from sheets.filter_options import criteria_of, filter_words
from sheets.imprint import Imprint
from sheets.request import SheetLayer

_STOPPED, _LACKING, _WRONG = 130, 1, 2


def main(words: Sequence[str] | None = None) -> int:
    """Draw the atlas that the words ask for; return the exit code."""
    begin()
    options = parser().parse_args(words)
    try:
        return _run(options)
    except (PlanMapError, OSError, MemoryError) as error:
        _tell(f"错误：{words_of(error)}")
        return _WRONG
    except KeyboardInterrupt:
        kept = f"；已绘各页留在 {options.keep}，再次运行即可接着画" if options.keep else ""
        _tell(f"已停止{kept}")
        return _STOPPED


def _run(options: argparse.Namespace) -> int:
    start = perf_counter()
    _check_out(options.out)
    atlas = _atlas(options)
    _tell(f"共 {len(atlas.pages)} 幅")
    with _folder(options.keep) as folder, AtlasJob(atlas, folder, options.workers) as job:
        for now in _changes(job):
            tell_share(_words(now), now.done / now.total)
        bound = job.finish(options.out)
    size = bound.path.stat().st_size / 1e6
    _tell(f"写出 {bound.path}（{bound.sheets} 幅，{size:.1f} MB，{perf_counter() - start:.1f} 秒）")
    for each in bound.lacking:
        _tell(f"未绘成：{each}")
    return _LACKING if bound.lacking else 0


def _changes(job: AtlasJob) -> Iterator[Progress]:
    """Yield the progress whenever a page is added."""
    before = -1
    for now in job.watch():
        if (there := now.done + len(now.failed)) != before:
            before = there
            yield now


def _words(now: Progress) -> str:
    lost = f"，未绘成 {len(now.failed)}" if now.failed else ""
    return f"{now.done} / {now.total} 幅{lost}" + (
        f"：{'、'.join(now.current)}" if now.current else ""
    )


@contextmanager
def _folder(kept: Path | None) -> Iterator[Path]:
    if kept is not None:
        yield kept
        return
    with scratch.folder("atlas") as path:
        yield path


def _atlas(options: argparse.Namespace) -> Atlas:
    store = PlanStore(options.data)
    _tell(store.described())
    plan = dressed(store.read())
    _check_zones(plan, options.zone)
    subjects = tuple(dict.fromkeys(_subject(each.strip()) for each in options.subjects.split(",")))
    criteria = replace(
        criteria_of(options),
        zones=tuple(options.zone),
        placed="placed" if options.placed else "all",
    )
    wanted = Wanted(
        plan=plan,
        subjects=subjects,
        style=_style(options),
        background=_background(plan, options.layers),
        projects_ll=apply(plan.projects, criteria),
        circles=_circles(plan, store, options) if "schools" in subjects else None,
        unplaced=not options.no_unplaced,
    )
    return make_atlas(wanted)


def _circles(plan: PlanData, store: PlanStore, options: argparse.Namespace) -> Circles:
    """Rings as asked for, or the levels of the standard."""
    levels = store.standards().levels
    reach = by_metres(options.buffer) if options.buffer else by_levels(levels, levels["minutes"])
    walking = options.distance == NETWORK
    ways = Ways(ROADS if walking else STRAIGHT)
    model = measured_by(ways, lambda: skeleton(plan.roads))
    kinds = tuple(options.school_kind) or ("学校",)
    known = sorted(set(plan.facilities["kind"]))
    if unknown := [kind for kind in kinds if kind not in known]:
        raise DataError(f"现状设施没有类别“{unknown[0]}”；可选：{'、'.join(known)}")
    return Circles(reach, model, plan.services, kinds)


def _style(options: argparse.Namespace) -> Style:
    made = Imprint(options.office, options.drawn, options.checked, options.approved, options.signed)
    return Style(
        date=options.date,
        title=options.title,
        paper=options.paper,
        orientation=options.orientation,
        palette=options.palette,
        mode=options.mode,
        review_number=options.review_number,
        dpi=options.dpi,
        scale=options.scale,
        imprint=made if options.imprint or made.filled() else None,
        file_format=_format(options),
        filter_text=filter_words(criteria_of(options)),
    )


def _format(options: argparse.Namespace) -> Format:
    pdf: Format = "pdf"
    return pdf if options.out.suffix.lower() == ".pdf" else options.images


def _background(plan: PlanData, names: str) -> tuple[SheetLayer, ...]:
    wanted = [each.strip() for each in names.split(",")] if names else _shown_at_first()
    for each in wanted:
        if each not in LAYER_IDS:
            raise DataError(f"没有图层“{each}”；可选：{'、'.join(LAYER_IDS)}")
    chosen = [spec for spec in LAYERS if spec.layer_id in wanted]
    return tuple(SheetLayer(spec, features_of(plan, spec)) for spec in chosen)


def _shown_at_first() -> list[str]:
    return [spec.layer_id for spec in LAYERS if spec.visible]


def _subject(word: str) -> Subject:
    for each in SUBJECTS:
        if each == word:
            return each
    raise DataError(f"没有图册内容“{word}”；可选：{'、'.join(SUBJECTS)}")


def _check_zones(plan: PlanData, zones: list[str]) -> None:
    for each in zones:
        if each not in plan.zones.index:
            raise DataError(f"没有分区“{each}”；可选：{'、'.join(plan.zones.index)}")


def _check_out(out: Path) -> None:
    if out.suffix.lower() not in (".pdf", ".zip"):
        raise DataError(f"输出文件“{out.name}”的扩展名不可用；请用 .pdf 或 .zip")
    require_writable(out)


def _tell(words: str) -> None:
    print(words, file=sys.stderr, flush=True)
