"""A new data folder: outline and items read by the one reader, checked as the program does."""

import argparse
import json
import math
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final, NamedTuple

import shapely
from geopandas import GeoDataFrame
from pandas import DataFrame, concat

from geo.console import tell_share
from geo.data_folder import DISTRICT_TEXT, SHIPPED, VARIABLE
from geo.district.text import parse_district
from geo.errors import DataError
from geo.exporting.csv_text import csv_text
from geo.guarded.commands import SILENTLY, given
from geo.guarded.reading import Asked, layer, peek
from geo.importing.feature_names import usual_label
from geo.importing.layer_requirement import ANYTHING, LayerRequirement
from geo.importing.limits import LARGE
from geo.importing.model import CoordinateColumns, ReadingChoices
from geo.schema import BOUNDARY, PROJECTS, UNPLACED
from geo.text import fold
from planmap import district_text

_HALF_ZONE = 1.6
"""Degrees from its meridian to the rim of a zone of three, and a little."""

FOUND = 1
"""Exit code where the folder was made and something in it is still to be put right."""

_POLYGONS = LayerRequirement(("Polygon", "MultiPolygon"), "面", "请给区界面图层")
_COMMON = ("standards.csv", "levels.csv", "paces.csv")
"""Of the standards; they are the same everywhere."""

_ALSO: Final[Mapping[str, tuple[str, ...]]] = {
    "project_id": ("项目编号", "序号", "id"),
    "column": ("章节",),
    "clause": ("所属条目",),
    "name": ("项目名称", "项目"),
    "layer": ("图层", "大类"),
    "kind": ("项目类别", "类型"),
    "work": ("建设性质", "性质"),
    "location": ("位置", "建设地点", "地点"),
    "quantity": ("规模",),
    "source_note": ("备注", "说明"),
    "accuracy_m": ("位置精度（米）", "位置精度"),
}
"""Headers that an office may use besides the plan's own, the likeliest first."""

_HEADERS: Final[Mapping[str, tuple[str, ...]]] = {
    each.name: tuple(filter(None, (each.header, *_ALSO.get(each.name, ()), each.name)))
    for each in PROJECTS.in_file
}
"""CoordinateColumns of the plan by the headers they may come under."""

_HUES = ("crimson", "petrol", "pink", "brown", "violet", "green", "jade", "orange", "red", "teal")
_LATER: Final[Mapping[str, str]] = {
    "zones.geojson": "空间结构分区",
    "roads.geojson": "主要道路（生活圈的默认路网）",
    "facilities.csv": "现状设施",
    "communities.csv": "居住小区",
    "plan_services.csv": "哪些项目新增设施",
    "indicators.csv": "规划指标",
}


class Items(NamedTuple):
    """(n,) rows as projects.csv has them, and what is missing in words."""

    rows: DataFrame
    missing: tuple[str, ...]


_NO_ITEMS = Items(DataFrame(), ())


def make(options: argparse.Namespace, head: str) -> int:
    """Make the folder; print what it holds and what is missing; return the exit code.

    Raises
    ------
    DataError
        If a file cannot be read, or the outline is none; no folder is left then.
    """
    tell_share("读取区界", 0.1)
    outline = _outline(options)
    _check_meridian(outline, options.meridian)
    tell_share("读取项目表", 0.5)
    items = _items(options.projects, options.items_accuracy) if options.projects else _NO_ITEMS
    options.folder.mkdir(parents=True, exist_ok=True)
    try:
        _write(options.folder, head, outline, items)
        wrong = _checked(options.folder)
    except BaseException:
        shutil.rmtree(options.folder, ignore_errors=True)
        raise
    left = [*items.missing, *wrong, *_still_missing(options.folder)]
    print(f"{options.folder}：区界 {len(outline)} 个面，项目 {len(items.rows)} 项")
    print("\n".join(["还缺：", *(f"  {each}" for each in left)]))
    ready = "已生成，改好上面写明文件和行的各条才可用" if wrong else "完成"
    tell_share(f"{ready}：{options.folder}", 1.0)
    return FOUND if wrong else 0


def _check_meridian(outline: GeoDataFrame, degrees: int) -> None:
    """Refuse a central meridian whose zone does not hold the middle of the outline."""
    west, _, east, _ = outline.total_bounds
    middle = (west + east) / 2
    nearest = 3 * round(middle / 3)
    if abs(middle - degrees) > _HALF_ZONE:
        raise DataError(
            f"区界中心在东经 {middle:.2f}°，不在中央经线 {degrees}° 的三度带内；"
            f"请核对，多半应为 --meridian {nearest}"
        )


def _outline(options: argparse.Namespace) -> GeoDataFrame:
    asked = Asked(ReadingChoices(crs=options.system), None, LARGE)
    found = layer(given(options.outline), _POLYGONS, asked, SILENTLY).layer.frame_ll
    label = usual_label(map(str, found.columns))
    names = found[label].astype(str) if label else options.name
    told = {
        "name": names,
        "basis": options.outline.name,
        "accuracy_m": options.accuracy,
        "source": options.outline_source,
    }
    frame = GeoDataFrame(told, index=found.index, geometry=found.geometry)
    if len(frame) > 1 and frame["name"].duplicated().any():
        frame["name"] = [f"{name}（{n}）" for n, name in enumerate(frame["name"], 1)]
    return frame


