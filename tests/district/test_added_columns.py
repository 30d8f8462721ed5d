"""A column of the data folder that no description knows is kept, shown and exported."""

import csv
import shutil

import pytest

from geo.data_folder import SHIPPED
from geo.exporting.plan_layers import plan_export
from geo.plan_data import load_plan
from layers import LAYERS
from layers.features import features_of, with_derived_columns
from layers.offline import cards_of
from sheets.atlas.page_extents import facts_of
from views.feature_card import card_html

ADDED = {"责任单位": "<b>住建局</b>", "名称": "又名", "area": "3 公顷"}


@pytest.fixture(scope="module")
def plan(tmp_path_factory):
    folder = tmp_path_factory.mktemp("plan") / "data"
    shutil.copytree(SHIPPED, folder)
    with (folder / "projects.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    with (folder / "projects.csv").open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, [*rows[0], *ADDED])
        writer.writeheader()
        writer.writerows({**row, **ADDED} for row in rows)
    return with_derived_columns(load_plan(folder))


def test_it_is_kept_also_under_a_name_of_the_program(plan):
    told = plan.projects[["责任单位", "名称", "area_原列"]].iloc[0].tolist()
    assert told == list(ADDED.values())


@pytest.mark.parametrize("spec", [each for each in LAYERS if each.frame == "projects"])
def test_it_is_on_every_card_as_text(plan, spec):
    frame = features_of(plan, spec)
    card = card_html(spec, frame.iloc[0])
    assert "<dt>责任单位</dt><dd>&lt;b&gt;住建局&lt;/b&gt;</dd>" in card
    assert ("责任单位", "<b>住建局</b>") in cards_of(frame, spec)[str(frame.index[0])]
    assert ("责任单位", "<b>住建局</b>") in facts_of(frame.iloc[0], spec)


def test_other_layers_have_no_such_line(plan):
    for spec in LAYERS:
        if spec.frame != "projects":
            frame = features_of(plan, spec)
            assert "责任单位" not in card_html(spec, frame.iloc[0])


def test_it_is_exported_beside_the_header_of_its_name(plan):
    frame = plan_export(plan, "projects", "2026-01-31").frame
    assert set(frame["责任单位"]) == {"<b>住建局</b>"}
    assert set(frame["名称_原列"]) == {"又名"}
    assert "又名" not in set(frame["名称"])
    assert "责任单位" not in plan_export(plan, "zones", "2026-01-31").frame
