"""A column, a layer and a kind of service are added to a copy, each in the files of its recipe."""

import csv
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from geo.crs import METRIC

ROOT = Path(__file__).resolve().parents[2]
CODE = ("geo", "layers", "sheets", "views", "data", "planmap")

LOOK = """
import json
from pathlib import Path
from geo.data_folder import SHIPPED
from geo.filtering import Criteria, apply
from geo.exporting.plan_layers import PLAN_LAYERS, plan_export
from geo.plan_data import load_plan
from geo.schema import PROJECTS
from layers import LAYERS
from layers.features import card_fields
from layers.features import with_derived_columns
from layers.features import features_of
from layers.items import items_of
from layers.legend import legend_html
from layers.palettes import PALETTES
from sheets import command
from sheets.arguments import criteria_of, filter_words
from sheets.command import parser
from sheets.report.project_part import project_blocks
from sheets.report.request import ReportRequest
from sheets.report.scope import scope_of
from views.feature_card import card_html
from views.filter_form import _offers
from views.filter_form import KEYS
from views.filter_words import sentence
from views.state import kept as project_file

plan = with_derived_columns(load_plan(SHIPPED))
options = parser().parse_args(["--out", "x.png", *OPTIONS])
criteria = criteria_of(options)
kept = apply(plan.projects, criteria)
shown = {spec: items_of(features_of(plan, spec), spec) for spec in LAYERS}
report = ReportRequest(plan=plan, date="2026-01-31", criteria=criteria)
tables = [b for b in project_blocks(scope_of(report)) if hasattr(b, "rows")]
asked = []
command.render = lambda request, kind: asked.append(request) or b"png"
assert command.main(["--out", "x.png", "--layers", ",".join(each.layer_id for each in LAYERS)]) == 0
print(json.dumps({
    "cards": {spec.layer_id: card_html(spec, features_of(plan, spec).iloc[0]) for spec in LAYERS},
    "table": list(PROJECTS.ranked("table").values()),
    "keys": {name: [each.key.name, each.title] for name, each in KEYS.items()},
    "offers": _offers()[0],
    "chips": sentence(plan, criteria),
    "words": filter_words(criteria),
    "kept": sorted(kept.index),
    "project file": sorted(name for name, key in project_file.KEYS.items() if key.check),
    "exports": {
        name: list(plan_export(plan, name, "2026-01-31").frame.columns) for name in PLAN_LAYERS
    },
    "report": [list(tables[0].headers), [list(row) for table in tables for row in table.rows]],
    "legends": {name: legend_html(shown, colours) for name, colours in PALETTES.items()},
    "sheet": {each.spec.layer_id: str(each.frame.crs) for each in asked[0].layers},
    "kinds": sorted({kind for kind in plan.facilities["kind"]}),
}))
"""


