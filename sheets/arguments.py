"""What the commands that draw share: words about page, 图签, filter and layers, and their sense."""

import argparse
import sys
from collections import defaultdict
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import Any

from geo.atomic_file import require_writable, write_whole
from geo.errors import DataError
from geo.filtering import Criteria, chosen_values, filtered_column
from geo.plan_data import PlanData
from geo.schema import FILTERED
from layers import LAYERS
from layers.palettes import PALETTES, STANDARD
from layers.spec import LayerSpec
from layers.themes import THEMES
from sheets.request import INTERNAL, MODES, ORIENTATIONS, PAPERS, RESOLUTIONS, Paper
from sheets.scale import SCALES
from sheets.title_block import Imprint

LAYER_IDS = tuple(spec.layer_id for spec in LAYERS)
_BY = {each.removeprefix("按"): each for each in THEMES}
_SCALES = "、".join(f"{scale}" for scale in SCALES)


def add_page(made: argparse.ArgumentParser, paper: Paper, title: str, scale_help: str = "") -> None:
    """Add what a page looks like; `paper` and `title` are those without a word."""
    add = made.add_argument
    told = scale_help or f"如 {_SCALES} / N (fits)"
    add("--title", default=title, help="图题 / title")
    add("--date", type=_day, default=date.today().isoformat(), help="编绘日期 / ISO date (today)")
    add("--paper", choices=PAPERS, default=paper, help="纸张 / paper")
    add("--orientation", choices=ORIENTATIONS, default="横向", help="方向 / orientation")
    add("--scale", type=_scale, default=None, help=f"比例 1:N 的 N，{told}")
    add("--dpi", type=int, choices=RESOLUTIONS, default=300, help="PNG 分辨率 / resolution")
    add("--palette", choices=tuple(PALETTES), default=STANDARD, help="配色 / palette")
    add("--mode", choices=MODES, default=INTERNAL, help="用途 / internal or public")
    add("--review-number", default="", help="审图号 / review number of a public map")


def add_theme(made: argparse.ArgumentParser) -> None:
    """Add what the symbols of the plan's items tell."""
    told = "规划项目的符号表示什么 / what symbols of plan items tell"
    made.add_argument("--by", choices=tuple(_BY), default=next(iter(_BY)), help=told)


def theme_of(options: argparse.Namespace) -> str:
    """Return the theme (`layers.themes`) that the words ask for."""
    return _BY[options.by]


def add_imprint(made: argparse.ArgumentParser) -> None:
    """Add the fields of the 图签."""
    add = made.add_argument
    add("--imprint", action="store_true", help="绘图签，空格手填 / box to be signed by hand")
    add("--office", default="", help="图签：编制单位 / office")
    add("--drawn", default="", help="图签：制图 / drawn by")
    add("--checked", default="", help="图签：校核 / checked by")
    add("--approved", default="", help="图签：审核 / approved by")
    add("--signed", default="", help="图签：日期 / day of signing")


def page_of(options: argparse.Namespace) -> dict[str, Any]:
    """Return what the words say of page, 图签 and filter, by the names that requests have for it.

    The 图签 is None unless a field is filled in or the box is asked for.
    """
    names = (
        "title", "date", "paper", "orientation", "scale", "dpi", "palette", "mode", "review_number",
    )  # fmt: skip
    made = Imprint(options.office, options.drawn, options.checked, options.approved, options.signed)
    return {
        **{name: getattr(options, name) for name in names},
        "imprint": made if options.imprint or made.filled() else None,
        "filter_text": filter_words(criteria_of(options)),
    }


def add_filters(made: argparse.ArgumentParser) -> None:
    """Add the options that choose among the plan's items; all of them must hold."""
    add = made.add_argument
    for each in FILTERED:
        add(
            f"--{each.name}", action="append", default=[], metavar=each.title,
            help=f"只留{each.title}，可重复 / keep items of it",
        )  # fmt: skip
    add(
        "--filter", action="append", default=[], metavar="字段=值",
        help=f"同上，字段为 {'、'.join(each.title for each in FILTERED)} / the same by title",
    )  # fmt: skip
    add("--text", default="", help="只留含此文字的项目 / keep items with these words")


def criteria_of(options: argparse.Namespace) -> Criteria:
    """Return what the options ask for.

    Raises
    ------
    DataError
        If `--filter` names no column that is filtered by.
    """
    wanted = defaultdict(list, {each.name: list(getattr(options, each.name)) for each in FILTERED})
    for pair in options.filter:
        title, sign, value = pair.partition("=")
        if not sign:
            raise DataError(f"筛选“{pair}”应写作 字段=值，如 {FILTERED[0].title}=……")
        wanted[filtered_column(title.strip()).name].append(value.strip())
    return Criteria(values=chosen_values(wanted), text=options.text)


def filter_words(criteria: Criteria) -> str:
    """Return the filter as one line for the sheet, "" where none is in force."""
    parts = [(filtered_column(name).title, "、".join(values)) for name, values in criteria.values]
    return "；".join(f"{what}：{said}" for what, said in (*parts, ("文字", criteria.text)) if said)


def chosen_layers(words: str) -> list[LayerSpec]:
    """Return layers named with commas between them, as they are drawn; without words those on.

    Raises
    ------
    DataError
        If there is no such layer.
    """
    if not words:
        return [spec for spec in LAYERS if spec.visible]
    wanted = [layer_named(each.strip()) for each in words.split(",")]
    return [spec for spec in LAYERS if spec in wanted]


def layer_named(layer_id: str) -> LayerSpec:
    """Return the layer of an id; see `chosen_layers`."""
    if layer_id not in LAYER_IDS:
        raise DataError(f"没有图层“{layer_id}”；可选：{'、'.join(LAYER_IDS)}")
    return LAYERS[LAYER_IDS.index(layer_id)]


def check_zone(plan: PlanData, zone: str) -> None:
    """Refuse what is no zone's id."""
    if zone not in plan.zones.index:
        raise DataError(f"没有分区“{zone}”；可选：{'、'.join(plan.zones.index)}")


def check_out(out: Path, *endings: str) -> str:
    """Return the ending of a file to write, in small letters.

    Raises
    ------
    DataError
        If it is none of those that can be written, or the file cannot be.
    """
    ending = out.suffix.lower()
    if ending not in endings:
        listed = f"{'、'.join(endings[:-1])} 或 {endings[-1]}"
        raise DataError(f"输出文件“{out.name}”的扩展名不可用；请用 {listed}")
    require_writable(out)
    return ending


def write_out(out: Path, content: bytes, begun: float) -> None:
    """Write a file and say so; `begun` is when the work did, by `perf_counter`."""
    write_whole(out, content)
    tell(f"写出 {out}（{len(content) / 1024:,.0f} KB，{perf_counter() - begun:.1f} 秒）")


def tell(words: str) -> None:
    """Say how the work goes, beside the results."""
    print(words, file=sys.stderr, flush=True)


def _day(words: str) -> str:
    return date.fromisoformat(words).isoformat()


def _scale(words: str) -> int:
    """Read 25000, 25,000 or 1:25 000."""
    return int(words.removeprefix("1:").replace(" ", "").replace(",", ""))