def _items(path: Path, accuracy_m: float | None) -> Items:
    seen = peek(given(path), Asked(limits=LARGE), SILENTLY)
    nowhere = seen.choices.columns is None or seen.choices.columns.kind == "none"
    choices = ReadingChoices(columns=CoordinateColumns("none") if nowhere else None)
    found = layer(given(path), ANYTHING, Asked(choices, limits=LARGE), SILENTLY).layer
    placed = found.frame_ll.drop(columns="geometry").assign(
        wkt=shapely.to_wkt(found.frame_ll.geometry.to_numpy(), rounding_precision=6)
    )
    table = DataFrame(concat([placed, found.unplaced.assign(wkt="")]))
    headers = {fold(str(name)): str(name) for name in reversed(table.columns)}
    rows, missing = DataFrame(index=table.index), []
    for column, names in _HEADERS.items():
        source = next((headers[fold(each)] for each in names if fold(each) in headers), None)
        rows[column] = "" if source is None else table[source].map(_text)
        if source is None and column in ("column", "clause", "name", "kind", "work"):
            missing.append(f"项目表没有“{names[0]}”列；请在 projects.csv 的 {column} 列补上")
    rows["wkt"] = table["wkt"].map(_text)
    used = {fold(each) for names in _HEADERS.values() for each in names} | {"wkt", "原因"}
    more = {str(name): table[name].map(_text) for name in table if fold(str(name)) not in used}
    columns = filter(None, rows["column"].unique())
    titles = [f"district.toml 里 {name} 的标题（title）" for name in columns]
    whole = _completed(rows.assign(**more), f"项目表“{path.name}”所列坐标", accuracy_m)
    vague = int(((whole["wkt"] != "") & (whole["accuracy_m"] == "")).sum())
    if vague:
        missing.append(f"{vague} 项有坐标而没有位置精度；请用 --items-accuracy 给出米数")
    return Items(whole, (*missing, *titles))


def _completed(rows: DataFrame, basis: str, accuracy_m: float | None) -> DataFrame:
    """Fill what follows from the rest: ids, 未落图, one layer for all, how places are known."""
    blank = rows["project_id"] == ""
    numbers = [f"P-{n:03d}" for n in range(1, len(rows) + 1)]
    unplaced = rows["wkt"] == ""
    said = "" if accuracy_m is None else f"{accuracy_m:g}"
    return rows.assign(
        project_id=rows["project_id"].where(~blank, numbers),
        layer=rows["layer"].where(rows["layer"] != "", "规划项目"),
        basis=rows["basis"].where(rows["basis"] != "", basis).where(~unplaced, UNPLACED),
        accuracy_m=rows["accuracy_m"].where(rows["accuracy_m"] != "", said).where(~unplaced, ""),
        unit=rows["unit"].where(rows["quantity"] != "", ""),
    )


def _text(value: object) -> str:
    """A cell as text: 12.0 as 12, nothing as ""."""
    if value is None or value != value:  # noqa: PLR0124 - NaN
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def _write(folder: Path, head: str, outline: GeoDataFrame, items: Items) -> None:
    rows, tables = items.rows, list[str]()
    if len(rows):
        ids = {title: f"items-{n}" for n, title in enumerate(rows["layer"].unique(), 1)}
        columns = [name for name in rows["column"].unique() if name]
        tables = [*map(district_text.column, columns), *_layers(rows, ids)]
        written = rows.assign(layer=rows["layer"].map(ids))
        (folder / PROJECTS.file).write_text(csv_text(written), "utf-8", newline="")
    text = district_text.whole(head, _spans(outline), tables)
    parse_district(text, "district.toml")
    (folder / "district.toml").write_text(text, "utf-8")
    (folder / BOUNDARY.file).write_text(_geojson(outline), "utf-8")
    for name in _COMMON:
        shutil.copyfile(SHIPPED / name, folder / name)


def _layers(rows: DataFrame, ids: Mapping[str, str]) -> Iterator[str]:
    for n, (title, layer_id) in enumerate(ids.items()):
        own = rows[rows["layer"] == title]
        drawn = own["wkt"][own["wkt"] != ""]
        lines = len(drawn) and drawn.str.contains("LINESTRING").all()
        works = [each for each in own["work"].unique() if each]
        plane = "line" if lines else "point"
        yield district_text.layer(layer_id, title, plane, _HUES[n % len(_HUES)], works)


def _spans(outline: GeoDataFrame) -> tuple[tuple[int, int], tuple[int, int]]:
    """Whole degrees around the outline."""
    west, south, east, north = outline.total_bounds
    return (math.floor(west - 0.5), math.ceil(east + 0.5)), (
        math.floor(south - 0.5), math.ceil(north + 0.5),
    )  # fmt: skip


def _geojson(outline: GeoDataFrame) -> str:
    whole = json.loads(outline.to_json(drop_id=True, to_wgs84=True))
    return json.dumps(whole, ensure_ascii=False, indent=1)


def _checked(folder: Path) -> list[str]:
    """Load the folder in a process that serves it; return what is refused, one a line."""
    told = {name: value for name, value in os.environ.items() if name != DISTRICT_TEXT}
    done = subprocess.run(
        [sys.executable, "-m", "planmap.checking"],
        cwd=Path(__file__).resolve().parents[1],
        env=told | {VARIABLE: str(folder.resolve())},
        capture_output=True,
        check=False,
    )
    return done.stdout.decode().splitlines() if done.returncode else []


def _still_missing(folder: Path) -> list[str]:
    lacking = (each for each in _LATER if not (folder / each).exists())
    return [f"{name}：{_LATER[name]}（可先不放）" for name in lacking]