@pytest.fixture
def copy(tmp_path):
    """A copy of code and data, and what a process that runs there sees."""
    for name in CODE:
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))

    def seen(*options):
        script = LOOK.replace("OPTIONS", repr(list(options)))
        told = {key: value for key, value in os.environ.items() if not key.startswith("PLANMAP_")}
        done = subprocess.run(
            [sys.executable, "-W", "ignore", "-c", script],
            cwd=tmp_path, env=told, capture_output=True, text=True, encoding="utf-8", check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr[-2000:]
        return json.loads(done.stdout.splitlines()[-1])

    return tmp_path, seen


def rows_of(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def write(path, rows):
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def changed(folder):
    """Files that differ from the project's, and those it does not have."""
    return sorted(
        path.relative_to(folder).as_posix()
        for name in CODE
        for path in (folder / name).rglob("*")
        if path.is_file()
        and "__pycache__" not in path.parts
        and (
            not (ROOT / path.relative_to(folder)).is_file()
            or path.read_bytes() != (ROOT / path.relative_to(folder)).read_bytes()
        )
    )


def test_a_column_that_filters_takes_two_files(copy):
    folder, seen = copy
    schema = folder / "geo" / "schema" / "projects.py"
    column = (
        'Column("phase", title="批次", allowed=("一期", "二期"), may_lack=True, '
        'table=12, report=14.0, filter="phase", chart="按批次"),\n        '
    )
    text, mark = schema.read_text("utf-8"), 'Column(\n            "location"'
    assert text.count(mark) == 1
    schema.write_text(text.replace(mark, column + mark), "utf-8")
    projects = folder / "data" / "projects.csv"
    rows = rows_of(projects)
    states = {row["project_id"]: ("一期" if number < 2 else "") for number, row in enumerate(rows)}
    write(projects, [{**row, "phase": states[row["project_id"]]} for row in rows])

    look = seen("--phase", "一期")
    first = sorted(name for name, state in states.items() if state)
    assert changed(folder) == ["data/projects.csv", "geo/schema/projects.py"]
    assert look["kept"] == first
    assert any("<dt>批次</dt><dd>一期</dd>" in card for card in look["cards"].values())
    assert look["table"][-1] == "批次"
    assert look["keys"]["phase"] == ["phase", "批次"]
    assert look["offers"]["phase"] == ["一期"]
    assert look["chips"] == look["words"] == "批次：一期"
    assert "phase" in look["project file"]
    assert "批次" in look["exports"]["projects"]
    header, told = look["report"]
    assert sorted(row[0] for row in told) == first
    assert {row[header.index("批次")] for row in told} == {"一期"}
    assert seen("--filter", "批次=一期")["kept"] == first


def add_parks(folder, title):
    shape = {"type": "Polygon", "coordinates": [[
        [115.90, 28.62], [115.91, 28.62], [115.91, 28.63], [115.90, 28.62]
    ]]}  # fmt: skip
    told = {"id": "g1", "name": "甲公园", "basis": "现场踏勘", "accuracy_m": 5, "source": "园林处"}
    feature = {"type": "Feature", "geometry": shape, "properties": told | {"管理单位": "<b>甲"}}
    (folder / "data" / "parks.geojson").write_text(
        json.dumps({"type": "FeatureCollection", "features": [feature]}), "utf-8"
    )
    with (folder / "data" / "district.toml").open("a", encoding="utf-8") as file:
        file.write(
            f'\n[[reference]]\nid = "parks"\ntitle = "{title}"\nfile = "parks.geojson"\n'
            'plane = "area"\nhue = "jade"\n'
        )


def test_a_layer_takes_two_files(copy):
    folder, seen = copy
    add_parks(folder, "公园绿地")
    look = seen()
    assert changed(folder) == ["data/district.toml", "data/parks.geojson"]
    card = look["cards"]["parks"]
    assert "<h3>甲公园</h3>" in card
    assert "<dt>位置精度</dt><dd>±5 米</dd>" in card
    assert "<dt>管理单位</dt><dd>&lt;b&gt;甲</dd>" in card
    assert {"名称", "落图依据", "位置精度_米", "管理单位"} <= set(look["exports"]["parks"])
    assert all("公园绿地" in legend for legend in look["legends"].values())
    assert look["sheet"]["parks"] == METRIC


def test_a_kind_of_service_takes_two_files(copy):
    folder, seen = copy
    facilities = folder / "data" / "facilities.csv"
    rows = rows_of(facilities)
    write(facilities, [*rows, rows[0] | {"facility_id": "x1", "kind": "消防站", "stage": ""}])
    with (folder / "data" / "district.toml").open("a", encoding="utf-8") as file:
        file.write('\n[[kind]]\nname = "消防站"\nhue = "crimson"\nshape = "star"\n')
    look = seen()
    assert changed(folder) == ["data/district.toml", "data/facilities.csv"]
    assert "消防站" in look["kinds"]
    assert all("消防站" in legend for legend in look["legends"].values())


def test_a_title_with_a_per_cent_sign_breaks_no_help(copy):
    folder, _ = copy
    add_parks(folder, "占比100%及以上")
    for verb in ("export", "sheet", "atlas", "report"):
        done = subprocess.run(
            [sys.executable, "-m", "planmap", verb, "--help"],
            cwd=folder, capture_output=True, encoding="utf-8", check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
